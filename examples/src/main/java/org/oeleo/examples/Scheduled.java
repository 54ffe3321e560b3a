package org.oeleo.examples;

import java.lang.System.Logger.Level;
import java.time.Duration;
import org.oeleo.Cancellation;
import org.oeleo.Report;
import org.oeleo.Schedule;
import org.oeleo.Worker;
import org.oeleo.event.Event;
import org.oeleo.schedule.Scheduler;
import org.oeleo.spi.LedgerException;

/**
 * Lets a worker run four times, four seconds apart: the {@code SimpleScheduler} of the original
 * oeleo. The worker is the one that the environment and {@code .env} describe.
 */
public final class Scheduled {
  private static final System.Logger LOG = System.getLogger(Scheduled.class.getName());

  private Scheduled() {}

  /** Runs, and ends by itself. */
  public static void main(String[] arguments) throws Exception {
    Report last =
        run(Worker.fromEnvironment(), Schedule.every(Duration.ofSeconds(4)).atMost(4));
    LOG.log(Level.INFO, "the last run was {0} {1}", last.ending(), last.message());
  }

  /** A run that fails, a lost destination included, is survived: the next comes at its time. */
  static Report run(Worker worker, Schedule schedule) throws LedgerException, InterruptedException {
    return Scheduler.of(worker.withListener(Scheduled::tell), schedule, Scheduled::tell)
        .run(new Cancellation());
  }

  private static void tell(Event event) {
    if (event instanceof Event.RunFinished run) {
      LOG.log(Level.INFO, run.ending());
    } else if (event instanceof Event.Waiting wait) {
      LOG.log(Level.INFO, "waiting {0} for the {1}", wait.atMost(), wait.reason());
    } else if (event instanceof Event.Warned odd) {
      LOG.log(Level.WARNING, odd.text());
    }
  }
}
