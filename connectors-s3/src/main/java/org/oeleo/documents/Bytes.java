package org.oeleo.documents;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import org.oeleo.spi.Content;

/** Content that is in memory. Immutable, as long as nobody changes the array. */
final class Bytes implements Content {
  private final byte[] bytes;
  private final Instant modified;

  Bytes(byte[] bytes, Instant modified) {
    this.bytes = bytes;
    this.modified = modified;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public Instant modified() {
    return modified;
  }

  @Override
  public InputStream open(long offset) {
    int start = (int) Math.min(offset, bytes.length);
    return new ByteArrayInputStream(bytes, start, bytes.length - start);
  }
}
