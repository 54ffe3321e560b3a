package org.oeleo.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.oeleo.spi.Printable;

/** Files that are made in a folder, each whole and its owner's only; none is ever replaced. */
record NewFiles(Path folder) {
  /**
   * Writes them in this order, making the folder if it is missing.
   *
   * @throws RefusedException if one of them is there already; then none is written
   */
  void write(Map<String, String> contents) throws IOException, RefusedException {
    requireNew(contents.keySet());
    Files.createDirectories(folder);
    for (Map.Entry<String, String> content : contents.entrySet()) {
      write(folder.resolve(content.getKey()), content.getValue());
    }
  }

  private void requireNew(Set<String> names) throws RefusedException {
    List<String> there = new ArrayList<>();
    for (String name : names) {
      if (Files.exists(folder.resolve(name))) {
        there.add(name);
      }
    }
    if (!there.isEmpty()) {
      throw new RefusedException("nothing was written, since in " + Printable.name(folder)
          + " there is already " + String.join(", ", there));
    }
  }

  /** Written aside first: temporary files are their owner's only from their first byte. */
  private static void write(Path target, String content) throws IOException, RefusedException {
    Path aside = Files.createTempFile(target.getParent(), ".oeleo-", ".tmp");
    try {
      Files.writeString(aside, content);
      publish(aside, target);
    } catch (FileAlreadyExistsException e) {
      throw new RefusedException(Printable.name(target) + " has just been made by somebody else");
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /** A link never replaces anything, not even what has just come. */
  private static void publish(Path aside, Path target) throws IOException {
    try {
      Files.createLink(target, aside);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException noLinks) {
      Files.move(aside, target);
    }
  }
}
