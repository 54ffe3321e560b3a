package org.oeleo.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.plan.State;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Proof;
import org.oeleo.spi.Side;

/**
 * Reads what could not be judged at a glance: notes at once what both sides agree on, and puts the
 * rest on the agenda. Safe for many threads.
 */
final class JudgeWork implements Work {
  private final TwoWayJudge judge;
  private final Ends ends;
  private final Entries entries;
  private final Agendas agendas;

  JudgeWork(TwoWayJudge judge, Bench bench, Agendas agendas) {
    this.judge = judge;
    this.ends = bench.ends();
    this.entries = bench.entries();
    this.agendas = agendas;
  }

  @Override
  public Done perform(Attempt attempt) throws IOException {
    Candidate candidate = attempt.candidate();
    Pair pair = TwoWayCandidates.pair(candidate, ends.sourceSide());
    TwoWayJudge.Verdict verdict = judge.judge(pair, candidate.remembered());
    return switch (verdict.action()) {
      case LEAVE -> leave(candidate, verdict);
      case LEAVE_LOCKED -> Done.of(candidate.result(Outcome.LOCKED));
      case LEAVE_QUARANTINED -> entries.quarantined(candidate);
      case LEAVE_IN_CONFLICT -> conflict(candidate);
      case ADOPT -> adopt(candidate, verdict.equal());
      case COPY_TO_EXTERNAL,
          COPY_TO_LOCAL,
          LOCAL_WINS,
          EXTERNAL_WINS,
          DELETE_LOCAL,
          DELETE_EXTERNAL -> {
        agendas.add(verdict.action(), pair);
        yield new Done(Optional.empty(), List.of(), List.of(), Optional.empty());
      }
      case COMPARE, FORGET, FORCE, REMEMBER, MARK ->
        throw new IllegalStateException("judging does not end in " + verdict.action());
    };
  }

  /** The content is the agreed one, however it is listed now: the next pass need not read it. */
  private Done leave(Candidate candidate, TwoWayJudge.Verdict verdict) throws IOException {
    boolean agreed =
        verdict.situation().local() == State.SAME && verdict.situation().external() == State.SAME;
    return agreed
        ? entries.agreedAgain(candidate, requireBothUnchanged(candidate))
        : Done.of(candidate.result(Outcome.UNCHANGED));
  }

  private Done adopt(Candidate candidate, Optional<Checksum> equal) throws IOException {
    Optional<FileEntry> there = Optional.of(requireBothUnchanged(candidate));
    return entries.adopted(
        candidate, new Entries.Agreement(equal, there, Proof.Method.ADOPTED), Outcome.ADOPTED);
  }

  private static Done conflict(Candidate candidate) {
    return Done.of(candidate
        .result(Outcome.FAILED)
        .because("changed on both sides, each in its own way: delete or rename one of the two"
            + " (OELEO_CONFLICT)")
        .of(Kind.REJECTED));
  }

  /** What was read must still be there when it is noted. */
  private FileEntry requireBothUnchanged(Candidate candidate) throws SideException {
    requireUnchanged(ends.sourceSide(), candidate.entry());
    FileEntry there = candidate.there().present().orElseThrow().entry();
    requireUnchanged(ends.destinationSide(), there);
    return there;
  }

  private void requireUnchanged(Side side, FileEntry listed) throws SideException {
    SideException.on(
        side,
        () -> ends.on(side)
            .stat(listed.path())
            .filter(listed::sameVersionAs)
            .orElseThrow(
                () -> new ConnectorException(Kind.CHANGED, "changed while it was compared")));
  }

  @Override
  public Done giveUp(Attempt attempt, SideException failure) {
    return Unfinished.of(attempt.candidate(), failure)
        .map(Done::of)
        .orElseGet(() -> entries.failed(
            attempt.candidate(), attempt.candidate().result(Outcome.FAILED, failure), true));
  }

  /** Failures that blame nobody: the file is not at rest. */
  static final class Unfinished {
    private Unfinished() {}

    static Optional<Result> of(Candidate candidate, SideException failure) {
      return switch (failure.kind()) {
        case CHANGED, NOT_FOUND, BUSY -> Optional.of(candidate.result(Outcome.DEFERRED, failure));
        default -> Optional.empty();
      };
    }
  }
}
