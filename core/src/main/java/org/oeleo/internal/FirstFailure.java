package org.oeleo.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.oeleo.OnError;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.spi.LedgerChange;

/**
 * Work of which nothing more is begun once a file has failed. Safe for many threads. A file that is
 * set aside for its earlier failures counts no more: else it would keep all others waiting.
 */
final class FirstFailure implements Work {
  private final Work work;
  private volatile boolean happened;

  private FirstFailure(Work work) {
    this.work = work;
  }

  /** The same work, if failures are to mean nothing. */
  static Work heeding(OnError meaning, Work work) {
    return meaning == OnError.STOP ? new FirstFailure(work) : work;
  }

  static boolean isFailure(Result result) {
    return result.outcome() == Outcome.FAILED;
  }

  @Override
  public Step perform(Attempt attempt) throws IOException {
    return happened ? notBegun(attempt) : heeded(work.perform(attempt));
  }

  /** What an earlier try or run has left of it stays in the ledger, for the next run. */
  private static Done notBegun(Attempt attempt) {
    boolean leavesNothing = attempt.isFirst() && attempt.candidate().leftover().isEmpty();
    List<LedgerChange> changes =
        leavesNothing ? List.of(new LedgerChange.Ended(attempt.candidate().path())) : List.of();
    return new Done(Optional.empty(), changes, List.of(), Optional.empty());
  }

  private <S extends Step> S heeded(S step) {
    if (step instanceof Done done
        && done.result().filter(FirstFailure::isFailure).isPresent()) {
      happened = true;
    }
    return step;
  }

  @Override
  public boolean sends() {
    return work.sends();
  }

  @Override
  public void secure(List<Arrival> arrivals) throws IOException {
    work.secure(arrivals);
  }

  @Override
  public Done publish(Arrival arrival) throws IOException {
    return heeded(work.publish(arrival));
  }

  @Override
  public Done giveUp(Attempt attempt, SideException failure) {
    return heeded(work.giveUp(attempt, failure));
  }
}
