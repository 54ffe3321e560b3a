package org.oeleo;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a file is tried within one run, and how long to wait in between: doubling from
 * {@code first} to {@code longest}, of which a random half to whole is waited so that many do not
 * come back at once. Immutable.
 *
 * @param attempts how often altogether, at least 1
 * @param first the wait after the first failure
 * @param longest the longest wait
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {
  /** Refuses nonsense. */
  public RetryPolicy {
    if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "attempts " + attempts + ", waits from " + first + " to " + longest);
    }
  }

  /** Four attempts, waiting about half a second, one and two. */
  public static RetryPolicy standard() {
    return new RetryPolicy(4, Duration.ofMillis(500), Duration.ofSeconds(30));
  }

  /** One attempt. */
  public static RetryPolicy never() {
    return new RetryPolicy(1, Duration.ZERO, Duration.ZERO);
  }

  /** The wait after {@code failures} failures, at least 1. */
  public Duration delay(int failures, RandomGenerator random) {
    long most = longest.toMillis();
    long ceiling = first.toMillis();
    for (int i = 1; i < failures && ceiling > 0 && ceiling < most; i++) {
      ceiling = ceiling > most / 2 ? most : ceiling * 2;
    }
    return Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
  }
}
