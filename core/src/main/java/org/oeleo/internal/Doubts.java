package org.oeleo.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.Code;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Fingerprint;
import org.oeleo.spi.Kind;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.Pending;
import org.oeleo.spi.RelativePath;

/**
 * After a run that was cut off, the rows whose copy it replaced and did not get to tell: the ledger
 * still speaks of the version before. If the source went back to that one, or away, nobody would
 * ever look again. The run's thread only.
 */
record Doubts(Bookkeeper ledger, Bench bench, Clock clock) {
  private static final int GROUP = 500;

  /** Has the ledger ask for a new copy where the one it knows is no longer there. */
  void raise(List<Pending> cutOff) throws IOException {
    for (int from = 0; from < cutOff.size(); from += GROUP) {
      List<Pending> group = cutOff.subList(from, Math.min(from + GROUP, cutOff.size()));
      Map<RelativePath, LedgerEntry> rows =
          ledger.find(group.stream().map(Pending::path).toList());
      List<LedgerChange> changes = new ArrayList<>();
      for (Pending pending : group) {
        Optional<LedgerEntry> row = Optional.ofNullable(rows.get(pending.path()))
            .filter(r -> r.path().equals(pending.path()) && r.code() == Code.COPY_IF_CHANGED);
        if (row.isPresent() && !stands(row.get())) {
          changes.add(new LedgerChange.Outdated(pending.path(), LocalDateTime.now(clock)));
        }
      }
      ledger.record(changes);
    }
  }

  /**
   * Whether the copy is still the one of the row; of a copy that was never seen nobody can say.
   * Where none can ever be seen, it is taken to be replaced: what was begun may have been done.
   */
  private boolean stands(LedgerEntry row) throws SideException {
    Ends ends = bench.ends();
    Optional<Fingerprint> known = row.on(ends.destinationSide());
    if (known.isEmpty() || ends.sendsUnseen()) {
      return !ends.sendsUnseen();
    }
    try {
      Optional<FileEntry> there = SideException.on(
          ends.destinationSide(), () -> ends.destination().stat(bench.target(row.path())));
      return there.filter(known.get()::matches).isPresent();
    } catch (SideException e) {
      if (e.kind().scope() == Kind.Scope.CONNECTION) {
        throw e;
      }
      return false;
    }
  }
}
