package org.oeleo.internal;

import java.io.IOException;
import java.util.List;
import org.oeleo.check.Change;
import org.oeleo.event.Outcome;
import org.oeleo.event.SideChange;
import org.oeleo.event.SideChange.Operation;
import org.oeleo.spi.Code;

/** Copies what is decided to be copied, from one side to the other. Safe for many threads. */
final class BringWork implements Work {
  private final Transfer transfer;
  private final Ends ends;
  private final Entries entries;

  BringWork(Bench bench) {
    this.transfer = bench.transfer();
    this.ends = bench.ends();
    this.entries = bench.entries();
  }

  @Override
  public Step perform(Attempt attempt) throws IOException {
    if (attempt.candidate().code() == Code.LOCKED) {
      return entries.ended(attempt.candidate(), attempt.candidate().result(Outcome.LOCKED));
    }
    Step step = transfer.copy(attempt, Change.CHANGED);
    return step instanceof Done done ? told(done, attempt.candidate()) : step;
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public void secure(List<Arrival> arrivals) throws IOException {
    transfer.secure(arrivals);
  }

  @Override
  public Done publish(Arrival arrival) throws IOException {
    return told(transfer.publish(arrival), arrival.candidate());
  }

  private Done told(Done done, Candidate candidate) {
    return done.with(done.result().map(result -> result.of(change(candidate))));
  }

  private SideChange change(Candidate candidate) {
    boolean known =
        candidate.remembered().isPresent() || candidate.there().present().isPresent();
    return new SideChange(known ? Operation.MODIFIED : Operation.ADDED, ends.sourceSide());
  }

  @Override
  public Done giveUp(Attempt attempt, SideException failure) {
    Candidate candidate = attempt.candidate();
    boolean partStays = transfer.keepsPart(candidate, failure);
    return JudgeWork.Unfinished.of(candidate, failure)
        .map(result -> entries.unfinished(candidate, result, partStays))
        .orElseGet(
            () -> entries.failed(candidate, candidate.result(Outcome.FAILED, failure), partStays));
  }
}
