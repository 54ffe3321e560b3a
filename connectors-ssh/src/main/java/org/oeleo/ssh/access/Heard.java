package org.oeleo.ssh.access;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What comes in on a line, counted, with its beginning kept. Read by one thread, asked by any. */
final class Heard extends FilterInputStream {
  /** The version line and the first proposal of any server fit. */
  private static final int KEPT = 16 * 1024;

  private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
  private volatile long received;
  private volatile boolean broken;

  Heard(InputStream input) {
    super(input);
  }

  long received() {
    return received;
  }

  boolean isBroken() {
    return broken;
  }

  byte[] beginning() {
    return beginning.toByteArray();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread reads.
  public int read(byte[] buffer, int from, int count) throws IOException {
    int got;
    try {
      got = super.read(buffer, from, count);
    } catch (IOException e) {
      broken = true;
      throw e;
    }
    if (got < 0) {
      broken = true;
      return got;
    }
    received += got;
    if (beginning.size() < KEPT) {
      beginning.write(buffer, from, Math.min(got, KEPT - beginning.size()));
    }
    return got;
  }
}
