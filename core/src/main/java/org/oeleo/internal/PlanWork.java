package org.oeleo.internal;

import java.io.IOException;
import org.oeleo.event.Outcome;

/** Finds out what copying would do, and does not do it. Safe for many threads. */
final class PlanWork implements Work {
  private final Judge judge;
  private final Entries entries;

  PlanWork(Judge judge, Entries entries) {
    this.judge = judge;
    this.entries = entries;
  }

  @Override
  public Done perform(Attempt attempt) throws IOException {
    Candidate candidate = attempt.candidate();
    Judgement judgement = judge.judge(candidate);
    return switch (judgement.action()) {
      case COPY_TO_EXTERNAL, COPY_TO_LOCAL ->
        Done.of(candidate
            .result(Outcome.PLANNED)
            .because(judgement.change().name().toLowerCase(java.util.Locale.ROOT)));
      case LEAVE_LOCKED -> Done.of(candidate.result(Outcome.LOCKED));
      case LEAVE_QUARANTINED -> entries.quarantined(candidate);
      case LEAVE,
          ADOPT,
          FORCE,
          REMEMBER,
          MARK,
          COMPARE,
          LOCAL_WINS,
          EXTERNAL_WINS,
          DELETE_LOCAL,
          DELETE_EXTERNAL,
          FORGET,
          LEAVE_IN_CONFLICT -> Done.of(candidate.result(Outcome.UNCHANGED));
    };
  }
}
