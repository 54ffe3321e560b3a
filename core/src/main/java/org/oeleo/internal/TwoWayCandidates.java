package org.oeleo.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.Code;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/** Words pairs as candidates of one direction, and back. The run's thread only. */
record TwoWayCandidates(Bookkeeper ledger, Ends ends, Leftovers leftovers) {
  /** From the side that files come from; every pair has one there. */
  List<Candidate> of(List<Pair> pairs) throws LedgerException {
    Map<RelativePath, LedgerEntry> rows =
        ledger.find(pairs.stream().map(Pair::path).toList());
    List<Candidate> candidates = new ArrayList<>(pairs.size());
    for (Pair pair : pairs) {
      View.Present file = pair.on(ends.sourceSide()).present().orElseThrow();
      candidates.add(new Candidate(
          file.entry(),
          file.seen(),
          pair.path(),
          ends.locate(pair.path()),
          row(rows, pair.path()),
          leftovers.of(file.entry()),
          Optional.empty(),
          pair.on(ends.destinationSide())));
    }
    return candidates;
  }

  /** Of a row found by base name only its lock counts, which is for every file of that name. */
  static Optional<LedgerEntry> row(Map<RelativePath, LedgerEntry> rows, RelativePath path) {
    Optional<LedgerEntry> found = Optional.ofNullable(rows.get(path));
    boolean own = found.filter(row -> row.path().equals(path)).isPresent();
    return own
        ? found
        : found.filter(row -> row.code() == Code.LOCKED).map(row -> row.withoutAgreement(path));
  }

  static Pair pair(Candidate candidate, Side source) {
    return Pair.nowhere(candidate.path())
        .with(source, new View.Present(candidate.entry(), candidate.seen()))
        .with(source.opposite(), candidate.there());
  }
}
