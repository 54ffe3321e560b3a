package org.oeleo;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days and times as a timetable names them. */
final class Times {
  private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})");
  private static final int SHORTEST_DAY = 3;

  private Times() {}

  /** {@code Mon} or {@code monday}. */
  static DayOfWeek day(String name) {
    return Arrays.stream(DayOfWeek.values())
        .filter(
            day -> name.length() == SHORTEST_DAY || name.length() == day.name().length())
        .filter(day -> day.name().regionMatches(true, 0, name, 0, name.length()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no day of the week"));
  }

  /** {@code 08:00}. */
  static LocalTime timeOfDay(String text) {
    Matcher matcher = TIME.matcher(text);
    if (matcher.matches()) {
      int hour = Integer.parseInt(matcher.group(1));
      int minute = Integer.parseInt(matcher.group(2));
      if (hour < 24 && minute < 60) {
        return LocalTime.of(hour, minute);
      }
    }
    throw new IllegalArgumentException("'" + text + "' is no time of day such as 08:00");
  }
}
