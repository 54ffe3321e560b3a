package org.oeleo;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * When a worker runs. Immutable.
 *
 * @param interval from the end of one run to the beginning of the next, longer than zero
 * @param maxRuns after how many runs to stop, at least 1; empty for never
 * @param checksFirst whether both ends are compared, and the ledger told, once before the first run
 */
public record Schedule(Duration interval, OptionalInt maxRuns, boolean checksFirst) {
  /** Refuses nonsense. */
  public Schedule {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("interval " + interval);
    }
    if (maxRuns.isPresent() && maxRuns.getAsInt() < 1) {
      throw new IllegalArgumentException("max runs " + maxRuns.getAsInt());
    }
  }

  /** One run. */
  public static Schedule once() {
    return every(Duration.ofMinutes(30)).atMost(1);
  }

  /** Runs without end. */
  public static Schedule every(Duration interval) {
    return new Schedule(interval, OptionalInt.empty(), false);
  }

  /** The same, stopping after {@code runs}. */
  public Schedule atMost(int runs) {
    return new Schedule(interval, OptionalInt.of(runs), checksFirst);
  }

  /** The same without end. */
  public Schedule endless() {
    return new Schedule(interval, OptionalInt.empty(), checksFirst);
  }

  /** The same with a check before the first run. */
  public Schedule checkingFirst() {
    return new Schedule(interval, maxRuns, true);
  }
}
