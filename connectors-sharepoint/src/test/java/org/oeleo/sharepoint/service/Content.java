package org.oeleo.sharepoint.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of one version of a file: small ones in memory, others on the disk. Immutable. */
record Content(long size, String hash, Source source) {
  /** Where the bytes are. */
  interface Source {
    InputStream open() throws IOException;
  }

  static Content of(byte[] bytes) {
    return new Content(bytes.length, QuickXor.of(bytes), () -> new ByteArrayInputStream(bytes));
  }

  static Content of(Path file, long size, QuickXor sum) {
    return new Content(size, sum.value(), () -> Files.newInputStream(file));
  }

  InputStream open() throws IOException {
    return source.open();
  }

  byte[] bytes() {
    try (InputStream input = open()) {
      return input.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
