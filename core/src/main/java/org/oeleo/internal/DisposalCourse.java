package org.oeleo.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oeleo.spi.Bookkeeper;

/**
 * Copies nothing: only deletes or archives what is safe at several destinations, all of which are
 * there and whose ledgers nobody else uses meanwhile.
 */
final class DisposalCourse implements Course {
  private final Stage stage;
  private final List<Job> others;
  private final Instant since;
  private final List<Crew> crews = new ArrayList<>();

  DisposalCourse(Stage stage, List<Job> others, Instant since) {
    this.stage = stage;
    this.others = others;
    this.since = since;
  }

  @Override
  public void go(Ends ends, Bookkeeper ledger) throws IOException {
    try (Holders holders = new Holders(stage, ends);
        StuckCalls stuck = StuckCalls.watch(stage.cancellation(), holders::closeConnectors)) {
      holders.add(new Holder(stage.job(), ledger, ends));
      for (Job other : others) {
        holders.open(other);
      }
      try {
        for (Holder holder : holders.all()) {
          Disposing.requireMeans(holder.job(), holder.ends());
          new Guards(holder.job(), holder.ends(), holder.ledger()).requireEnds(stage.mode());
        }
        new Disposing(stage, ends, holders.all(), since, crews).go();
      } catch (StopSignal | IOException e) {
        stuck.callOff();
        throw e;
      }
    }
  }

  @Override
  public Optional<SideException> unreadable() {
    return Optional.empty();
  }

  @Override
  public void close() {
    crews.forEach(Crew::close);
  }
}
