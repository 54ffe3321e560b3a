package org.oeleo.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.oeleo.Cancellation;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.crash.CrashPoint;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.event.Totals;
import org.oeleo.plan.Planner;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.Pending;
import org.oeleo.spi.Side;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass: opens what it needs, has the work done, closes it, reports. One thread, once. */
public final class Pass {
  private static final Logger LOG = LoggerFactory.getLogger(Pass.class);

  private final Job job;
  private final Mode mode;
  private final Cancellation cancellation;
  private final Broadcast broadcast;
  private final Tally tally = new Tally();
  private final Flow flow;
  private Optional<Crew> crew = Optional.empty();
  private Optional<SideException> unreadable = Optional.empty();

  private Pass(Job job, Mode mode, Cancellation cancellation) {
    this.job = job;
    this.mode = mode;
    this.cancellation = cancellation;
    this.broadcast = new Broadcast(job.listeners());
    this.flow = new Flow(job, cancellation, broadcast);
  }

  /** Copies. */
  public static Report run(Job job, Cancellation cancellation) throws LedgerException {
    Mode mode = new Mode(copying(job), Access.RUN, Mode.Reach.WRITE, Mode.Task.COPY);
    return new Pass(job, mode, cancellation).go();
  }

  /** Finds out what copying would do. */
  public static Report plan(Job job, Cancellation cancellation) throws LedgerException {
    Mode mode = new Mode(copying(job), Access.READ, Mode.Reach.NONE, Mode.Task.PLAN);
    return new Pass(job, mode, cancellation).go();
  }

  /** Compares. */
  public static Report check(Job job, Cancellation cancellation) throws LedgerException {
    Planner nothing = Planner.adopt(Planner.Missing.KEEP_CODE);
    Mode mode = new Mode(nothing, Access.READ, Mode.Reach.READ, Mode.Task.CHECK);
    return new Pass(job, mode, cancellation).go();
  }

  /** Compares and tells the ledger. */
  public static Report adopt(Job job, Planner.Missing missing, Cancellation cancellation)
      throws LedgerException {
    Mode mode = new Mode(Planner.adopt(missing), Access.RUN, Mode.Reach.READ, Mode.Task.CHECK);
    return new Pass(job, mode, cancellation).go();
  }

  /** Marks everything as copied. */
  public static Report mark(Job job, Cancellation cancellation) throws LedgerException {
    Planner planner = ofSource(job, Planner.mark());
    Mode mode = new Mode(planner, Access.RUN, Mode.Reach.NONE, Mode.Task.MARK);
    return new Pass(job, mode, cancellation).go();
  }

  private static Planner copying(Job job) {
    return ofSource(job, Planner.push());
  }

  private static Planner ofSource(Job job, Planner planner) {
    return job.route().source() == Side.LOCAL ? planner : Planner.mirrored(planner);
  }

  private Report go() throws LedgerException {
    Instant started = job.clock().instant();
    long startedNanos = System.nanoTime();
    Optional<Stop> stop;
    try (Bookkeeper ledger = job.route().ledger().open(mode.access())) {
      CrashPoint.LEDGER_OPENED.passed();
      broadcast.send(new Event.RunStarted(
          job.route().from().toString(), job.route().to().toString(), started));
      stop = attend(ledger);
      CrashPoint.LEDGER_CLOSING.passed();
    }
    CrashPoint.LEDGER_CLOSED.passed();
    return report(stop, started, Duration.ofNanos(System.nanoTime() - startedNanos));
  }

  /** The door of the run: whatever goes wrong behind it becomes the way the run ended. */
  private Optional<Stop> attend(Bookkeeper ledger) {
    try {
      work(ledger);
      return Optional.empty();
    } catch (StopSignal e) {
      return Optional.of(e.stop());
    } catch (SideException e) {
      return Optional.of(
          cancellation.isCancelled()
              ? Stop.cancelled()
              : Stop.of(e.side(), job.route().source(), e));
    } catch (LedgerException e) {
      return Optional.of(Stop.because(Ending.FATAL, e));
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.error("the run ended unexpectedly", e);
      return Optional.of(new Stop(Ending.FATAL, "internal error: " + e));
    } finally {
      crew.ifPresent(Crew::close);
    }
  }

  private void work(Bookkeeper ledger) throws IOException {
    Side from = job.route().source();
    Connector source = SideException.on(from, () -> job.route().from().open());
    try {
      Connector destination =
          SideException.on(from.opposite(), () -> job.route().to().open());
      try {
        between(new Ends(source, destination, from), ledger);
      } finally {
        close(destination);
      }
    } finally {
      close(source);
    }
  }

  /** What was done is done, whether or not the end says good-bye. */
  private void close(Connector end) {
    try {
      end.close();
    } catch (IOException e) {
      broadcast.send(new Event.Warned("a connection was not closed properly: " + e.getMessage()));
    }
  }

  private void between(Ends ends, Bookkeeper ledger) throws IOException {
    try (StuckCalls stuck = StuckCalls.watch(cancellation, ends::close)) {
      Guards guards = new Guards(job, ends, ledger);
      guards.requireEnds(mode);
      CrashPoint.ENDS_READY.passed();
      warnIfInPlace(ends);
      Recorder recorder = new Recorder(ledger, ends, tally, broadcast);
      Bench bench = new Bench(job, mode, ends, flow, broadcast, ledger.id());
      Leftovers leftovers = leftovers(ledger, bench);
      Crew hands = new Crew(job, bench, cancellation);
      crew = Optional.of(hands);
      Foreman foreman = new Foreman(mode, ledger, bench, hands, recorder, leftovers, broadcast);
      try {
        Survey survey = new Survey(job, ends, cancellation, broadcast, tally, foreman);
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
    List<Pending> cutOff = mode.task() == Mode.Task.COPY ? ledger.pending() : List.of();
    new Doubts(ledger, bench, job.clock()).raise(cutOff);
    return new Leftovers(cutOff, bench);
  }

  private void warnIfInPlace(Ends ends) {
    boolean inPlace =
        !ends.writesAside() && !ends.destination().capabilities().has(Capability.ATOMIC_WRITE);
    if (mode.task() == Mode.Task.COPY && inPlace) {
      broadcast.send(new Event.Warned(
          "the destination can neither move files nor publish them whole: while a file is sent,"
              + " readers there see part of it"));
    }
  }

  private Report report(Optional<Stop> stop, Instant started, Duration took) {
    Totals totals = tally.totals(flow.bytesSent());
    Ending ending = stop.map(Stop::ending).orElseGet(() -> ending(totals));
    String message = stop.map(Stop::message)
        .or(() -> unreadable.map(e -> "not everything could be read: " + e.reason()))
        .orElse("");
    broadcast.send(
        new Event.RunFinished(totals, took, ending + (message.isEmpty() ? "" : ": " + message)));
    return new Report(ending, message, totals, tally.remarkable(), started, took);
  }

  private Ending ending(Totals totals) {
    return unreadable.isPresent() || totals.of(Outcome.Weight.FAILURE) > 0
        ? Ending.SOME_FAILED
        : Ending.COMPLETE;
  }
}
