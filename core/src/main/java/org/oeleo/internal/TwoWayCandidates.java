package org.oeleo.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oeleo.spi.Bookkeeper;
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
          Optional.ofNullable(rows.get(pair.path())).filter(row -> row.path().equals(pair.path())),
          leftovers.of(file.entry()),
          Optional.empty(),
          pair.on(ends.destinationSide())));
    }
    return candidates;
  }

  static Pair pair(Candidate candidate, Side source) {
    return Pair.nowhere(candidate.path())
        .with(source, new View.Present(candidate.entry(), candidate.seen()))
        .with(source.opposite(), candidate.there());
  }
}
