package org.oeleo.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oeleo.LedgerLocation;
import org.oeleo.spi.Connector;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.RelativePath;

/**
 * The files of the ledgers that this process uses, as an end sees them that holds them. They are
 * not even opened: POSIX takes all locks of a process off a file as soon as that process closes it,
 * and with them what keeps a second run out.
 */
record LedgerFiles(Map<String, List<Path>> byName, Connector end) {
  static LedgerFiles of(Job.Route route, Connector end) throws LedgerException {
    List<LedgerLocation> ledgers = new ArrayList<>(route.others());
    ledgers.add(route.ledger());
    Map<String, List<Path>> byName = new HashMap<>();
    for (LedgerLocation ledger : ledgers) {
      for (Path file : ledger.provider().files(ledger.name())) {
        Optional.ofNullable(file.getFileName())
            .map(Path::toString)
            .ifPresent(name ->
                byName.computeIfAbsent(name, unknown -> new ArrayList<>()).add(file));
      }
    }
    return new LedgerFiles(byName, end);
  }

  /** Whether what is, or would be, at this path is one of them. */
  boolean contains(RelativePath path) {
    List<Path> namesakes = byName.getOrDefault(path.name(), List.of());
    return !namesakes.isEmpty()
        && end.localFile(path)
            .filter(file -> namesakes.stream().anyMatch(own -> isSame(file, own)))
            .isPresent();
  }

  /** A journal that is not there yet must not come from somewhere else: SQLite would believe it. */
  private static boolean isSame(Path file, Path own) {
    return areOne(file, own)
        || (file.getParent() != null
            && own.getParent() != null
            && areOne(file.getParent(), own.getParent()));
  }

  private static boolean areOne(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException gone) {
      return false;
    }
  }
}
