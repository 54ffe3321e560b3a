package org.oeleo.internal;

import java.io.IOException;
import org.oeleo.event.Outcome;
import org.oeleo.plan.Action;

/** Writes into the ledger that a file counts as copied. Safe for many threads. */
final class MarkWork implements Work {
  private final Judge judge;
  private final Entries entries;

  MarkWork(Judge judge, Entries entries) {
    this.judge = judge;
    this.entries = entries;
  }

  @Override
  public Done perform(Attempt attempt) throws IOException {
    Candidate candidate = attempt.candidate();
    Action action = judge.judge(candidate).action();
    if (action == Action.MARK) {
      return entries.marked(candidate);
    }
    return Done.of(
        candidate.result(action == Action.LEAVE_LOCKED ? Outcome.LOCKED : Outcome.UNCHANGED));
  }
}
