package org.oeleo.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Optional;

/**
 * Times of the usual shape, read and written digit by digit: a ledger of a million files holds
 * several million of them, for which {@code java.time}'s formatters take ten times as long. What is
 * of another shape is left to those.
 */
final class TimeText {
  private static final int SECONDS = "2026-11-20T18:12:59".length();
  private static final int NANOS = 9;
  private static final int LAST_YEAR = 9999;
  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private TimeText() {}

  /** {@code 2026-11-20T18:12:59.123456Z}, with any fraction or none; empty for any other shape. */
  static Optional<Instant> instant(String text) {
    int end = text.length() - 1;
    return end >= SECONDS && text.charAt(end) == 'Z'
        ? time(text, 'T', end).map(time -> time.toInstant(ZoneOffset.UTC))
        : Optional.empty();
  }

  /** {@code 2026-11-20 18:12:59.123456}, with any fraction or none; empty for any other shape. */
  static Optional<LocalDateTime> local(String text) {
    return text.length() >= SECONDS ? time(text, ' ', text.length()) : Optional.empty();
  }

  private static Optional<LocalDateTime> time(String text, char between, int end) {
    boolean marks = text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == between
        && text.charAt(13) == ':'
        && text.charAt(16) == ':';
    // The year alone may be negative in java.time.
    if (!marks || number(text, 0, 4) < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDateTime.of(
          LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)),
          LocalTime.of(
              number(text, 11, 13), number(text, 14, 16), number(text, 17, 19), nanos(text, end))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int nanos(String text, int end) {
    int digits = end - SECONDS - 1;
    if (end == SECONDS) {
      return 0;
    }
    if (text.charAt(SECONDS) != '.' || digits < 1 || digits > NANOS) {
      return -1;
    }
    int nanos = number(text, SECONDS + 1, end);
    for (int i = digits; i < NANOS; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  /** -1, which no part of a time is, if there is anything but digits. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** As {@link Instant#toString} does. */
  static String write(Instant time) {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      return time.toString();
    }
    LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(SECONDS + NANOS + 2);
    appendSeconds(text, utc, 'T');
    int nano = time.getNano();
    if (nano > 0) {
      int digits = nano % 1_000_000 == 0 ? 3 : nano % 1_000 == 0 ? 6 : NANOS;
      appendFraction(text, nano, digits);
    }
    return text.append('Z').toString();
  }

  /** {@code 2026-11-20 18:12:59.123456}, for a year of four digits. */
  static Optional<String> writeMicros(LocalDateTime time) {
    if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(SECONDS + 7);
    appendSeconds(text, time, ' ');
    appendFraction(text, time.get(ChronoField.NANO_OF_SECOND), 6);
    return Optional.of(text.toString());
  }

  private static void appendSeconds(StringBuilder text, LocalDateTime time, char between) {
    append(text, time.getYear(), 4);
    append(text, time.getMonthValue(), 2, '-');
    append(text, time.getDayOfMonth(), 2, '-');
    append(text, time.getHour(), 2, between);
    append(text, time.getMinute(), 2, ':');
    append(text, time.getSecond(), 2, ':');
  }

  private static void appendFraction(StringBuilder text, int nano, int digits) {
    int part = nano;
    for (int i = digits; i < NANOS; i++) {
      part /= 10;
    }
    append(text, part, digits, '.');
  }

  private static void append(StringBuilder text, int number, int digits, char before) {
    append(text.append(before), number, digits);
  }

  private static void append(StringBuilder text, int number, int digits) {
    int power = 1;
    for (int i = 1; i < digits; i++) {
      power *= 10;
    }
    for (int left = number; power > 0; power /= 10) {
      text.append((char) ('0' + left / power));
      left %= power;
    }
  }
}
