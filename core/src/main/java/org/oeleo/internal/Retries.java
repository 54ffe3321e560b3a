package org.oeleo.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.oeleo.RetryPolicy;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Side;

/** Whether a try that failed is made again, and after which pause. Safe for many threads. */
final class Retries {
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final RetryPolicy policy;
  private final Side source;

  /** How many tries in a row have lost an end; those that were under way together are one. */
  private final AtomicInteger losses = new AtomicInteger();

  /** What takes a file on. */
  interface Effort {
    Step make() throws IOException;
  }

  Retries(RetryPolicy policy, Side source) {
    this.policy = policy;
    this.source = source;
  }

  /** Makes it, and learns from what becomes of it. */
  Step observe(Effort effort) throws IOException {
    int before = losses.get();
    try {
      Step step = effort.make();
      losses.set(0);
      return step;
    } catch (SideException e) {
      if (isLoss(e)) {
        losses.compareAndSet(before, before + 1);
      }
      throw e;
    }
  }

  /** The pause before the next try; empty if there is none. */
  Optional<Duration> delay(Attempt attempt, SideException failure) {
    boolean worth = failure.kind().retry() == Kind.Retry.NOW || isForeignHold(failure);
    // An end that every file finds lost is not waited for anew by each of them.
    boolean lost = isLoss(failure) && losses.get() >= policy.attempts();
    if (!worth || lost || asksForTooLong(failure) || attempt.number() >= policy.attempts()) {
      return Optional.empty();
    }
    // Growing with the tries of the file or, where an end is lost, with those of all files.
    int failures = isLoss(failure) ? Math.max(attempt.number(), losses.get()) : attempt.number();
    Duration delay = policy.delay(failures, ThreadLocalRandom.current());
    return Optional.of(
        failure.retryAfter().filter(asked -> asked.compareTo(delay) > 0).orElse(delay));
  }

  private static boolean isLoss(SideException failure) {
    return failure.kind().scope() == Kind.Scope.CONNECTION;
  }

  /** A store that wants to be left alone for so long is not waited for; the next run asks again. */
  static boolean asksForTooLong(SideException failure) {
    return failure
        .retryAfter()
        .filter(time -> time.compareTo(LONGEST_PAUSE) > 0)
        .isPresent();
  }

  /**
   * A scanner or an indexer holds a file at the destination for moments only; at the source it is
   * being written.
   */
  private boolean isForeignHold(SideException failure) {
    return failure.kind() == Kind.BUSY && failure.side() != source;
  }
}
