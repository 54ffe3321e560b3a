package org.oeleo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.oeleo.FanOutReport.Part;
import org.oeleo.event.Listener;
import org.oeleo.internal.Job;
import org.oeleo.internal.Pass;
import org.oeleo.plan.Planner;
import org.oeleo.settings.Problem;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.LedgerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One source to several destinations: a worker for each, with a ledger of its own. Immutable and
 * safe for many threads.
 *
 * <p>The workers go side by side and do not depend on each other: one that fails, is full, cannot
 * be reached or whose ledger is in use keeps no other from finishing.
 */
public final class FanOut {
  private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

  /** Of a pass that ended so, the destination may be there. */
  private static final Set<Ending> CAN_BE_LOOKED_AT =
      EnumSet.of(Ending.COMPLETE, Ending.SOME_FAILED, Ending.DESTINATION_LOST);

  /** What each of the workers is to do. */
  @FunctionalInterface
  private interface Work {
    Report of(Worker worker, Cancellation cancellation) throws LedgerException;
  }

  private final List<Worker> workers;
  private final Disposal disposal;
  private final List<Listener> listeners;

  private FanOut(List<Worker> workers, Disposal disposal, List<Listener> listeners) {
    this.workers = List.copyOf(workers);
    this.disposal = disposal;
    this.listeners = List.copyOf(listeners);
  }

  /**
   * These workers, each told of the others' ledgers.
   *
   * @throws IllegalArgumentException if there is none, if their sources differ, if two have one
   *     ledger, or if one of them goes both ways or disposes of files by itself
   */
  public static FanOut of(List<Worker> workers) {
    if (workers.isEmpty()) {
      throw new IllegalArgumentException("no workers");
    }
    List<Worker> told = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      requireFit(workers.get(i), workers.subList(0, i));
      told.add(beside(workers, i));
    }
    return new FanOut(told, Disposal.keep(), List.of());
  }

  /**
   * The same, after each run deleting or archiving files of the source that are safe at all
   * destinations.
   *
   * @throws IllegalStateException if one of the workers cannot tell what is safe, see
   *     {@link WorkerBuilder#build}
   */
  public FanOut disposing(Disposal fate) {
    List<Worker> ready = workers.stream().map(worker -> worker.readyFor(fate)).toList();
    return new FanOut(ready, fate, listeners);
  }

  /** The same with one more onlooker at what is done when all workers are through. */
  public FanOut withListener(Listener onlooker) {
    List<Listener> more = new ArrayList<>(listeners);
    more.add(onlooker);
    return new FanOut(workers, disposal, more);
  }

  private static Worker beside(List<Worker> workers, int which) {
    Worker worker = workers.get(which);
    for (int i = 0; i < workers.size(); i++) {
      worker = i == which ? worker : worker.beside(workers.get(i));
    }
    return worker;
  }

  private static void requireFit(Worker worker, List<Worker> others) {
    if (worker.goesBothWays()) {
      throw new IllegalArgumentException("goes both ways: " + worker);
    }
    if (worker.disposes()) {
      throw new IllegalArgumentException(
          "disposes of files that other destinations may not have: " + worker);
    }
    for (Worker other : others) {
      if (!worker.source().toString().equals(other.source().toString())) {
        throw new IllegalArgumentException(
            "sources differ: " + other.source() + " and " + worker.source());
      }
      if (worker.ledger().name().equals(other.ledger().name())) {
        throw new IllegalArgumentException("one ledger for two: " + worker.ledger());
      }
    }
  }

  /**
   * The workers that these settings describe: one for each of {@code OELEO_DESTINATIONS}, or the
   * only one.
   *
   * @throws SettingsException with everything that is wrong or missing
   */
  public static FanOut from(Settings settings, Providers providers) throws SettingsException {
    List<Problem> problems = new ArrayList<>();
    List<Worker> workers = new ArrayList<>();
    for (Configuration one : Configuration.of(settings, providers).destinations()) {
      Configuration.collect(problems, one::worker).ifPresent(workers::add);
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems.stream().distinct().toList());
    }
    return of(workers).disposing(Configuration.of(settings, providers).disposal());
  }

  /** The workers, in the order in which they were given. */
  public List<Worker> workers() {
    return workers;
  }

  /** The same as {@link #run(Cancellation)}, without a way to stop it. */
  public FanOutReport run() {
    return run(new Cancellation());
  }

  /** Has all of them {@linkplain Worker#run(Cancellation) run}, until done or cancelled. */
  public FanOutReport run(Cancellation cancellation) {
    return run(cancellation, part -> {});
  }

  /**
   * The same.
   *
   * @param ended told of each worker as soon as it is through, on that worker's thread
   */
  public FanOutReport run(Cancellation cancellation, Consumer<Part> ended) {
    Instant since = workers.get(0).job().clock().instant();
    FanOutReport report = all(Worker::run, cancellation, ended);
    if (!isReadyForDisposal(report)) {
      return report;
    }
    Optional<Report> disposed = dispose(since, cancellation);
    boolean known = report.ending() == Ending.DESTINATION_LOST
        && disposed.filter(r -> r.ending() == Ending.DESTINATION_LOST).isPresent();
    // Of one that is lost its own worker has told.
    return known ? report : report.with(disposed);
  }

  /** Not where nobody can look; a destination that is only full can be looked at. */
  private boolean isReadyForDisposal(FanOutReport report) {
    return !(disposal instanceof Disposal.Keep)
        && report.parts().stream()
            .allMatch(
                part -> part.report().isPresent() && CAN_BE_LOOKED_AT.contains(part.ending()));
  }

  private Optional<Report> dispose(Instant since, Cancellation cancellation) {
    List<Job> jobs = workers.stream()
        .map(worker -> worker.job().disposing(disposal).withListeners(listeners))
        .toList();
    try {
      return Optional.of(Pass.dispose(jobs, since, cancellation));
    } catch (LedgerException e) {
      return Optional.of(Report.withoutPass("nothing was deleted or archived: " + e.getMessage()));
    }
  }

  /** Finds out what {@link #run} would do, and does none of it. */
  public FanOutReport plan(Cancellation cancellation) {
    return all(Worker::plan, cancellation, part -> {});
  }

  /** Compares the source with all destinations file by file; writes nothing. */
  public FanOutReport check(Cancellation cancellation) {
    return all(Worker::check, cancellation, part -> {});
  }

  /**
   * Compares the source with all destinations and writes into the ledgers what it found.
   *
   * @param ended as with {@link #run(Cancellation, Consumer)}
   */
  public FanOutReport adopt(
      Planner.Missing missing, Cancellation cancellation, Consumer<Part> ended) {
    return all((worker, stop) -> worker.adopt(missing, stop), cancellation, ended);
  }

  private FanOutReport all(Work work, Cancellation cancellation, Consumer<Part> ended) {
    ExecutorService threads = Executors.newFixedThreadPool(workers.size(), named());
    try {
      List<Future<Part>> parts = new ArrayList<>();
      for (Worker worker : workers) {
        parts.add(threads.submit(() -> part(worker, work, cancellation, ended)));
      }
      List<Part> done = new ArrayList<>();
      for (Future<Part> part : parts) {
        done.add(await(part, cancellation));
      }
      return new FanOutReport(done, Optional.empty());
    } finally {
      threads.shutdown();
    }
  }

  private static ThreadFactory named() {
    AtomicInteger number = new AtomicInteger();
    return task -> new Thread(task, "oeleo-destination-" + number.incrementAndGet());
  }

  private static Part part(
      Worker worker, Work work, Cancellation cancellation, Consumer<Part> ended) {
    Part part = attempt(worker, work, cancellation);
    try {
      ended.accept(part);
    } catch (RuntimeException e) {
      LOG.warn("a listener failed on the end of {}", worker, e);
    }
    return part;
  }

  /** The door of one worker: whatever goes wrong behind it is that worker's matter alone. */
  private static Part attempt(Worker worker, Work work, Cancellation cancellation) {
    try {
      return Part.of(worker, work.of(worker, cancellation));
    } catch (LedgerException e) {
      return Part.failed(worker, e);
    } catch (RuntimeException | Error e) {
      LOG.error("{} ended without a report", worker, e);
      return Part.failed(worker, e);
    }
  }

  /** Who is interrupted wishes to stop, and waits for the workers to do so in good order. */
  private static Part await(Future<Part> part, Cancellation cancellation) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return part.get();
        } catch (InterruptedException e) {
          interrupted = true;
          cancellation.cancel();
        } catch (ExecutionException e) {
          throw new IllegalStateException("a worker's thread failed", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
