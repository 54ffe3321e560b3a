package org.oeleo.schedule;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.oeleo.Worker;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Code;
import org.oeleo.spi.Connector;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Fingerprint;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.RelativePath;

/**
 * Removes a local side that is not needed any more: only files that are, on both sides, what was
 * agreed on last, then empty folders, then the ledger.
 */
record TemporaryCopy(Worker worker) {
  private static final int GROUP = 500;

  void remove() throws IOException {
    try (Connector local = worker.source().open();
        Connector external = worker.destination().open()) {
      try (Bookkeeper ledger = worker.ledger().open(Access.RUN)) {
        List<LedgerEntry> rows = new ArrayList<>();
        ledger.forEach(rows::add);
        for (int from = 0; from < rows.size(); from += GROUP) {
          List<LedgerEntry> group = rows.subList(from, Math.min(from + GROUP, rows.size()));
          remove(
              group.stream().filter(row -> row.code() != Code.LOCKED).toList(),
              local,
              external,
              ledger);
        }
      }
      Optional<Path> folder = local.localFile(RelativePath.of("x")).map(Path::getParent);
      if (folder.isPresent()) {
        removeEmptyFolders(folder.get());
      }
    }
    for (Path file : worker.ledger().provider().files(worker.ledger().name())) {
      Files.deleteIfExists(file);
    }
  }

  /**
   * The ledger forgets a file before it goes: whatever happens then, it is not taken for one that
   * somebody has deleted, and comes back.
   */
  private static void remove(
      List<LedgerEntry> rows, Connector local, Connector external, Bookkeeper ledger)
      throws IOException {
    List<RelativePath> paths = new ArrayList<>();
    for (LedgerEntry row : rows) {
      if (isStill(row.local(), local.stat(row.path()))
          && isStill(row.external(), external.stat(row.path()))) {
        paths.add(row.path());
      }
    }
    ledger.record(paths.stream().map(LedgerChange.Forgotten::new).toList());
    for (RelativePath path : paths) {
      local.delete(path);
    }
  }

  private static boolean isStill(Optional<Fingerprint> agreed, Optional<FileEntry> now) {
    return agreed.isPresent() && now.filter(agreed.get()::matches).isPresent();
  }

  private static void removeEmptyFolders(Path root) throws IOException {
    Files.walkFileTree(root, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
        try {
          Files.delete(folder);
        } catch (IOException notEmptyOrInUse) {
          return FileVisitResult.CONTINUE;
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
