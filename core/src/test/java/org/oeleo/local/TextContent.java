package org.oeleo.local;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.oeleo.spi.Content;

/** A text on its way. */
record TextContent(String text, Instant modified) implements Content {
  static TextContent of(String text) {
    return new TextContent(text, Instant.parse("2021-03-04T05:06:07Z"));
  }

  private byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public long size() {
    return bytes().length;
  }

  @Override
  public InputStream open(long offset) {
    return new ByteArrayInputStream(bytes(), (int) offset, bytes().length - (int) offset);
  }
}
