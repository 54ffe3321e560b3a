package org.oeleo.internal;

import java.io.IOException;
import java.util.List;
import org.oeleo.event.Outcome;

/** What a mode does with one file, on one of the crew's threads. Safe for many threads. */
interface Work {
  /** Does it once, wholly or up to the point where it is better done for many files together. */
  Step perform(Attempt attempt) throws IOException;

  /** Whether it sends files, so that the ledger must know before it begins. */
  default boolean sends() {
    return false;
  }

  /** Makes what has arrived survive a power loss. */
  default void secure(List<Arrival> arrivals) throws IOException {
    throw new IllegalStateException("nothing arrives here");
  }

  /** Brings what has arrived, and is secured, to its end. */
  default Done publish(Arrival arrival) throws IOException {
    throw new IllegalStateException("nothing arrives here");
  }

  /** What to say of a file that failed for good in this pass; may clean up at the destination. */
  default Done giveUp(Attempt attempt, SideException failure) {
    return Done.of(attempt.candidate().result(Outcome.FAILED, failure));
  }

  /** The same, leaving no trace in the ledger; for work that does nothing either. */
  static Work tracelessly(Work work) {
    return new Work() {
      @Override
      public Step perform(Attempt attempt) throws IOException {
        return work.perform(attempt) instanceof Done done ? done.withoutTraces() : refuse();
      }

      private Step refuse() {
        throw new IllegalStateException("a pass that only reads has sent something");
      }

      @Override
      public Done giveUp(Attempt attempt, SideException failure) {
        return work.giveUp(attempt, failure).withoutTraces();
      }
    };
  }
}
