package org.oeleo.sharepoint;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;

/**
 * How often the page of a listing is asked for, and how long is waited in between. All else is
 * asked again by the engine, but no listing: a large one would never come to its end. Immutable.
 *
 * @param attempts at least 1
 * @param first pause, unless the service asks for another; each is twice as long as the one before
 * @param longest pause; where the service asks for more, the listing fails
 */
record Patience(int attempts, Duration first, Duration longest) {
  /** What may pass by itself. */
  private static final Set<Kind> PASSING =
      EnumSet.of(Kind.THROTTLED, Kind.IO_ERROR, Kind.UNREACHABLE);

  static Patience standard() {
    return new Patience(6, Duration.ofSeconds(1), Duration.ofMinutes(5));
  }

  /**
   * Waits before the next attempt, if there is one.
   *
   * @param attempt the one that failed, from 1 on
   */
  boolean waitsAfter(IOException failure, int attempt) {
    if (attempt >= attempts || !PASSING.contains(ConnectorException.kindOf(failure))) {
      return false;
    }
    Duration usual = first.multipliedBy(1L << (attempt - 1));
    Duration pause =
        failure instanceof ConnectorException refusal ? refusal.retryAfter().orElse(usual) : usual;
    return pause.compareTo(longest) <= 0 && waited(pause);
  }

  /** Closing the connector interrupts its threads, and ends this. */
  private static boolean waited(Duration pause) {
    try {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
