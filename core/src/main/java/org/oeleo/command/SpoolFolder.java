package org.oeleo.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;

/**
 * Where files of other machines are put for a command: each in a folder of its own that only we may
 * enter, under its own name. Safe for many threads.
 *
 * @param place below which; empty for the system's folder for temporary files
 */
record SpoolFolder(Optional<Path> place) {
  /** A copy for one command; closing removes it, and its folder. */
  record Copy(Path folder, Path file) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }

  /**
   * A copy of this content.
   *
   * @throws ConnectorException INVALID_NAME, NO_SPACE or UNREACHABLE if it cannot be made; whatever
   *     reading the content throws
   */
  Copy fill(RelativePath path, Content content) throws IOException {
    Path folder = makeFolder();
    try {
      Copy copy = new Copy(folder, NativeNames.in(folder, path.name()));
      try {
        write(content, copy.file());
        return copy;
      } catch (IOException | RuntimeException | Error e) {
        try (copy) {
          throw e;
        }
      }
    } catch (IOException | RuntimeException | Error e) {
      Files.deleteIfExists(folder);
      throw e;
    }
  }

  private Path makeFolder() throws ConnectorException {
    try {
      return place.isPresent()
          ? Files.createTempDirectory(place.get(), "oeleo-command-")
          : Files.createTempDirectory("oeleo-command-");
    } catch (IOException e) {
      String where = place.map(Path::toString).orElse(System.getProperty("java.io.tmpdir"));
      throw new ConnectorException(
          Kind.UNREACHABLE,
          "no folder for the command's copies can be made in " + where + " (OELEO_COMMAND_SPOOL)",
          e);
    }
  }

  private static void write(Content content, Path file) throws IOException {
    try (InputStream in = content.open(0);
        var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      Bytes.pass(in, out, content.size());
    }
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(content.modified()));
  }
}
