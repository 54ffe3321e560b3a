package org.oeleo.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.oeleo.Cancellation;
import org.oeleo.Ending;
import org.oeleo.event.Event;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Side;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that work on files, and the one place that tries again. A file that waits for its
 * next try holds no thread. {@link #submit} and {@link #take} are the run's thread's alone.
 */
final class Crew implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Crew.class);

  /** How many files may be submitted and not yet taken back. */
  static final int WINDOW = 1024;

  /** With more files than this waiting for another try, further ones are left to the next run. */
  private static final int MOST_WAITING = WINDOW / 2;

  private static final Duration GRACE = Duration.ofMillis(500);

  private final Work work;
  private final Retries retries;
  private final Side source;
  private final Cancellation cancellation;
  private final Broadcast broadcast;
  private final Clock clock;
  private final Gate gate;
  private final ThreadPoolExecutor threads;

  /** For what must not wait behind all the files that are queued. */
  private final ScheduledThreadPoolExecutor prompt;

  private final Arrivals arrivals = new Arrivals();

  /** How many files are waiting for a thread or on one. */
  private final AtomicInteger busy = new AtomicInteger();

  private final BlockingQueue<Done> finished = new LinkedBlockingQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  /** Whether somebody has found that the pass ends; nobody begins anything any more. */
  private volatile boolean ending;

  private int outstanding;

  Crew(Job job, Bench bench, Work work, Cancellation cancellation) {
    this.work = work;
    this.source = job.route().source();
    this.retries = new Retries(job.pace().retry(), source);
    this.cancellation = cancellation;
    this.broadcast = bench.broadcast();
    this.clock = job.clock();
    this.gate = new Gate(cancellation);
    AtomicInteger number = new AtomicInteger();
    int hands = job.pace().hands(bench.ends());
    this.threads = new ThreadPoolExecutor(
        hands,
        hands,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        task -> hand(task, "oeleo-" + number.incrementAndGet()));
    this.prompt = new ScheduledThreadPoolExecutor(1, task -> hand(task, "oeleo-prompt"));
    prompt.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    long turn = Arrivals.LONGEST.toMillis();
    var unused = prompt.scheduleWithFixedDelay(
        guarded(() -> publish(arrivals.takeOld())), turn, turn, TimeUnit.MILLISECONDS);
  }

  /** One that never comes back from a store must not keep the program alive. */
  private static Thread hand(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  void submit(Candidate candidate) {
    outstanding++;
    begin(Attempt.first(candidate, clock.instant()));
  }

  private void begin(Attempt attempt) {
    busy.incrementAndGet();
    threads.execute(guarded(() -> attempt(attempt)));
  }

  /** An error outside of any one file ends the pass; the run must not wait for ever. */
  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        LOG.error("unexpected failure", e);
        ending = true;
        finished.add(Done.stopped(new Stop(Ending.FATAL, "internal error: " + e)));
      }
    };
  }

  boolean isCancelled() {
    return cancellation.isCancelled();
  }

  /** How many files were submitted and not yet taken back. */
  int outstanding() {
    return outstanding;
  }

  /** The next finished file, waiting at most so long for it. */
  Optional<Done> take(Duration atMost) throws InterruptedException {
    Optional<Done> done =
        Optional.ofNullable(finished.poll(atMost.toNanos(), TimeUnit.NANOSECONDS));
    done.ifPresent(d -> outstanding--);
    return done;
  }

  /** Whoever is the last to be busy does not let the others wait for company. */
  private void attempt(Attempt attempt) {
    if (ending) {
      return;
    }
    try {
      onward(attempt, () -> work.perform(attempt));
    } finally {
      if (busy.decrementAndGet() == 0) {
        publish(arrivals.takeAll());
      }
    }
  }

  /**
   * Whatever happens, a file arrives, comes back for another try or is finished: the run waits for
   * it.
   */
  private void onward(Attempt attempt, Retries.Effort effort) {
    Optional<Step> step;
    try {
      step = tried(attempt, effort);
    } catch (RuntimeException | Error e) {
      LOG.error("unexpected failure with {}", attempt.candidate().path(), e);
      step = Optional.of(Done.stopped(new Stop(Ending.FATAL, "internal error: " + e)));
    }
    if (step.isEmpty()) {
      return;
    }
    if (step.get() instanceof Arrival arrival) {
      publish(arrivals.add(arrival));
      if (ending) {
        publish(arrivals.takeAll());
      }
    } else if (step.get() instanceof Done done) {
      Duration took = Duration.between(attempt.begun(), clock.instant());
      if (done.stop().isPresent()) {
        ending = true;
      }
      finished.add(done.after(attempt.number(), took));
    }
  }

  /** Together; if that fails, one by one, so that one bad file does not take the others with it. */
  private void publish(List<Arrival> group) {
    boolean together = group.size() > 1 && isSecured(group);
    for (Arrival arrival : group) {
      onward(arrival.attempt(), () -> {
        if (!together) {
          work.secure(List.of(arrival));
        }
        return work.publish(arrival);
      });
    }
  }

  private boolean isSecured(List<Arrival> group) {
    try {
      work.secure(group);
      return true;
    } catch (IOException | RuntimeException | Error e) {
      LOG.debug("securing {} files one by one", group.size(), e);
      return false;
    }
  }

  /** What came of it; empty if the file comes back for another try. */
  private Optional<Step> tried(Attempt attempt, Retries.Effort effort) {
    try {
      gate.pass();
      return Optional.of(retries.observe(effort));
    } catch (SideException e) {
      return retries(attempt, e) ? Optional.empty() : Optional.of(conclude(attempt, e));
    } catch (StopSignal e) {
      return Optional.of(Done.stopped(e.stop()));
    } catch (CancelledException e) {
      return Optional.of(Done.stopped(Stop.cancelled()));
    } catch (IOException e) {
      return Optional.of(conclude(attempt, new SideException(source, e)));
    } catch (RuntimeException e) {
      // A connector, or its SDK, choked on this file: one bad file does not stop the others.
      LOG.error("unexpected failure with {}", attempt.candidate().path(), e);
      IOException failure = new IOException("unexpected failure: " + e, e);
      return Optional.of(conclude(attempt, new SideException(source.opposite(), failure)));
    }
  }

  private Done conclude(Attempt attempt, SideException failure) {
    // Whoever is interrupted because the pass ends has not failed.
    if (cancellation.isCancelled() || threads.isShutdown()) {
      return Done.stopped(Stop.cancelled());
    }
    return failure.kind().scope() == Kind.Scope.CONNECTION || Retries.asksForTooLong(failure)
        ? Done.stopped(Stop.of(failure.side(), source, failure))
        : work.giveUp(attempt, failure);
  }

  /** Whether the file comes back for another try. */
  private boolean retries(Attempt attempt, SideException failure) {
    Optional<Duration> delay = retries.delay(attempt, failure);
    if (delay.isEmpty()
        || waiting.get() >= MOST_WAITING
        || threads.isShutdown()
        || cancellation.isCancelled()) {
      return false;
    }
    if (failure.kind() == Kind.THROTTLED || failure.kind().scope() == Kind.Scope.CONNECTION) {
      gate.closeFor(delay.get());
    }
    return comesBack(attempt, failure, delay.get());
  }

  /** Whether there is still somebody to take it up again. */
  private boolean comesBack(Attempt attempt, SideException failure, Duration delay) {
    broadcast.send(new Event.FileRetried(
        attempt.candidate().path(), attempt.number(), failure.reason(), delay));
    Runnable next = () -> {
      waiting.decrementAndGet();
      begin(attempt.next(failure.kind()));
    };
    waiting.incrementAndGet();
    try {
      var unused = prompt.schedule(next, delay.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (RejectedExecutionException theCrewWasStopped) {
      waiting.decrementAndGet();
      return false;
    }
  }

  /** Begins nothing more, and gives what is under way a moment to end by itself. */
  void stop() throws InterruptedException {
    ending = true;
    threads.getQueue().clear();
    threads.shutdown();
    // What has arrived and is verified needs but its name.
    prompt.execute(guarded(() -> publish(arrivals.takeAll())));
    prompt.shutdown();
    if (!threads.awaitTermination(GRACE.toNanos(), TimeUnit.NANOSECONDS)) {
      threads.shutdownNow();
    }
    if (!prompt.awaitTermination(GRACE.toNanos(), TimeUnit.NANOSECONDS)) {
      prompt.shutdownNow();
    }
  }

  /** Waits for what is under way, which {@link #stop} and closing the connectors have freed. */
  @Override
  public void close() {
    prompt.shutdownNow();
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("a transfer does not end; it is left behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was finished and not yet taken, without waiting. */
  Optional<Done> poll() {
    Optional<Done> done = Optional.ofNullable(finished.poll());
    done.ifPresent(d -> outstanding--);
    return done;
  }
}
