package org.oeleo.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.oeleo.LedgerLocation;
import org.oeleo.spi.Connector;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.RelativePath;

/**
 * The files of the run's own ledger, where it is kept among the sources. They are not even opened:
 * POSIX takes all locks of a process off a file as soon as that process closes it, and with them
 * what keeps a second run out.
 */
record LedgerFiles(Map<String, Path> byName, Connector source) {
  static LedgerFiles of(LedgerLocation ledger, Connector source) throws LedgerException {
    Map<String, Path> byName = new HashMap<>();
    for (Path file : ledger.provider().files(ledger.name())) {
      Optional.ofNullable(file.getFileName()).ifPresent(n -> byName.put(n.toString(), file));
    }
    return new LedgerFiles(byName, source);
  }

  /** Whether this source is one of them. */
  boolean contains(RelativePath path) {
    Path own = byName.get(path.name());
    return own != null
        && source.localFile(path).filter(file -> isSame(file, own)).isPresent();
  }

  private static boolean isSame(Path file, Path own) {
    try {
      return Files.isSameFile(file, own);
    } catch (IOException gone) {
      return false;
    }
  }
}
