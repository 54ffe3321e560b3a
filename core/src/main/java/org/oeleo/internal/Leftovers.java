package org.oeleo.internal;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.oeleo.plan.Naming;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.Pending;
import org.oeleo.spi.RelativePath;

/**
 * What transfers of earlier runs that were cut off have left at the destination. The run's thread
 * only.
 */
final class Leftovers {
  private final Map<RelativePath, Pending> open = new HashMap<>();

  private Leftovers() {}

  static Leftovers of(Bookkeeper ledger, Mode mode) throws LedgerException {
    Leftovers leftovers = new Leftovers();
    if (mode.task() == Mode.Task.COPY) {
      ledger.pending().forEach(pending -> leftovers.open.put(pending.path(), pending));
    }
    return leftovers;
  }

  Optional<Pending> of(RelativePath path) {
    return Optional.ofNullable(open.get(path));
  }

  /** The file is being worked on in this pass, which sees to its part. */
  void takenOver(RelativePath path) {
    open.remove(path);
  }

  /**
   * Deletes the parts that nobody came back for, unless their very source is only waiting for its
   * turn.
   */
  void sweep(Ends ends, Places places, Naming naming, Recorder recorder) throws IOException {
    for (Pending pending : open.values()) {
      Optional<FileEntry> source =
          SideException.on(ends.sourceSide(), () -> ends.source().stat(pending.path()));
      boolean waits = source
          .map(entry -> places.of(naming.target(pending.path()), entry))
          .filter(pending.aside()::equals)
          .isPresent();
      if (!waits) {
        if (AsideName.isAside(pending.aside().name())) {
          SideException.on(ends.destinationSide(), () -> {
            ends.destination().delete(pending.aside());
            return true;
          });
        }
        recorder.accept(new LedgerChange.Ended(pending.path()));
      }
    }
    open.clear();
  }
}
