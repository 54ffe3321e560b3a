package org.oeleo.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.oeleo.Cancellation;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.Schedule;
import org.oeleo.Worker;
import org.oeleo.event.Event;
import org.oeleo.event.Listener;
import org.oeleo.event.Totals;
import org.oeleo.plan.Planner;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.LedgerLockedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a worker run by a schedule, and survives whatever happens to a run: the next one comes at
 * its time. Used once; {@link #trigger} may be called from any thread.
 */
public final class Scheduler {
  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

  /** How soon a trigger or a cancellation is noticed. */
  private static final Duration STEP = Duration.ofMillis(100);

  /** One pass of a worker. */
  @FunctionalInterface
  public interface Pass {
    /** Makes the pass, until done or cancelled. */
    Report run(Cancellation cancellation) throws LedgerException;
  }

  private final Schedule schedule;
  private final Pass check;
  private final Pass run;
  private final Listener listener;
  private final AtomicBoolean triggered = new AtomicBoolean();

  /**
   * Lets any passes run.
   *
   * @param check made once before the first run, if the schedule says so
   * @param run made again and again
   * @param listener told before each wait, and of failures that ended no report
   */
  public Scheduler(Schedule schedule, Pass check, Pass run, Listener listener) {
    this.schedule = schedule;
    this.check = check;
    this.run = run;
    this.listener = listener;
  }

  /** Lets this worker run; a check before the first run is {@code adopt}, as with the original. */
  public static Scheduler of(Worker worker, Schedule schedule, Listener listener) {
    return new Scheduler(
        schedule,
        cancellation -> worker.adopt(Planner.Missing.KEEP_CODE, cancellation),
        worker::run,
        listener);
  }

  /** Ends the present or the next wait at once. */
  public void trigger() {
    triggered.set(true);
  }

  /**
   * Runs until cancelled or until the schedule is through, and returns the last report. A run that
   * ended without one is reported as {@link Ending#FATAL}.
   *
   * @throws LedgerLockedException if another run has the ledger when the first one begins
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public Report run(Cancellation cancellation) throws LedgerLockedException, InterruptedException {
    if (schedule.checksFirst() && !cancellation.isCancelled()) {
      first(check, cancellation);
    }
    triggered.set(false);
    Report last = first(run, cancellation);
    for (int runs = 1; isWanted(runs) && !cancellation.isCancelled(); runs++) {
      pause(cancellation);
      if (!cancellation.isCancelled()) {
        last = again(cancellation);
      }
    }
    return last;
  }

  private boolean isWanted(int runs) {
    return schedule.maxRuns().isEmpty() || runs < schedule.maxRuns().getAsInt();
  }

  private Report first(Pass pass, Cancellation cancellation) throws LedgerLockedException {
    Instant started = Instant.now();
    try {
      return pass.run(cancellation);
    } catch (LedgerLockedException e) {
      // Nobody has waited for us yet: whoever started two of them should hear of it now.
      throw e;
    } catch (LedgerException | RuntimeException e) {
      return survive(e, started);
    }
  }

  private Report again(Cancellation cancellation) {
    Instant started = Instant.now();
    try {
      return run.run(cancellation);
    } catch (LedgerException | RuntimeException e) {
      return survive(e, started);
    }
  }

  private Report survive(Exception failure, Instant started) {
    String text = failure instanceof LedgerException
        ? Optional.ofNullable(failure.getMessage()).orElse("the ledger failed")
        : "the program failed: " + failure;
    LOG.error("a run ended without a report", failure);
    tell(new Event.Warned(text));
    return new Report(
        Ending.FATAL,
        text,
        new Totals(Map.of(), 0, 0, 0, 0, 0),
        List.of(),
        started,
        Duration.between(started, Instant.now()));
  }

  private void pause(Cancellation cancellation) throws InterruptedException {
    tell(new Event.Waiting("next run", schedule.interval()));
    // Monotonic: a clock that is set, or summer time, neither skips runs nor piles them up.
    long begin = System.nanoTime();
    long length = schedule.interval().toNanos();
    while (!triggered.getAndSet(false) && !cancellation.isCancelled()) {
      long left = length - (System.nanoTime() - begin);
      if (left <= 0) {
        return;
      }
      cancellation.await(Duration.ofNanos(Math.min(left, STEP.toNanos())));
    }
  }

  private void tell(Event event) {
    try {
      listener.on(event);
    } catch (RuntimeException e) {
      LOG.warn("a listener failed on {}", event, e);
    }
  }
}
