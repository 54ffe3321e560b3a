package org.oeleo.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oeleo.Ending;
import org.oeleo.crash.CrashPoint;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.plan.Action;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.Pending;
import org.oeleo.spi.RelativePath;

/**
 * Joins what the survey finds with the ledger, hands on what needs work to the crew, and takes back
 * what is done. Never has more than a window of files under way. The run's thread only.
 */
final class Foreman implements Survey.Receiver {
  private static final Duration TURN = Duration.ofMillis(200);

  private final Mode mode;
  private final Bookkeeper ledger;
  private final Judge judge;
  private final Bench bench;
  private final Crew crew;
  private final Recorder recorder;
  private final Leftovers leftovers;
  private final Broadcast broadcast;
  private long queuedFiles;
  private long queuedBytes;

  Foreman(
      Mode mode,
      Bookkeeper ledger,
      Bench bench,
      Crew crew,
      Recorder recorder,
      Leftovers leftovers,
      Broadcast broadcast) {
    this.mode = mode;
    this.ledger = ledger;
    this.judge = bench.judge();
    this.bench = bench;
    this.crew = crew;
    this.recorder = recorder;
    this.leftovers = leftovers;
    this.broadcast = broadcast;
  }

  @Override
  public void result(Result result) {
    recorder.accept(result);
  }

  @Override
  public void files(List<Survey.Listed> files) {
    try {
      List<Candidate> work = needingWork(join(files));
      if (mode.task() == Mode.Task.COPY && !work.isEmpty()) {
        work = begin(work);
      }
      for (Candidate candidate : work) {
        submit(candidate);
      }
      broadcast.send(new Event.Queued(queuedFiles, queuedBytes));
      takeWhatIsDone();
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
          Optional.empty()));
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
        recorder.accept(candidate.result(Outcome.UNCHANGED));
      } else if (action.equals(Optional.of(Action.LEAVE_LOCKED))) {
        recorder.accept(candidate.result(Outcome.LOCKED));
      } else {
        work.add(candidate);
      }
    }
    return work;
  }

  /** Tells the ledger first: what a run that is cut off leaves behind must be known. */
  private List<Candidate> begin(List<Candidate> work) throws IOException {
    List<Candidate> marked = new ArrayList<>(work.size());
    List<LedgerChange> begun = new ArrayList<>(work.size());
    for (Candidate candidate : work) {
      leftovers.dropOutdated(candidate.entry());
      RelativePath mark = bench.places().mark(candidate);
      marked.add(candidate.marked(mark));
      begun.add(new LedgerChange.Begun(
          new Pending(candidate.path(), mark, candidate.leftover().flatMap(Pending::token))));
    }
    CrashPoint.BEGINNING.passed();
    ledger.record(begun);
    CrashPoint.BEGUN.passed();
    return marked;
  }

  private void submit(Candidate candidate) throws IOException {
    while (crew.outstanding() >= Crew.WINDOW) {
      takeOne();
    }
    leftovers.takenOver(candidate.path());
    queuedFiles++;
    queuedBytes += candidate.entry().size();
    crew.submit(candidate);
  }

  private void takeOne() throws IOException {
    try {
      Optional<Done> done = crew.take(TURN);
      if (done.isPresent()) {
        accept(done.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StopSignal(Stop.cancelled());
    }
    if (crew.isCancelled()) {
      // Nobody may be left who could say so: a call that hangs does not look.
      throw new StopSignal(Stop.cancelled());
    }
    keepTokens();
    recorder.writeIfDue();
  }

  private void takeWhatIsDone() throws IOException {
    for (Optional<Done> done = crew.poll(); done.isPresent(); done = crew.poll()) {
      accept(done.get());
    }
    keepTokens();
    recorder.writeIfDue();
  }

  private void keepTokens() {
    bench
        .tokens()
        .takeUnrecorded()
        .forEach((path, token) -> recorder.accept(new LedgerChange.Token(path, token)));
  }

  private void accept(Done done) throws IOException {
    done.result().map(Result::path).ifPresent(bench.tokens()::forget);
    recorder.accept(done);
    if (done.stop().isPresent()) {
      throw new StopSignal(done.stop().get());
    }
  }

  /** Waits for everything handed on. */
  void finish() throws IOException {
    while (crew.outstanding() > 0) {
      takeOne();
    }
    recorder.write();
  }

  /** Stops the crew and records what it has finished by then; what was verified is not lost. */
  void abandon() throws IOException {
    try {
      crew.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Optional<Done> done = crew.poll(); done.isPresent(); done = crew.poll()) {
      recorder.accept(done.get());
    }
    keepTokens();
    recorder.write();
  }
}
