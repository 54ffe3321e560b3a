package org.oeleo.sharepoint.service;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of another stream. One thread at a time. */
final class LimitedInput extends FilterInputStream {
  private long left;

  LimitedInput(InputStream input, long length) {
    super(input);
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    int read = left > 0 ? super.read() : -1;
    left -= read < 0 ? 0 : 1;
    return read;
  }

  @Override
  public int read(byte[] buffer, int from, int count) throws IOException {
    int read = left > 0 ? super.read(buffer, from, (int) Math.min(count, left)) : -1;
    left -= Math.max(0, read);
    return read;
  }
}
