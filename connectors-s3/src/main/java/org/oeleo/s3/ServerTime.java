package org.oeleo.s3;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Times as HTTP writes them. */
final class ServerTime {
  private ServerTime() {}

  /** A {@code Date} header; empty if it is none. */
  static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A {@code Retry-After} header: seconds, or a date; empty if it is neither. */
  static Optional<Duration> pause(String text, Instant now) {
    if (!text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    return date(text).map(then -> Duration.between(now, then)).filter(pause -> !pause.isNegative());
  }
}
