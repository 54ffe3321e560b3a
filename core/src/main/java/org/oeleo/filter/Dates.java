package org.oeleo.filter;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** Dates and times as a person writes them. */
final class Dates {
  static final String RULE = "a date or a date and time, such as 2024-01-31 or 2024-01-31T08:00";

  private Dates() {}

  /** The moment itself, or the first one of the day. */
  static LocalDateTime first(String text) {
    return parse(text, LocalTime.MIN);
  }

  /** The moment itself, or the last one of the day. */
  static LocalDateTime last(String text) {
    return parse(text, LocalTime.MAX);
  }

  private static LocalDateTime parse(String text, LocalTime ofDay) {
    try {
      return text.length() <= "2024-01-31".length()
          ? LocalDate.parse(text).atTime(ofDay)
          : LocalDateTime.parse(text.replaceFirst(" +", "T"));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("is not one that exists", e);
    }
  }
}
