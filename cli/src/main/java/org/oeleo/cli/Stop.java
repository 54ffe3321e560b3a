package org.oeleo.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.oeleo.Cancellation;

/** A wish from outside to stop, and how the process ends because of it. Safe for many threads. */
final class Stop {
  /** How long a pass has to end in good order. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Cancellation cancellation = new Cancellation();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final AtomicInteger signal = new AtomicInteger();

  Cancellation cancellation() {
    return cancellation;
  }

  /** Everything is said and done. */
  void finished() {
    finished.countDown();
  }

  /** The first signal asks for an orderly end; whoever sends another has no patience. */
  void on(int number) {
    if (!signal.compareAndSet(0, number)) {
      Runtime.getRuntime().halt(ExitCode.SIGNAL + number);
    }
    cancellation.cancel();
    if (!awaitEnd()) {
      Runtime.getRuntime().halt(ExitCode.SIGNAL + number);
    }
  }

  /** The process is ending for a reason that is no signal of ours. */
  boolean awaitEnd() {
    cancellation.cancel();
    try {
      return finished.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What the process ends with, if the command ended with {@code code}. */
  int exitCode(int code) {
    return signal.get() == 0 ? code : ExitCode.SIGNAL + signal.get();
  }
}
