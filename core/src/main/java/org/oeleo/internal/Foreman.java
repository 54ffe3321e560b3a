package org.oeleo.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oeleo.crash.CrashPoint;
import org.oeleo.event.Result;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.Pending;
import org.oeleo.spi.RelativePath;

/**
 * Hands on what needs work to the crew, and takes back what is done. Never has more than a window
 * of files under way. The run's thread only.
 */
final class Foreman {
  private static final Duration TURN = Duration.ofMillis(200);

  private final Bookkeeper ledger;
  private final Bench bench;
  private final Crew crew;
  private final Recorder recorder;
  private final Leftovers leftovers;
  private boolean ending;

  Foreman(Bookkeeper ledger, Bench bench, Crew crew, Recorder recorder, Leftovers leftovers) {
    this.ledger = ledger;
    this.bench = bench;
    this.crew = crew;
    this.recorder = recorder;
    this.leftovers = leftovers;
  }

  /** Nothing is to be done with this one. */
  void accept(Result result) {
    recorder.accept(result);
    heed(result);
  }

  /** Ends the pass at the first file that has failed, where that is asked for. */
  private void heed(Result result) {
    boolean stops = bench.endsAtFirstFailure() && !ending;
    if (stops && FirstFailure.isFailure(result)) {
      ending = true;
      throw new StopSignal(Stop.atFirstFailure(result.path()));
    }
  }

  /** Has these worked on; some of them still are when this returns. */
  void handOn(List<Candidate> work) throws IOException {
    for (Candidate candidate : work) {
      submit(candidate);
    }
    takeWhatIsDone();
  }

  /** Tells the ledger first: what a run that is cut off leaves behind must be known. */
  List<Candidate> begin(List<Candidate> work) throws IOException {
    List<Candidate> marked = new ArrayList<>(work.size());
    List<LedgerChange> begun = new ArrayList<>(work.size());
    for (Candidate candidate : work) {
      leftovers.dropOutdated(candidate.entry());
      RelativePath mark = bench.places().mark(candidate);
      marked.add(candidate.marked(mark));
      begun.add(new LedgerChange.Begun(
          new Pending(candidate.path(), mark, candidate.leftover().flatMap(Pending::token))));
    }
    if (work.isEmpty()) {
      return List.of();
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

  /** Takes back what is done by now, without waiting. */
  void takeWhatIsDone() throws IOException {
    for (Optional<Done> done = crew.poll(); done.isPresent(); done = crew.poll()) {
      accept(done.get());
    }
    keepTokens();
    recorder.writeIfDue();
  }

  /** At once: what a token leads to costs money, and nobody else knows of it. */
  private void keepTokens() throws IOException {
    Map<RelativePath, String> tokens = bench.tokens().takeUnrecorded();
    if (!tokens.isEmpty()) {
      tokens.forEach((path, token) -> recorder.accept(new LedgerChange.Token(path, token)));
      recorder.write();
    }
  }

  private void accept(Done done) throws IOException {
    done.result().map(Result::path).ifPresent(bench.tokens()::forget);
    recorder.accept(done);
    if (done.stop().isPresent()) {
      throw new StopSignal(done.stop().get());
    }
    done.result().ifPresent(this::heed);
  }

  /** Waits for everything handed on. */
  void finish() throws IOException {
    while (crew.outstanding() > 0) {
      takeOne();
    }
    recorder.write();
  }

  /** Has what is under way finished, or stops it, as the reason for ending asks. */
  void end(Stop stop) throws IOException {
    try {
      if (stop.isInOrder()) {
        finish();
      }
    } finally {
      abandon();
    }
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
