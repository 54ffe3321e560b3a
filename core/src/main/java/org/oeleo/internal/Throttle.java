package org.oeleo.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import org.oeleo.Cancellation;
import org.oeleo.Timetable;

/** Keeps all transfers together below the bandwidth of the hour. Safe for many threads. */
final class Throttle {
  private static final int LARGEST = 1024 * 1024;
  private static final int SMALLEST = 1024;

  private final Timetable bandwidth;
  private final Clock clock;
  private final Cancellation cancellation;
  private long nextFree = System.nanoTime();

  Throttle(Timetable bandwidth, Clock clock, Cancellation cancellation) {
    this.bandwidth = bandwidth;
    this.clock = clock;
    this.cancellation = cancellation;
  }

  /** How many bytes to move at most before asking again, so that no wait is long. */
  int portion() {
    long rate = rate();
    return rate == Long.MAX_VALUE ? LARGEST : (int) Math.max(SMALLEST, Math.min(LARGEST, rate / 8));
  }

  /** Waits until {@code bytes} more may have moved. */
  void moved(int bytes) throws IOException {
    long rate = rate();
    if (rate == Long.MAX_VALUE) {
      return;
    }
    long wait = reserve(bytes, Math.max(1, rate));
    try {
      if (wait > 0 && cancellation.await(Duration.ofNanos(wait))) {
        throw new CancelledException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    }
  }

  private synchronized long reserve(int bytes, long rate) {
    long now = System.nanoTime();
    if (nextFree - now < 0) {
      nextFree = now;
    }
    nextFree += (long) (bytes * 1e9 / rate);
    return nextFree - now;
  }

  private long rate() {
    if (bandwidth.isUnlimited()) {
      return Long.MAX_VALUE;
    }
    return bandwidth.bytesPerSecondAt(ZonedDateTime.now(clock)).orElse(Long.MAX_VALUE);
  }
}
