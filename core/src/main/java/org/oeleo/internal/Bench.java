package org.oeleo.internal;

import java.util.List;
import java.util.OptionalLong;
import org.oeleo.Cancellation;
import org.oeleo.Ending;
import org.oeleo.OnError;
import org.oeleo.plan.Naming;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.RelativePath;

/** Puts the tools of a pass together. */
final class Bench {
  private final Job job;
  private final String ledgerId;
  private final Mode mode;
  private final Ends ends;
  private final Flow flow;
  private final Broadcast broadcast;
  private final Hasher hasher;
  private final Entries entries;
  private final Tokens tokens = new Tokens();
  private AtStart atStart = AtStart.FILLED;
  private Room room;

  Bench(Stage stage, Job job, Ends ends, String ledgerId) {
    this.job = job;
    this.mode = stage.mode();
    this.ends = ends;
    this.flow = stage.flow();
    this.broadcast = stage.broadcast();
    this.hasher = new Hasher(flow);
    this.entries = new Entries(job);
    this.ledgerId = ledgerId;
    this.room = new SpaceGuard(ends.destination(), job.safety().space().minFree());
  }

  /** Takes account of what the destination holds; before the work is made. */
  void beginWith(AtStart destination) {
    atStart = destination;
  }

  /** Holds the destination to its quota, if it has one; before the work is made. */
  void count(Cancellation cancellation) throws SideException {
    OptionalLong quota = job.safety().space().quota();
    if (quota.isPresent()) {
      room = new Rooms(List.of(Quota.counted(ends, quota.getAsLong(), cancellation), room));
    }
  }

  Places places() {
    return new Places(ledgerId, ends, room);
  }

  Naming naming() {
    return job.choice().naming();
  }

  Broadcast broadcast() {
    return broadcast;
  }

  Judge judge() {
    return new Judge(job, mode.planner(), ends, hasher);
  }

  Hasher hasher() {
    return hasher;
  }

  Entries entries() {
    return entries;
  }

  Comparison comparison() {
    return new Comparison(ends, hasher, job.safety().hash());
  }

  Ends ends() {
    return ends;
  }

  RelativePath target(RelativePath source) {
    return job.choice().naming().target(source);
  }

  Tokens tokens() {
    return tokens;
  }

  boolean endsAtFirstFailure() {
    return mode.task() == Mode.Task.COPY && job.pace().onError() == OnError.STOP;
  }

  Work work() {
    Work work = switch (mode.task()) {
      case COPY -> {
        Work copying = new CopyWork(judge(), ends, transfer(), entries);
        yield FirstFailure.heeding(job.pace().onError(), copying);
      }
      case PLAN -> new PlanWork(judge(), entries);
      case CHECK -> new CheckWork(job, mode.planner(), comparison(), entries);
      case MARK -> new MarkWork(judge(), entries);
    };
    return mode.isReadOnly() ? Work.tracelessly(work) : work;
  }

  Transfer transfer() {
    Verifier verifier = verifier();
    return new Transfer(new Transfer.Gear(
        ends,
        places(),
        verifier,
        new Existing(comparison(), job.safety().overwrite(), entries, atStart),
        room,
        entries,
        broadcast,
        new Contents(ends, verifier, flow, tokens)));
  }

  private Verifier verifier() {
    try {
      return new Verifier(ends.destination(), hasher, job.safety());
    } catch (ConnectorException e) {
      throw new StopSignal(Stop.because(Ending.MISCONFIGURED, e));
    }
  }
}
