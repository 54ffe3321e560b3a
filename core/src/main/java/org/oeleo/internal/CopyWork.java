package org.oeleo.internal;

import java.io.IOException;
import java.util.List;
import org.oeleo.check.Change;
import org.oeleo.event.Outcome;
import org.oeleo.spi.Kind;

/** Copies what has to be copied. Safe for many threads. */
final class CopyWork implements Work {
  private final Judge judge;
  private final Ends ends;
  private final Transfer transfer;
  private final Entries entries;

  CopyWork(Judge judge, Ends ends, Transfer transfer, Entries entries) {
    this.judge = judge;
    this.ends = ends;
    this.transfer = transfer;
    this.entries = entries;
  }

  @Override
  public Step perform(Attempt attempt) throws IOException {
    Candidate candidate = attempt.candidate();
    Judgement judgement = judge.judge(candidate);
    return switch (judgement.action()) {
      case COPY_TO_EXTERNAL, COPY_TO_LOCAL -> transfer.copy(attempt, judgement.change());
      case LEAVE -> leave(attempt, judgement.change());
      case LEAVE_LOCKED -> {
        transfer.dropPart(attempt);
        yield entries.ended(candidate, candidate.result(Outcome.LOCKED));
      }
      case LEAVE_QUARANTINED -> entries.quarantined(candidate);
      case ADOPT,
          FORCE,
          REMEMBER,
          MARK,
          COMPARE,
          LOCAL_WINS,
          EXTERNAL_WINS,
          DELETE_LOCAL,
          DELETE_EXTERNAL,
          FORGET,
          LEAVE_IN_CONFLICT ->
        throw new IllegalStateException("copying does not " + judgement.action());
    };
  }

  @Override
  public void secure(List<Arrival> arrivals) throws IOException {
    transfer.secure(arrivals);
  }

  @Override
  public Done publish(Arrival arrival) throws IOException {
    return transfer.publish(arrival);
  }

  private Done leave(Attempt attempt, Change change) throws IOException {
    Candidate candidate = attempt.candidate();
    transfer.dropPart(attempt);
    if (change != Change.TOUCHED) {
      return entries.ended(candidate, candidate.result(Outcome.UNCHANGED));
    }
    // The content is the agreed one under a new time: remembering that spares the next reading.
    transfer.requireUnchanged(candidate);
    return entries.touched(candidate);
  }

  @Override
  public Done giveUp(Attempt attempt, SideException failure) {
    Candidate candidate = attempt.candidate();
    boolean atSource = failure.side() == ends.sourceSide();
    Kind kind = failure.kind();
    boolean partStays = transfer.keepsPart(candidate, failure);
    if (atSource && kind == Kind.NOT_FOUND) {
      return entries.unfinished(candidate, candidate.result(Outcome.VANISHED, failure), partStays);
    }
    if (atSource && (kind == Kind.CHANGED || kind == Kind.BUSY)) {
      return entries.unfinished(candidate, candidate.result(Outcome.DEFERRED, failure), partStays);
    }
    return entries.failed(candidate, candidate.result(Outcome.FAILED, failure), partStays);
  }
}
