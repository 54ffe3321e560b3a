package org.oeleo.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.oeleo.spi.Content;

/** The bytes of another content, described otherwise. */
record Altered(Content content, long size, Instant modified, boolean continues) implements Content {
  @Override
  public InputStream open(long offset) throws IOException {
    return content.open(offset);
  }
}
