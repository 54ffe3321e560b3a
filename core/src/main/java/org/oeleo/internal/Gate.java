package org.oeleo.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.oeleo.Cancellation;

/**
 * Holds everybody back for a while: one throttled or broken connection is everybody's. Safe for
 * many threads.
 */
final class Gate {
  private final AtomicLong opens = new AtomicLong(System.nanoTime());
  private final Cancellation cancellation;

  Gate(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  void closeFor(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    opens.accumulateAndGet(until, (a, b) -> a - b > 0 ? a : b);
  }

  /** Waits until the gate is open. */
  void pass() throws IOException {
    for (long wait = opens.get() - System.nanoTime();
        wait > 0;
        wait = opens.get() - System.nanoTime()) {
      try {
        if (cancellation.await(Duration.ofNanos(wait))) {
          throw new CancelledException();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancelledException();
      }
    }
  }
}
