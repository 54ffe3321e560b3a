package org.oeleo.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.oeleo.spi.Content;

/** A file given to the connector: one of this machine, or bytes from elsewhere. */
record Given(Optional<Path> file, String text, long size) implements Content {
  static final Instant MODIFIED = Instant.parse("2021-03-04T05:06:07Z");

  static Given local(Path file) throws IOException {
    return new Given(Optional.of(file), "", Files.size(file));
  }

  static Given remote(String text) {
    return new Given(Optional.empty(), text, text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Override
  public Instant modified() {
    return MODIFIED;
  }

  @Override
  public InputStream open(long offset) throws IOException {
    InputStream in = file.isPresent()
        ? Files.newInputStream(file.get())
        : new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    in.skipNBytes(offset);
    return in;
  }

  @Override
  public Optional<Path> localFile() {
    return file;
  }
}
