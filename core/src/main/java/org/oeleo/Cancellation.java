package org.oeleo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A wish to stop, made once. Safe for many threads. */
public final class Cancellation {
  private final CountDownLatch wished = new CountDownLatch(1);

  /** No wish yet. */
  public Cancellation() {}

  /** Makes the wish; a run ends within about a second and loses nothing that was verified. */
  public void cancel() {
    wished.countDown();
  }

  /** Whether the wish was made. */
  public boolean isCancelled() {
    return wished.getCount() == 0;
  }

  /**
   * Waits, unless or until the wish is made.
   *
   * @return whether the wish was made
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public boolean await(Duration time) throws InterruptedException {
    return wished.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
