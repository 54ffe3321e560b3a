package org.oeleo.internal;

import java.io.IOException;
import java.util.Optional;
import org.oeleo.check.Change;
import org.oeleo.check.Checker;
import org.oeleo.check.Hashing;
import org.oeleo.plan.Planner;
import org.oeleo.plan.Situation;
import org.oeleo.plan.State;
import org.oeleo.spi.Side;

/** Puts a candidate's situation together and asks the mode. Safe for many threads. */
final class Judge {
  private final Checker checker;
  private final Planner planner;
  private final Side source;
  private final Resting resting;
  private final Ends ends;
  private final Hasher hasher;

  Judge(Job job, Planner planner, Ends ends, Hasher hasher) {
    this.ends = ends;
    this.hasher = hasher;
    this.checker = job.choice().checker();
    this.planner = planner;
    this.source = job.route().source();
    this.resting = Resting.of(job);
  }

  /** The judgement where it needs no reading. */
  Optional<Judgement> glance(Candidate candidate) {
    Optional<Checker.Memory> memory = candidate.memory(source, ends.source());
    Optional<Change> change = memory.isEmpty()
        ? Optional.of(Change.NEW)
        : checker.glance(candidate.entry(), memory.get());
    return change.map(c -> judge(candidate, c));
  }

  /** The judgement, reading the file if need be. */
  Judgement judge(Candidate candidate) throws IOException {
    Optional<Checker.Memory> memory = candidate.memory(source, ends.source());
    if (memory.isEmpty()) {
      return judge(candidate, Change.NEW);
    }
    Hashing hashing = algorithm -> hasher.hash(ends.source(), candidate.path(), algorithm);
    return judge(
        candidate,
        SideException.on(source, () -> checker.compare(candidate.entry(), memory.get(), hashing)));
  }

  private Judgement judge(Candidate candidate, Change change) {
    // A row found by base name that speaks of other content is another file's.
    Change own = change == Change.CHANGED && candidate.inherits() ? Change.NEW : change;
    State state = switch (own) {
      case SAME, TOUCHED -> State.SAME;
      case CHANGED -> State.CHANGED;
      case NEW -> State.NEW;
    };
    Situation situation = source == Side.LOCAL
        ? new Situation(
            state,
            State.UNSEEN,
            candidate.code(),
            resting.isSetAside(candidate.remembered(), candidate.entry()))
        : new Situation(
            State.UNSEEN,
            state,
            candidate.code(),
            resting.isSetAside(candidate.remembered(), candidate.entry()));
    return new Judgement(own, planner.decide(situation));
  }
}
