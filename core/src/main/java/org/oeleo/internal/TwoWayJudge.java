package org.oeleo.internal;

import java.io.IOException;
import java.util.Optional;
import org.oeleo.check.Change;
import org.oeleo.check.Checker;
import org.oeleo.plan.Action;
import org.oeleo.plan.Planner;
import org.oeleo.plan.Rivals;
import org.oeleo.plan.Situation;
import org.oeleo.plan.State;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Code;
import org.oeleo.spi.Connector;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/** Puts the situation of a pair together and asks the mode. Safe for many threads. */
final class TwoWayJudge {
  private final Checker checker;
  private final Planner planner;
  private final Resting resting;
  private final Comparison comparison;
  private final Hasher hasher;

  /**
   * What is to be done.
   *
   * @param equal the checksum of both, where they were found to hold the same
   */
  record Verdict(Action action, Situation situation, Optional<Checksum> equal) {}

  /** What both sides look like, as far as it is known. */
  private record States(Optional<State> local, Optional<State> external) {}

  TwoWayJudge(Job job, Planner planner, Bench bench) {
    this.checker = job.choice().checker();
    this.planner = planner;
    this.resting = Resting.of(job);
    this.comparison = bench.comparison();
    this.hasher = bench.hasher();
  }

  /** The action, where that needs no reading. */
  Optional<Action> glance(Pair pair, Optional<LedgerEntry> row) {
    States states = new States(glance(Side.LOCAL, pair, row), glance(Side.EXTERNAL, pair, row));
    if (states.local().isEmpty() || states.external().isEmpty()) {
      return Optional.empty();
    }
    Action action = planner.decide(situation(states, pair, row));
    return action == Action.COMPARE ? Optional.empty() : Optional.of(action);
  }

  /** The action, reading one or both files if need be. */
  Verdict judge(Pair pair, Optional<LedgerEntry> row) throws IOException {
    States states = new States(
        Optional.of(look(Side.LOCAL, pair, row)), Optional.of(look(Side.EXTERNAL, pair, row)));
    Situation situation = situation(states, pair, row);
    Action action = planner.decide(situation);
    if (action != Action.COMPARE) {
      return new Verdict(action, situation, Optional.empty());
    }
    FileEntry local = pair.local().present().orElseThrow().entry();
    FileEntry external = pair.external().present().orElseThrow().entry();
    HashAlgorithm algorithm = comparison.cheap().orElse(comparison.preferred());
    Optional<Checksum> equal = comparison.sameContent(local, external, algorithm);
    Situation compared = situation.with(rivals(local, external, equal));
    return new Verdict(planner.decide(compared), compared, equal);
  }

  private static Rivals rivals(FileEntry local, FileEntry external, Optional<Checksum> equal) {
    if (equal.isPresent()) {
      return Rivals.EQUAL;
    }
    return local.modified().isAfter(external.modified())
        ? Rivals.LOCAL_NEWER
        : Rivals.EXTERNAL_NEWER;
  }

  private Situation situation(States states, Pair pair, Optional<LedgerEntry> row) {
    boolean setAside = isSetAside(pair.local(), row) || isSetAside(pair.external(), row);
    return new Situation(
        states.local().orElseThrow(),
        states.external().orElseThrow(),
        row.map(LedgerEntry::code).orElse(Code.COPY_IF_CHANGED),
        setAside);
  }

  private boolean isSetAside(View view, Optional<LedgerEntry> row) {
    return view.present().filter(file -> resting.isSetAside(row, file.entry())).isPresent();
  }

  private Optional<State> glance(Side side, Pair pair, Optional<LedgerEntry> row) {
    View view = pair.on(side);
    if (view instanceof View.Unseen) {
      return Optional.of(State.UNSEEN);
    }
    if (view instanceof View.Absent) {
      return Optional.of(State.ABSENT);
    }
    Optional<Checker.Memory> memory = memory(side, row);
    if (memory.isEmpty()) {
      return Optional.of(State.NEW);
    }
    FileEntry entry = view.present().orElseThrow().entry();
    return checker.glance(entry, memory.get()).map(TwoWayJudge::state);
  }

  private State look(Side side, Pair pair, Optional<LedgerEntry> row) throws IOException {
    Optional<State> glance = glance(side, pair, row);
    if (glance.isPresent()) {
      return glance.get();
    }
    RelativePath path = pair.path();
    FileEntry entry = pair.on(side).present().orElseThrow().entry();
    Checker.Memory memory = memory(side, row).orElseThrow();
    return SideException.on(
        side,
        () -> state(checker.compare(
            entry, memory, algorithm -> hasher.hash(store(side), path, algorithm))));
  }

  private Optional<Checker.Memory> memory(Side side, Optional<LedgerEntry> row) {
    // A row that never saw both sides, of a file that was only marked say, knows of no deletion.
    return row.filter(known -> known.local().isPresent() && known.external().isPresent())
        .map(TwoWayJudge::withoutHashOfAltered)
        .flatMap(known -> Remembered.of(known, side, store(side)));
  }

  /** What one side has altered has another hash there for good: each is judged by its listing. */
  private static LedgerEntry withoutHashOfAltered(LedgerEntry row) {
    boolean altered =
        row.proof().filter(proof -> proof.method() == Proof.Method.ALTERED).isPresent();
    return altered ? row.withoutChecksum() : row;
  }

  private Connector store(Side side) {
    return comparison.ends().on(side);
  }

  private static State state(Change change) {
    return switch (change) {
      case SAME, TOUCHED -> State.SAME;
      case CHANGED -> State.CHANGED;
      case NEW -> State.NEW;
    };
  }
}
