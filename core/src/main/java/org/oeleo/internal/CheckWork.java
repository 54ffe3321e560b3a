package org.oeleo.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.plan.Action;
import org.oeleo.plan.Planner;
import org.oeleo.plan.Situation;
import org.oeleo.plan.State;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.Proof;

/**
 * Compares both ends by content and words for the ledger what the mode makes of it. Safe for many
 * threads.
 */
final class CheckWork implements Work {
  private final Planner planner;
  private final Ends ends;
  private final Comparison comparison;
  private final Entries entries;
  private final Clock clock;

  CheckWork(Job job, Planner planner, Comparison comparison, Entries entries) {
    this.planner = planner;
    this.ends = comparison.ends();
    this.comparison = comparison;
    this.entries = entries;
    this.clock = job.clock();
  }

  @Override
  public Done perform(Attempt attempt) throws IOException {
    Candidate candidate = attempt.candidate();
    Optional<FileEntry> there =
        SideException.on(ends.destinationSide(), () -> ends.destination().stat(candidate.target()));
    if (there.isPresent() && isStillAsAltered(candidate, there.get())) {
      return Done.of(candidate
          .result(Outcome.IN_SYNC)
          .because("the store altered it on receipt, and neither side has changed since"));
    }
    Optional<Checksum> same = there.isPresent()
        ? comparison.sameContent(
            candidate, there.get(), comparison.cheap().orElse(comparison.preferred()))
        : Optional.empty();
    State state = there.isEmpty() ? State.ABSENT : same.isPresent() ? State.SAME : State.CHANGED;
    Action action = planner.decide(new Situation(State.NEW, state, candidate.code(), false));
    Result result = candidate.result(
        switch (state) {
          case SAME -> Outcome.IN_SYNC;
          case ABSENT -> Outcome.MISSING;
          default -> Outcome.DIFFERENT;
        });
    return switch (action) {
      case ADOPT ->
        entries.adopted(
            candidate, new Entries.Agreement(same, there, Proof.Method.ADOPTED), Outcome.IN_SYNC);
      case FORCE -> coded(candidate, result);
      case REMEMBER -> hasOwnRow(candidate) ? Done.of(result) : coded(candidate, result);
      default -> Done.of(result);
    };
  }

  /**
   * Whether the copy differs only by what the store itself made of it: that is still there, and its
   * source is still the one that was sent.
   */
  private boolean isStillAsAltered(Candidate candidate, FileEntry there) throws IOException {
    Optional<LedgerEntry> row = candidate
        .remembered()
        .filter(known -> known.proof().filter(CheckWork::isAltered).isPresent())
        .filter(known ->
            known.on(ends.destinationSide()).filter(copy -> copy.matches(there)).isPresent());
    Optional<Checksum> sent = row.flatMap(LedgerEntry::checksum);
    return sent.isPresent()
        && comparison.atSource(candidate.path(), sent.get().algorithm()).matches(sent.get());
  }

  private static boolean isAltered(Proof proof) {
    return proof.method() == Proof.Method.ALTERED;
  }

  private static boolean hasOwnRow(Candidate candidate) {
    return candidate.remembered().isPresent() && !candidate.inherits();
  }

  private Done coded(Candidate candidate, Result result) {
    LedgerChange forced = new LedgerChange.Outdated(candidate.path(), LocalDateTime.now(clock));
    return new Done(Optional.of(result), List.of(forced), List.of(), Optional.empty());
  }
}
