package org.oeleo.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that have arrived and wait until enough of them can be moved into place together. Safe for
 * many threads.
 */
final class Arrivals {
  /** Enough to make one turn of the disk cheap for each; few enough not to keep anybody waiting. */
  static final int MOST = 256;

  private static final long MOST_BYTES = 64L * 1024 * 1024;
  static final Duration LONGEST = Duration.ofMillis(500);

  private List<Arrival> waiting = new ArrayList<>();
  private long bytes;
  private long oldestNanos;

  /** Takes one in, and gives all back if they are enough. */
  synchronized List<Arrival> add(Arrival arrival) {
    if (waiting.isEmpty()) {
      oldestNanos = System.nanoTime();
    }
    waiting.add(arrival);
    bytes += arrival.written().size();
    return waiting.size() >= MOST || bytes >= MOST_BYTES || isOld() ? takeAll() : List.of();
  }

  /** All, if one of them has waited long enough. */
  synchronized List<Arrival> takeOld() {
    return !waiting.isEmpty() && isOld() ? takeAll() : List.of();
  }

  private boolean isOld() {
    return System.nanoTime() - oldestNanos >= LONGEST.toNanos();
  }

  synchronized List<Arrival> takeAll() {
    List<Arrival> all = waiting;
    waiting = new ArrayList<>();
    bytes = 0;
    return all;
  }
}
