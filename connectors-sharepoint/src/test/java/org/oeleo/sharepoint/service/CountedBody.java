package org.oeleo.sharepoint.service;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** A body that says how many of its bytes were read. */
final class CountedBody extends FilterInputStream {
  private final LongConsumer received;

  CountedBody(InputStream body, LongConsumer received) {
    super(body);
    this.received = received;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    received.accept(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] buffer, int from, int count) throws IOException {
    int read = super.read(buffer, from, count);
    received.accept(Math.max(0, read));
    return read;
  }
}
