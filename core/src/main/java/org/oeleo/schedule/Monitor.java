package org.oeleo.schedule;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.oeleo.Cancellation;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.Schedule;
import org.oeleo.Worker;
import org.oeleo.event.Event;
import org.oeleo.event.SideChange;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.LedgerLockedException;
import org.oeleo.spi.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two sides alike for as long as it is open: one pass when it is started, one at each
 * interval, one when it is closed. A pass that fails is told and does not end it. Made by
 * {@link MonitorBuilder}; safe for many threads; whoever started it closes it.
 */
public final class Monitor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

  private final Worker worker;
  private final Handlers handlers;
  private final Afterwards afterwards;
  private final Changes changes = new Changes();
  private final Cancellation cancellation = new Cancellation();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Scheduler scheduler;
  private final Thread thread;
  private volatile Optional<Report> last = Optional.empty();
  private volatile Optional<LedgerLockedException> refusal = Optional.empty();

  /** What happened to a file on one side, and was carried over to the other. */
  public record Changed(RelativePath path, SideChange change) {}

  /** What becomes of the local side when the monitor is closed. */
  enum Afterwards {
    KEEP,
    REMOVE
  }

  /** Who is told what. */
  record Handlers(
      List<Consumer<Changed>> change,
      List<Consumer<List<Changed>>> finish,
      List<Consumer<Report>> failure) {
    Handlers {
      change = List.copyOf(change);
      finish = List.copyOf(finish);
      failure = List.copyOf(failure);
    }
  }

  Monitor(Worker worker, Schedule schedule, Handlers handlers, Afterwards afterwards) {
    this.worker = worker.withListener(changes);
    this.handlers = handlers;
    this.afterwards = afterwards;
    this.scheduler = new Scheduler(schedule, this::pass, this::pass, this::told);
    this.thread = new Thread(this::watch, "oeleo-monitor");
    thread.setDaemon(true);
  }

  /** Keeps a worker's two sides alike. */
  public static MonitorBuilder of(Worker worker) {
    return new MonitorBuilder(worker);
  }

  /** Makes the first pass, and goes on from there. */
  Monitor started() throws LedgerLockedException, InterruptedException {
    thread.start();
    try {
      begun.await();
    } catch (InterruptedException e) {
      cancellation.cancel();
      throw e;
    }
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    return this;
  }

  private void watch() {
    try {
      scheduler.run(cancellation);
    } catch (LedgerLockedException e) {
      refusal = Optional.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      begun.countDown();
    }
  }

  private Report pass(Cancellation stop) throws LedgerException {
    Report report = report(stop);
    last = Optional.of(report);
    tell(report);
    begun.countDown();
    return report;
  }

  /** Only a ledger that is in use at the very start is more than a pass that failed. */
  private Report report(Cancellation stop) throws LedgerException {
    try {
      return worker.run(stop);
    } catch (LedgerException e) {
      if (last.isEmpty() && e instanceof LedgerLockedException) {
        throw e;
      }
      LOG.warn("the ledger failed", e);
      return Report.withoutPass(String.valueOf(e.getMessage()));
    }
  }

  private void tell(Report report) {
    List<Changed> happened = changes.take();
    happened.forEach(change -> handlers.change().forEach(handler -> call(handler, change)));
    if (!happened.isEmpty()) {
      handlers.finish().forEach(handler -> call(handler, happened));
    }
    if (report.ending() != Ending.COMPLETE && report.ending() != Ending.CANCELLED) {
      LOG.warn("a pass ended with {}: {}", report.ending(), report.message());
      handlers.failure().forEach(handler -> call(handler, report));
    }
  }

  private static <T> void call(Consumer<T> handler, T what) {
    try {
      handler.accept(what);
    } catch (RuntimeException e) {
      LOG.warn("a handler failed on {}", what, e);
    }
  }

  private void told(Event event) {
    // What ended a pass without a report ends the waiting for the first one as well.
    begun.countDown();
    LOG.debug("{}", event);
  }

  /** Begins the next pass now. */
  public void trigger() {
    scheduler.trigger();
  }

  /** How the latest pass went; empty if there was none that could open the ledger. */
  public Optional<Report> last() {
    return last;
  }

  /**
   * Ends a pass that is under way, makes a last one, and stops; of a temporary copy, removes what
   * both sides hold. A second call does nothing. From a handler it only stops: the last pass cannot
   * wait for the one that is under way.
   *
   * @throws IOException if the thread is interrupted before the last pass, or the copy could not be
   *     removed; nothing that the other side does not hold was
   */
  @Override
  public void close() throws IOException {
    boolean first = closing.compareAndSet(false, true);
    cancellation.cancel();
    if (!first || Thread.currentThread().equals(thread)) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("interrupted before the last pass");
      interrupted.initCause(e);
      throw interrupted;
    }
    Report report = pass(new Cancellation());
    if (afterwards == Afterwards.REMOVE && report.ending() == Ending.COMPLETE) {
      new TemporaryCopy(worker).remove();
    }
  }
}
