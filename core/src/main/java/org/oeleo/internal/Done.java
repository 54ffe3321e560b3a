package org.oeleo.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.oeleo.event.Result;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.RelativePath;

/**
 * What came of working on one file.
 *
 * @param result for the report; empty if the file was not finished because the pass ends
 * @param changes for the ledger
 * @param published names at the destination that must survive a power loss before the ledger says
 *     so
 * @param stop why the pass ends, if it does
 */
record Done(
    Optional<Result> result,
    List<LedgerChange> changes,
    List<RelativePath> published,
    Optional<Stop> stop)
    implements Step {

  Done {
    changes = List.copyOf(changes);
    published = List.copyOf(published);
  }

  static Done of(Result result, LedgerChange... changes) {
    return new Done(Optional.of(result), List.of(changes), List.of(), Optional.empty());
  }

  static Done stopped(Stop stop) {
    return new Done(Optional.empty(), List.of(), List.of(), Optional.of(stop));
  }

  /** The same for a pass that writes nothing. */
  Done withoutTraces() {
    return new Done(result, List.of(), List.of(), stop);
  }

  Done with(Optional<Result> other) {
    return new Done(other, changes, published, stop);
  }

  Done after(int attempts, Duration took) {
    return with(result.map(r -> r.after(attempts, took)));
  }
}
