package org.oeleo.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.oeleo.Cancellation;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.TwoWay;
import org.oeleo.crash.CrashPoint;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.event.Totals;
import org.oeleo.plan.Planner;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Connector;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass: opens what it needs, has the work done, closes it, reports. One thread, once. */
public final class Pass {
  private static final Logger LOG = LoggerFactory.getLogger(Pass.class);

  private final Stage stage;
  private final Job job;
  private final Course course;

  private Pass(Job job, Mode mode, Cancellation cancellation) {
    this(Stage.of(job, mode, cancellation), stage -> {
      boolean bothWays = job.twoWay().isPresent() && mode.followsTwoWay();
      return bothWays ? new TwoWayCourse(stage) : new OneWayCourse(stage);
    });
  }

  private Pass(Stage stage, Function<Stage, Course> course) {
    this.stage = stage;
    this.job = stage.job();
    this.course = course.apply(stage);
  }

  /** Copies, or keeps both sides alike. */
  public static Report run(Job job, Cancellation cancellation) throws LedgerException {
    Mode mode = new Mode(copying(job), Access.RUN, Mode.Reach.WRITE, Mode.Task.COPY);
    return new Pass(job, mode, cancellation).go();
  }

  /**
   * Deletes or archives the files of one source that are safe at the destinations of all these
   * jobs.
   *
   * @param jobs at least one; the first one says what becomes of the files, and who is told
   * @param since when the copying began
   */
  public static Report dispose(List<Job> jobs, Instant since, Cancellation cancellation)
      throws LedgerException {
    Job first = jobs.get(0);
    Mode mode = new Mode(copying(first), Access.RUN, Mode.Reach.READ, Mode.Task.COPY);
    List<Job> others = jobs.subList(1, jobs.size());
    Stage stage = Stage.of(first, mode, cancellation);
    return new Pass(stage, on -> new DisposalCourse(on, others, since)).go();
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
    Planner comparing = Planner.adopt(missing);
    // Both ways, what differs is not to be sent from one side only.
    Planner planner = job.twoWay().isPresent() ? Planner.onlyAdopting(comparing) : comparing;
    Mode mode = new Mode(planner, Access.RUN, Mode.Reach.READ, Mode.Task.CHECK);
    return new Pass(job, mode, cancellation).go();
  }

  /** Marks everything as copied. */
  public static Report mark(Job job, Cancellation cancellation) throws LedgerException {
    Planner planner = ofSource(job, Planner.mark());
    Mode mode = new Mode(planner, Access.RUN, Mode.Reach.NONE, Mode.Task.MARK);
    return new Pass(job, mode, cancellation).go();
  }

  /** Marks those of these files as copied of which the ledger knows nothing. */
  public static Report markNew(Job job, Collection<RelativePath> files, Cancellation cancellation)
      throws LedgerException {
    Set<RelativePath> wanted = Set.copyOf(files);
    Planner planner = ofSource(job, Planner.markNew());
    Mode mode = new Mode(planner, Access.RUN, Mode.Reach.NONE, Mode.Task.MARK);
    return new Pass(job.only(file -> wanted.contains(file.path())), mode, cancellation).go();
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
    try (Bookkeeper ledger = job.route().ledger().open(stage.mode().access())) {
      CrashPoint.LEDGER_OPENED.passed();
      stage
          .broadcast()
          .send(new Event.RunStarted(
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
          stage.cancellation().isCancelled()
              ? Stop.cancelled()
              : Stop.of(e.side(), job.route().source(), e));
    } catch (LedgerException e) {
      return Optional.of(Stop.because(Ending.FATAL, e));
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.error("the run ended unexpectedly", e);
      return Optional.of(new Stop(Ending.FATAL, "internal error: " + e));
    } finally {
      course.close();
    }
  }

  private void work(Bookkeeper ledger) throws IOException {
    Side from = job.route().source();
    Connector source = SideException.on(from, () -> job.route().from().open());
    try {
      Connector destination =
          SideException.on(from.opposite(), () -> job.route().to().open());
      try {
        course.go(ends(source, destination), ledger);
      } finally {
        close(destination);
      }
    } finally {
      close(source);
    }
  }

  /** A side that is never to be written cannot be. */
  private Ends ends(Connector source, Connector destination) {
    Side from = job.route().source();
    Optional<Side> readOnly = job.twoWay().flatMap(TwoWay::readOnly);
    return new Ends(
        readOnly.filter(side -> side == from).isPresent() ? new ReadOnly(source) : source,
        readOnly.filter(side -> side != from).isPresent() ? new ReadOnly(destination) : destination,
        from);
  }

  /** What was done is done, whether or not the end says good-bye. */
  private void close(Connector end) {
    try {
      end.close();
    } catch (IOException e) {
      stage
          .broadcast()
          .send(new Event.Warned("a connection was not closed properly: " + e.getMessage()));
    }
  }

  private Report report(Optional<Stop> stop, Instant started, Duration took) {
    Totals totals = stage.tally().totals(stage.flow().bytesSent());
    Ending ending = stop.map(Stop::ending).orElseGet(() -> ending(totals));
    String message = stop.map(Stop::message)
        .or(() -> course.unreadable().map(e -> "not everything could be read: " + e.reason()))
        .orElse("");
    stage
        .broadcast()
        .send(new Event.RunFinished(
            totals, took, ending + (message.isEmpty() ? "" : ": " + message)));
    return new Report(ending, message, totals, stage.tally().remarkable(), started, took);
  }

  private Ending ending(Totals totals) {
    return course.unreadable().isPresent() || totals.of(Outcome.Weight.FAILURE) > 0
        ? Ending.SOME_FAILED
        : Ending.COMPLETE;
  }
}
