package org.oeleo.internal;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.Pending;
import org.oeleo.spi.Side;

/**
 * What a two-way pass that was cut off has left, on either side. The ledger knows the temporary
 * name, not the side. The run's thread only.
 */
final class BothLeftovers {
  private final Bench outward;
  private final Bench inward;
  private Leftovers there;
  private Leftovers here;

  BothLeftovers(Bench outward, Bench inward) {
    this.outward = outward;
    this.inward = inward;
    this.there = new Leftovers(List.of(), outward);
    this.here = new Leftovers(List.of(), inward);
  }

  /** Keeps what can be continued and deletes the rest. */
  void takeUp(Bookkeeper ledger, Clock clock) throws IOException {
    List<Pending> cutOff = ledger.pending();
    there = new Leftovers(cutOff, outward).waiting();
    here = new Leftovers(
            cutOff.stream().filter(pending -> !there.contains(pending.path())).toList(), inward)
        .waiting();
    there.besides(here);
    here.besides(there);
    List<LedgerChange> changes = new ArrayList<>();
    for (Pending pending : cutOff) {
      if (!there.contains(pending.path()) && !here.contains(pending.path())) {
        changes.addAll(new Remnant(pending, outward, inward).cleared(ledger, clock));
      }
    }
    ledger.record(changes);
  }

  /** What may be continued with files of this side; nothing where files stay on one side. */
  Leftovers of(Ends ends) {
    if (ends.source().equals(ends.destination())) {
      return new Leftovers(List.of(), outward);
    }
    return ends.sourceSide() == Side.LOCAL ? there : here;
  }

  /** Deletes what nobody came back for. */
  void sweep(Recorder recorder) throws IOException {
    there.sweep(recorder);
    here.sweep(recorder);
  }
}
