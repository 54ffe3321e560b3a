package org.oeleo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder with a worker in its {@code .env}, and the command to be tried on it. */
public abstract class WithWorker {
  @TempDir
  protected Path folder;

  protected Try command;
  protected Path from;
  protected Path to;

  @BeforeEach
  void make_a_worker() throws IOException {
    command = new Try(folder);
    from = Files.createDirectory(folder.resolve("from"));
    to = Files.createDirectory(folder.resolve("to"));
    Files.write(folder.resolve(".env"), worker("ledger.db"));
  }

  protected final List<String> worker(String ledger) {
    return List.of(
        "OELEO_BASE_DIR_FROM=" + from,
        "OELEO_BASE_DIR_TO=" + to,
        "OELEO_DB_NAME=" + folder.resolve(ledger),
        "OELEO_SETTLE=0s");
  }

  protected final void file(String name, String text) throws IOException {
    Files.writeString(from.resolve(name), text);
  }

  protected static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
