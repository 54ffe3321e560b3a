package org.oeleo.internal;

import java.io.IOException;
import org.oeleo.event.Outcome;

/** What a mode does with one file, on one of the crew's threads. Safe for many threads. */
interface Work {
  /** Does it once. */
  Done perform(Attempt attempt) throws IOException;

  /** What to say of a file that failed for good in this pass; may clean up at the destination. */
  default Done giveUp(Attempt attempt, SideException failure) {
    return Done.of(attempt.candidate().result(Outcome.FAILED, failure));
  }

  /** The same, leaving no trace in the ledger. */
  static Work tracelessly(Work work) {
    return new Work() {
      @Override
      public Done perform(Attempt attempt) throws IOException {
        return work.perform(attempt).withoutTraces();
      }

      @Override
      public Done giveUp(Attempt attempt, SideException failure) {
        return work.giveUp(attempt, failure).withoutTraces();
      }
    };
  }
}
