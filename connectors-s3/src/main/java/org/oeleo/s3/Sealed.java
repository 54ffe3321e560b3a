package org.oeleo.s3;

/** Bytes that wait to be sent, and what says that they arrived. Whoever holds it closes it. */
record Sealed(Buffer buffer, Seal seal) implements AutoCloseable {
  @Override
  public void close() {
    buffer.close();
  }
}
