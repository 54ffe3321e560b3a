package org.oeleo.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oeleo.Ending;
import org.oeleo.crash.CrashPoint;
import org.oeleo.event.Event;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.Pending;

/** From a source to a destination: each file that is found is worked on at once. */
final class OneWayCourse implements Course {
  private final Stage stage;
  private final List<Crew> crews = new ArrayList<>();
  private Optional<SideException> unreadable = Optional.empty();

  OneWayCourse(Stage stage) {
    this.stage = stage;
  }

  @Override
  public void go(Ends ends, Bookkeeper ledger) throws IOException {
    Job job = stage.job();
    Instant since = job.clock().instant();
    try (StuckCalls stuck = StuckCalls.watch(stage.cancellation(), ends::close)) {
      Guards guards = new Guards(job, ends, ledger);
      requirePurpose(ledger);
      if (disposes()) {
        Disposing.requireMeans(job, ends);
      }
      guards.requireEnds(stage.mode());
      CrashPoint.ENDS_READY.passed();
      warnIfInPlace(ends);
      Recorder recorder = new Recorder(ledger, ends, stage.tally(), stage.broadcast());
      Bench bench = new Bench(stage, job, ends, ledger.id());
      if (stage.mode().task() == Mode.Task.COPY) {
        bench.beginWith(guards.atStart());
        bench.count(stage.cancellation());
      }
      Leftovers leftovers = leftovers(ledger, bench);
      Crew hands = new Crew(job, bench, bench.work(), stage.cancellation());
      crews.add(hands);
      Foreman foreman = new Foreman(ledger, bench, hands, recorder, leftovers);
      Join join = new Join(stage, ledger, bench, foreman, leftovers);
      try (Vanished vanished = new Vanished(join, stage, ends)) {
        Survey survey = new Survey(stage, job, ends, forgets() ? vanished : join);
        survey.run();
        unreadable = survey.unreadable();
        guards.requireContent(survey.sawAnything() || unreadable.isPresent());
        foreman.finish();
        leftovers.sweep(recorder);
        if (forgets() && survey.sawAnything() && unreadable.isEmpty()) {
          vanished.forget(ledger, recorder, job.safety().forgetting().orElseThrow());
        }
        recorder.write();
        if (disposes()) {
          dispose(new Holder(job, ledger, ends), since);
        }
        CrashPoint.ENDING.passed();
      } catch (StopSignal e) {
        end(e.stop(), foreman, stuck);
        throw e;
      } catch (IOException e) {
        stuck.callOff();
        foreman.abandon();
        throw e;
      }
    }
  }

  private void dispose(Holder holder, Instant since) throws IOException {
    if (unreadable.isPresent()) {
      stage
          .broadcast()
          .send(
              new Event.Warned("nothing is deleted or archived at the source, because not all of it"
                  + " could be read"));
      return;
    }
    new Disposing(stage, holder.ends(), List.of(holder), since, crews).go();
  }

  private boolean disposes() {
    return stage.mode().task() == Mode.Task.COPY && Disposing.isWanted(stage.job());
  }

  private boolean forgets() {
    return stage.mode().task() == Mode.Task.COPY
        && stage.job().safety().forgetting().isPresent();
  }

  /** Whoever waits for what is under way may still be stuck in it. */
  private static void end(Stop stop, Foreman foreman, StuckCalls stuck) throws IOException {
    if (!stop.isInOrder()) {
      stuck.callOff();
    }
    foreman.end(stop);
  }

  /**
   * What goes one way only says nothing of the other side: in a ledger for both ways a file that
   * was taken away there would look deleted.
   */
  private void requirePurpose(Bookkeeper ledger) throws LedgerException {
    boolean bothWays = ledger.purpose().filter(TwoWayCourse.PURPOSE::equals).isPresent();
    Mode.Task task = stage.mode().task();
    if (bothWays && (task == Mode.Task.COPY || task == Mode.Task.MARK)) {
      throw new StopSignal(new Stop(
          Ending.MISCONFIGURED,
          "the ledger " + stage.job().route().ledger() + " is one of OELEO_MODE=sync; to send files"
              + " one way only, use another OELEO_DB_NAME"));
    }
    if (stage.job().twoWay().isPresent() && task == Mode.Task.MARK) {
      throw new StopSignal(
          new Stop(Ending.MISCONFIGURED, "marking files as copied is for OELEO_MODE=push or pull"));
    }
    boolean records = task == Mode.Task.CHECK && !stage.mode().isReadOnly();
    if (stage.job().twoWay().isPresent() && records && ledger.agreedCount() == 0) {
      ledger.dedicate(TwoWayCourse.PURPOSE);
    }
  }

  /** What the run before did not get to do, and to tell. */
  private Leftovers leftovers(Bookkeeper ledger, Bench bench) throws IOException {
    List<Pending> cutOff = stage.mode().task() == Mode.Task.COPY ? ledger.pending() : List.of();
    new Doubts(ledger, bench, stage.job().clock()).raise(cutOff);
    return new Leftovers(cutOff, bench);
  }

  private void warnIfInPlace(Ends ends) {
    boolean inPlace = ends.writesInPlace() && !ends.sendsUnseen();
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
    crews.forEach(Crew::close);
  }
}
