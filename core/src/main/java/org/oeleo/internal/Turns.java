package org.oeleo.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oeleo.plan.Action;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.Connector;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/**
 * Has one agenda after the other worked off, each with a crew of its own. The run's thread only.
 */
final class Turns {
  private static final int CHUNK = 500;

  private final Stage stage;
  private final Ends ends;
  private final Bookkeeper ledger;
  private final Agendas agendas;
  private final List<Crew> crews;
  private final TwoWayJudge judge;
  private final BothLeftovers leftovers;

  /** Adds every crew to {@code crews}, to be waited for at the end of the pass. */
  Turns(Stage stage, Ends ends, Bookkeeper ledger, Agendas agendas, List<Crew> crews) {
    this.stage = stage;
    this.ends = ends;
    this.ledger = ledger;
    this.agendas = agendas;
    this.crews = crews;
    this.judge = new TwoWayJudge(
        stage.job(), stage.job().twoWay().orElseThrow().planner(), bench(Side.LOCAL));
    this.leftovers = new BothLeftovers(bench(Side.LOCAL), bench(Side.EXTERNAL));
  }

  private Bench bench(Side from) {
    return new Bench(stage, stage.job().from(from), ends.from(from), ledger.id());
  }

  TwoWayJudge judge() {
    return judge;
  }

  /** Reads what is in doubt, of those files that are on this side. */
  void judge(Side side) throws IOException {
    Bench bench = bench(side);
    Work work = new JudgeWork(judge, bench, agendas);
    through(
        agendas.ofDoubtful(side),
        stage.mode().isReadOnly() ? Work.tracelessly(work) : work,
        bench,
        pairs -> candidates(bench, pairs));
  }

  /** Takes up what a pass that was cut off has left. */
  void takeUpLeftovers() throws IOException {
    leftovers.takeUp(ledger, stage.job().clock());
  }

  /** Copies, to the other side, what is to be brought from this one. */
  void bring(Side from) throws IOException {
    Bench bench = bench(from);
    Action action = from == Side.LOCAL ? Action.COPY_TO_EXTERNAL : Action.COPY_TO_LOCAL;
    through(agendas.of(action), new BringWork(bench), bench, pairs -> candidates(bench, pairs));
  }

  /** Keeps the files of this side that have lost, under another name. */
  void keepLosers(Action action, Side side) throws IOException {
    Connector store = ends.on(side);
    Bench bench = new Bench(stage, stage.job().from(side), Ends.within(store, side), ledger.id());
    KeepWork work = new KeepWork(bench, stage, agendas);
    through(agendas.of(action), work, bench, pairs -> {
      work.expect(pairs);
      List<Candidate> losers = new ArrayList<>();
      for (Candidate candidate : candidates(bench, pairs)) {
        losers.add(candidate.keptAs(freeName(bench, candidate.entry(), side), store));
      }
      return losers;
    });
  }

  /** The first that nothing has but, perhaps, this very loser from a pass that was cut off. */
  private RelativePath freeName(Bench bench, FileEntry loser, Side side) throws IOException {
    int number = 1;
    while (true) {
      RelativePath name = ConflictName.of(loser, side, number);
      if (!isTaken(name, bench, loser) && !isOnOtherSide(name, side, loser)) {
        return name;
      }
      number++;
    }
  }

  private boolean isTaken(RelativePath name, Bench bench, FileEntry loser) throws IOException {
    Comparison comparison = bench.comparison();
    Connector store = bench.ends().source();
    Optional<FileEntry> there = SideException.on(bench.ends().sourceSide(), () -> store.stat(name));
    return there.isPresent()
        && comparison.sameContent(loser, there.get(), comparison.preferred()).isEmpty();
  }

  private boolean isOnOtherSide(RelativePath name, Side side, FileEntry loser) throws IOException {
    Side other = side.opposite();
    return SideException.on(other, () -> ends.on(other).stat(name))
        .filter(there -> there.size() != loser.size())
        .isPresent();
  }

  /**
   * Deletes on this side what was deleted on the other. That is noted first: after a pass that was
   * cut off, a file that somebody has restored meanwhile must not be taken for one to be deleted.
   */
  void delete(Side side) throws IOException {
    Bench bench = bench(side);
    Action action = side == Side.LOCAL ? Action.DELETE_LOCAL : Action.DELETE_EXTERNAL;
    through(agendas.of(action), new DeleteWork(bench, twins(action, side)), bench, pairs -> {
      ledger.record(pairs.stream()
          .map(pair -> new LedgerChange.Begun(Remnant.deletion(pair.path(), side)))
          .toList());
      return candidates(bench, pairs);
    });
  }

  private LetterCase twins(Action deletion, Side side) throws IOException {
    LetterCase twins = new LetterCase();
    agendas.of(deletion).forEach(CHUNK, pairs -> pairs.forEach(pair -> twins.goes(pair.path())));
    Action arrival = side == Side.LOCAL ? Action.COPY_TO_LOCAL : Action.COPY_TO_EXTERNAL;
    agendas.of(arrival).forEach(CHUNK, pairs -> pairs.forEach(pair -> twins.comes(pair.path())));
    return twins;
  }

  /** Drops the rows of what neither side has any more. */
  void forget() throws IOException {
    Recorder recorder = recorder(ends);
    agendas.of(Action.FORGET).forEach(CHUNK, pairs -> {
      for (Pair pair : pairs) {
        recorder.accept(new LedgerChange.Forgotten(pair.path()));
      }
      recorder.writeIfDue();
    });
    recorder.write();
  }

  void sweepLeftovers() throws IOException {
    Recorder recorder = recorder(ends);
    leftovers.sweep(recorder);
    recorder.write();
  }

  private Recorder recorder(Ends between) {
    return new Recorder(ledger, between, stage.tally(), stage.broadcast());
  }

  /** Words pairs as work. */
  @FunctionalInterface
  private interface Wording {
    List<Candidate> of(List<Pair> pairs) throws IOException;
  }

  private List<Candidate> candidates(Bench bench, List<Pair> pairs) throws LedgerException {
    return new TwoWayCandidates(ledger, bench.ends(), leftovers.of(bench.ends())).of(pairs);
  }

  /** One agenda, one crew. */
  private void through(Agenda agenda, Work work, Bench bench, Wording wording) throws IOException {
    if (agenda.isEmpty()) {
      return;
    }
    Job job = stage.job().from(bench.ends().sourceSide());
    Crew crew = new Crew(job, bench, work, stage.cancellation());
    crews.add(crew);
    Foreman foreman =
        new Foreman(ledger, bench, crew, recorder(bench.ends()), leftovers.of(bench.ends()));
    try {
      agenda.forEach(CHUNK, pairs -> {
        List<Candidate> candidates = wording.of(pairs);
        foreman.handOn(work.sends() ? foreman.begin(candidates) : candidates);
      });
      foreman.finish();
    } catch (RuntimeException | IOException e) {
      foreman.abandon();
      throw e;
    }
  }
}
