package org.oeleo;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many bytes a second may be sent at which time of the week, in the manner of rclone:
 * {@code 10M} always, {@code 08:00,512k 19:00,off} every day, {@code Mon-08:00,1M Sat-00:00,off} on
 * some. Immutable.
 *
 * <p>Each entry holds until the next one, over midnight and over the end of the week. Only the
 * clock on the wall counts, so that a change to or from summer time moves nothing.
 */
public final class Timetable {
  private static final int MINUTES_OF_DAY = 24 * 60;

  private final String text;

  /** By minute since Monday 00:00; an empty rate is no limit. Never empty itself. */
  private final NavigableMap<Integer, OptionalLong> rates;

  private final boolean unlimited;

  private Timetable(String text, NavigableMap<Integer, OptionalLong> rates) {
    this.text = text;
    this.rates = rates;
    this.unlimited = rates.values().stream().allMatch(OptionalLong::isEmpty);
  }

  /** No limit at any time. */
  public static Timetable unlimited() {
    return parse("off");
  }

  /**
   * A rate ({@code 512k}, {@code 1.5M}; {@code B}, {@code K}, {@code M} and {@code G} are powers of
   * 1024 bytes a second; {@code off} or {@code 0} is no limit), or entries {@code [Day-]HH:MM,rate}
   * with blanks between them.
   *
   * @throws IllegalArgumentException with what is wrong: {@code has the entry 25:00,1M, in which
   *     25:00 is no time of day}
   */
  public static Timetable parse(String text) {
    String[] entries = text.strip().split("\\s+");
    NavigableMap<Integer, OptionalLong> rates = new TreeMap<>();
    if (entries.length == 1 && entries[0].indexOf(',') < 0) {
      rates.put(0, Rate.parse(entries[0]));
    } else {
      // What is for every day first, so that an entry for one day can go before it.
      List<Entry> all = Arrays.stream(entries).map(Entry::parse).collect(Collectors.toList());
      all.sort((a, b) -> Integer.compare(b.days().size(), a.days().size()));
      all.forEach(entry -> entry.enter(rates));
      refuseRepeated(all);
    }
    return new Timetable(String.join(" ", entries), rates);
  }

  private static void refuseRepeated(List<Entry> entries) {
    List<Entry> seen = new ArrayList<>();
    for (Entry entry : entries) {
      if (seen.stream().anyMatch(entry::isAtTheTimeOf)) {
        throw new IllegalArgumentException("has two entries for " + entry.when());
      }
      seen.add(entry);
    }
  }

  /** Whether there is no limit at any time. */
  public boolean isUnlimited() {
    return unlimited;
  }

  /** The limit in bytes a second at this time; empty if there is none. */
  public OptionalLong bytesPerSecondAt(ZonedDateTime time) {
    int minute = minute(time.getDayOfWeek(), time.get(ChronoField.MINUTE_OF_DAY));
    var entry = rates.floorEntry(minute);
    return entry == null ? rates.lastEntry().getValue() : entry.getValue();
  }

  private static int minute(DayOfWeek day, int minuteOfDay) {
    return (day.getValue() - 1) * MINUTES_OF_DAY + minuteOfDay;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Timetable timetable && rates.equals(timetable.rates);
  }

  @Override
  public int hashCode() {
    return rates.hashCode();
  }

  /** As it was written; {@link #parse} reads it back. */
  @Override
  public String toString() {
    return text;
  }

  private record Entry(String when, List<DayOfWeek> days, LocalTime time, OptionalLong rate) {
    static Entry parse(String text) {
      try {
        int comma = text.indexOf(',');
        if (comma < 0) {
          throw new IllegalArgumentException("there is no comma between time and rate");
        }
        String when = text.substring(0, comma);
        int dash = when.indexOf('-');
        List<DayOfWeek> days =
            dash < 0 ? List.of(DayOfWeek.values()) : List.of(Times.day(when.substring(0, dash)));
        OptionalLong rate = Rate.parse(text.substring(comma + 1));
        return new Entry(when, days, Times.timeOfDay(when.substring(dash + 1)), rate);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "has the entry " + text + ", in which " + e.getMessage(), e);
      }
    }

    void enter(NavigableMap<Integer, OptionalLong> rates) {
      days.forEach(day -> rates.put(minute(day, time.get(ChronoField.MINUTE_OF_DAY)), rate));
    }

    boolean isAtTheTimeOf(Entry other) {
      return time.equals(other.time) && days.equals(other.days);
    }
  }
}
