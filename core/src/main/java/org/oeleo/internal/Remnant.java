package org.oeleo.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.oeleo.event.Event;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.Code;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.Pending;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/**
 * What a two-way pass that was cut off was about to do with one file, and nobody goes on with. The
 * run's thread only.
 */
record Remnant(Pending pending, Bench outward, Bench inward) {
  /** The intention to delete a file, noted before it is done. */
  static Pending deletion(RelativePath path, Side side) {
    return new Pending(path, path, Optional.of("{\"deleting\":\"" + side + "\"}"));
  }

  /** Deletes temporary files, and says what the ledger has to know. */
  List<LedgerChange> cleared(Bookkeeper ledger, Clock clock) throws IOException {
    LedgerChange.Ended ended = new LedgerChange.Ended(pending.path());
    Optional<Side> deletedOn = deletedOn();
    if (deletedOn.isPresent()) {
      // Done, and not told: if the file is back on the other side, it is a new one.
      return stat(deletedOn.get()).isEmpty()
          ? List.of(ended, new LedgerChange.Forgotten(pending.path()))
          : List.of(ended);
    }
    if (!isDiscarded(outward) || !isDiscarded(inward)) {
      return List.of();
    }
    return isInDoubt(ledger)
        ? List.of(ended, new LedgerChange.Outdated(pending.path(), LocalDateTime.now(clock)))
        : List.of(ended);
  }

  private Optional<Side> deletedOn() {
    return List.of(Side.values()).stream()
        .filter(side -> deletion(pending.path(), side).equals(pending))
        .findFirst();
  }

  /**
   * Whether one side holds what was agreed on and the other does not: then nobody can tell an edit
   * from what the pass brought there, and what came back since must not be replaced by it.
   */
  private boolean isInDoubt(Bookkeeper ledger) throws IOException {
    Optional<LedgerEntry> row = Optional.ofNullable(
            ledger.find(List.of(pending.path())).get(pending.path()))
        .filter(known -> known.path().equals(pending.path()))
        .filter(known -> known.code() == Code.COPY_IF_CHANGED)
        .filter(known -> known.local().isPresent() && known.external().isPresent());
    return row.isPresent() && (!stands(row.get(), Side.LOCAL) || !stands(row.get(), Side.EXTERNAL));
  }

  private boolean stands(LedgerEntry row, Side side) throws SideException {
    Optional<FileEntry> there = stat(side);
    return there.isEmpty() || row.on(side).orElseThrow().matches(there.get());
  }

  private Optional<FileEntry> stat(Side side) throws SideException {
    return SideException.on(side, () -> outward.ends().on(side).stat(pending.path()));
  }

  /** One that cannot be deleted keeps nobody from working. */
  private boolean isDiscarded(Bench bench) throws SideException {
    try {
      bench.places().discard(pending.aside());
      pending.token().ifPresent(token -> bench.ends().destination().giveUp(pending.path(), token));
      return true;
    } catch (SideException e) {
      if (e.kind().scope() == Kind.Scope.CONNECTION) {
        throw e;
      }
      bench
          .broadcast()
          .send(new Event.Warned("what a transfer that was cut off has left of "
              + Printable.name(pending.path()) + " stays for now: " + e.reason()));
      return false;
    }
  }
}
