package org.oeleo.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oeleo.Ending;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.plan.Action;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.RelativePath;

/**
 * Joins what the survey finds with the ledger, settles what needs no work, and gives the foreman
 * the rest. The run's thread only.
 */
final class Join implements Findings {
  private final Mode mode;
  private final Bookkeeper ledger;
  private final Judge judge;
  private final Bench bench;
  private final Foreman foreman;
  private final Leftovers leftovers;
  private final Broadcast broadcast;
  private long queuedFiles;
  private long queuedBytes;

  Join(Stage stage, Bookkeeper ledger, Bench bench, Foreman foreman, Leftovers leftovers) {
    this.mode = stage.mode();
    this.broadcast = stage.broadcast();
    this.ledger = ledger;
    this.judge = bench.judge();
    this.bench = bench;
    this.foreman = foreman;
    this.leftovers = leftovers;
  }

  @Override
  public void result(Result result) {
    foreman.accept(result);
  }

  @Override
  public void idle() {
    guarded(foreman::takeWhatIsDone);
  }

  @Override
  public void files(List<Survey.Listed> files) {
    guarded(() -> {
      List<Candidate> work = needingWork(join(files));
      if (mode.task() == Mode.Task.COPY) {
        work = foreman.begin(work);
      }
      queuedFiles += work.size();
      queuedBytes += work.stream().mapToLong(file -> file.entry().size()).sum();
      broadcast.send(new Event.Queued(queuedFiles, queuedBytes));
      foreman.handOn(work);
    });
  }

  /** Something that may end the pass. */
  @FunctionalInterface
  private interface Deed {
    void act() throws IOException;
  }

  private void guarded(Deed deed) {
    try {
      deed.act();
    } catch (SideException e) {
      throw new StopSignal(Stop.of(e.side(), bench.ends().sourceSide(), e));
    } catch (IOException e) {
      throw new StopSignal(Stop.because(Ending.FATAL, e));
    }
  }

  private List<Candidate> join(List<Survey.Listed> files) throws LedgerException {
    Map<RelativePath, LedgerEntry> rows =
        ledger.find(files.stream().map(listed -> listed.entry().path()).toList());
    List<Candidate> candidates = new ArrayList<>(files.size());
    for (Survey.Listed listed : files) {
      RelativePath path = listed.entry().path();
      RelativePath target = bench.target(path);
      candidates.add(new Candidate(
          listed.entry(),
          listed.seen(),
          target,
          bench.ends().locate(target),
          Optional.ofNullable(rows.get(path)),
          leftovers.of(listed.entry()),
          Optional.empty(),
          new View.Unseen()));
    }
    return candidates;
  }

  /** Settles what can be settled without reading; in check mode nothing can. */
  private List<Candidate> needingWork(List<Candidate> candidates) {
    if (mode.task() == Mode.Task.CHECK) {
      return candidates;
    }
    List<Candidate> work = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Optional<Action> action = judge.glance(candidate).map(Judgement::action);
      if (action.equals(Optional.of(Action.LEAVE))) {
        foreman.accept(candidate.result(Outcome.UNCHANGED));
      } else if (action.equals(Optional.of(Action.LEAVE_LOCKED))) {
        foreman.accept(candidate.result(Outcome.LOCKED));
      } else {
        work.add(candidate);
      }
    }
    return work;
  }
}
