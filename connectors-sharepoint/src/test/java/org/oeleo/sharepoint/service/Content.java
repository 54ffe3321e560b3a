package org.oeleo.sharepoint.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The bytes of one version of a file: small ones in memory, others on the disk. Immutable. */
record Content(long size, String hash, byte[] small, Optional<Path> file) {
  static Content of(byte[] bytes) {
    return new Content(bytes.length, QuickXor.of(bytes), bytes, Optional.empty());
  }

  InputStream open() throws IOException {
    return file.isPresent() ? Files.newInputStream(file.get()) : new ByteArrayInputStream(small);
  }

  byte[] bytes() {
    try (InputStream input = open()) {
      return input.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
