package org.oeleo.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.oeleo.crash.CrashPoint;
import org.oeleo.event.Event;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Pending;

/** From a source to a destination: each file that is found is worked on at once. */
final class OneWayCourse implements Course {
  private final Stage stage;
  private Optional<Crew> crew = Optional.empty();
  private Optional<SideException> unreadable = Optional.empty();

  OneWayCourse(Stage stage) {
    this.stage = stage;
  }

  @Override
  public void go(Ends ends, Bookkeeper ledger) throws IOException {
    Job job = stage.job();
    try (StuckCalls stuck = StuckCalls.watch(stage.cancellation(), ends::close)) {
      Guards guards = new Guards(job, ends, ledger);
      guards.requireEnds(stage.mode());
      CrashPoint.ENDS_READY.passed();
      warnIfInPlace(ends);
      Recorder recorder = new Recorder(ledger, ends, stage.tally(), stage.broadcast());
      Bench bench = new Bench(stage, job, ends, ledger.id());
      Leftovers leftovers = leftovers(ledger, bench);
      Crew hands = new Crew(job, bench, bench.work(), stage.cancellation());
      crew = Optional.of(hands);
      Foreman foreman = new Foreman(ledger, bench, hands, recorder, leftovers);
      Join join = new Join(stage, ledger, bench, foreman, leftovers);
      try {
        Survey survey = new Survey(stage, job, ends, join);
        survey.run();
        unreadable = survey.unreadable();
        guards.requireContent(survey.sawAnything() || unreadable.isPresent());
        foreman.finish();
        leftovers.sweep(recorder);
        recorder.write();
        CrashPoint.ENDING.passed();
      } catch (StopSignal | IOException e) {
        stuck.callOff();
        foreman.abandon();
        throw e;
      }
    }
  }

  /** What the run before did not get to do, and to tell. */
  private Leftovers leftovers(Bookkeeper ledger, Bench bench) throws IOException {
    List<Pending> cutOff = stage.mode().task() == Mode.Task.COPY ? ledger.pending() : List.of();
    new Doubts(ledger, bench, stage.job().clock()).raise(cutOff);
    return new Leftovers(cutOff, bench);
  }

  private void warnIfInPlace(Ends ends) {
    boolean inPlace =
        !ends.writesAside() && !ends.destination().capabilities().has(Capability.ATOMIC_WRITE);
    if (stage.mode().task() == Mode.Task.COPY && inPlace) {
      stage
          .broadcast()
          .send(new Event.Warned(
              "the destination can neither move files nor publish them whole: while a file is sent,"
                  + " readers there see part of it"));
    }
  }

  @Override
  public Optional<SideException> unreadable() {
    return unreadable;
  }

  @Override
  public void close() {
    crew.ifPresent(Crew::close);
  }
}
