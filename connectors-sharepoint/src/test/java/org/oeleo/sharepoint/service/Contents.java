package org.oeleo.sharepoint.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The disk of the service: a folder of its own that goes with it. Safe for many threads. */
final class Contents implements AutoCloseable {
  private static final int IN_MEMORY = 64 * 1024;
  private static final int BUFFER = 128 * 1024;

  private final Path folder;
  private final AtomicLong number = new AtomicLong();

  Contents() {
    try {
      this.folder = Files.createTempDirectory("graph-service");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path newFile() {
    return folder.resolve("content-" + number.incrementAndGet());
  }

  /** Takes all that comes, and what became of it on the way. */
  Content receive(InputStream input, Damage damage) throws IOException {
    byte[] start = input.readNBytes(IN_MEMORY);
    if (start.length < IN_MEMORY) {
      return Content.of(damage.done(start));
    }
    Path file = newFile();
    QuickXor sum = new QuickXor();
    try (OutputStream output = Files.newOutputStream(file)) {
      output.write(start);
      sum.update(start, 0, start.length);
      long size = start.length + append(input, output, sum);
      return damaged(Content.of(file, size, sum), damage);
    }
  }

  /** Writes and sums up what comes until there is no more. */
  static long append(InputStream input, OutputStream output, QuickXor sum) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long all = 0;
    for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
      output.write(buffer, 0, read);
      sum.update(buffer, 0, read);
      all += read;
    }
    return all;
  }

  Content damaged(Content content, Damage damage) {
    return damage == Damage.NONE ? content : store(damage.done(content.bytes()));
  }

  Content store(byte[] bytes) {
    if (bytes.length < IN_MEMORY) {
      return Content.of(bytes);
    }
    Path file = newFile();
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Content(bytes.length, QuickXor.of(bytes), () -> Files.newInputStream(file));
  }

  /** The same with {@code more} behind it. */
  Content longer(Content content, byte[] more) {
    Path file = newFile();
    QuickXor sum = new QuickXor();
    try (InputStream input = content.open();
        OutputStream output = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      append(input, output, sum);
      output.write(more);
      sum.update(more, 0, more.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long size = content.size() + more.length;
    return Content.of(file, size, sum);
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
