package org.oeleo.filter;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What names with a day in them look like: {@code %Y%m%d*}, or as a regular expression
 * {@code ^%Y%m%d.*$}. Immutable; safe for many threads.
 *
 * <p>{@code %Y} is the year in four digits or {@code %y} in two (69 to 99 are of the last century,
 * as with Python), {@code %m} the month and {@code %d} the day in two each; each once, in any
 * order. A text that begins with {@code ^} and ends with {@code $} is a regular expression without
 * groups, as circadian-scp-upload has them; in any other {@code *} stands for any characters and
 * {@code ?} for one.
 */
public final class DatePattern {
  /** For a person, what a pattern has to be. */
  static final String RULE =
      "a pattern with %Y (or %y), %m and %d, such as %Y%m%d*, or a regular expression such as"
          + " ^%Y%m%d.*$";

  /** So many readings are as bad as more. */
  private static final int ENOUGH = 3;

  private static final int OF_THIS_CENTURY = 68;

  /** A part of a date. */
  private enum Part {
    YEAR('Y', 4),
    SHORT_YEAR('y', 2),
    MONTH('m', 2),
    DAY('d', 2);

    private final char letter;
    private final int digits;

    Part(char letter, int digits) {
      this.letter = letter;
      this.digits = digits;
    }
  }

  /** What a name says of its day. Immutable. */
  public sealed interface Reading {
    /** The name is none of those the pattern is for. */
    record Undated() implements Reading {}

    /** The day. */
    record OfDay(LocalDate day) implements Reading {}

    /** It looks like one of them and names no day, or more than one; why, for a person. */
    record Doubtful(String why) implements Reading {}
  }

  private final String text;
  private final List<Part> parts = new ArrayList<>();

  /** What stands before each part, and after the last. */
  private final List<Pattern> between = new ArrayList<>();

  private DatePattern(String text) {
    this.text = text;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is none, saying everything that is wrong with it
   */
  public static DatePattern parse(String text) {
    boolean regex = text.startsWith("^") || text.endsWith("$");
    List<String> flaws = flaws(text, regex);
    if (!flaws.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", flaws));
    }
    DatePattern pattern = new DatePattern(text);
    pattern.split(regex ? text.substring(1, text.length() - 1) : text, regex);
    return pattern;
  }

  private static List<String> flaws(String text, boolean regex) {
    List<String> flaws = new ArrayList<>();
    if (regex && !text.startsWith("^")) {
      flaws.add("ends with $ but does not begin with ^");
    }
    if (regex && (!text.endsWith("$") || text.length() == 1)) {
      flaws.add("begins with ^ but does not end with $");
    }
    if (count(text, "%Y") + count(text, "%y") != 1) {
      flaws.add("must have %Y or %y once");
    }
    if (count(text, "%m") != 1) {
      flaws.add("must have %m once");
    }
    if (count(text, "%d") != 1) {
      flaws.add("must have %d once");
    }
    if (count(text, "%") != 3) {
      flaws.add("must have three %, no more");
    }
    if (regex && text.matches("(?s).*[()|].*")) {
      flaws.add("must not have (, ) or |");
    }
    return flaws;
  }

  private static int count(String text, String what) {
    return text.split(Pattern.quote(what), -1).length - 1;
  }

  private void split(String inner, boolean regex) {
    int start = 0;
    for (int at = inner.indexOf('%'); at >= 0; at = inner.indexOf('%', start)) {
      between.add(piece(inner.substring(start, at), regex));
      parts.add(part(inner.charAt(at + 1)));
      start = at + 2;
    }
    between.add(piece(inner.substring(start), regex));
  }

  private static Part part(char letter) {
    for (Part part : Part.values()) {
      if (part.letter == letter) {
        return part;
      }
    }
    throw new IllegalArgumentException("has %" + letter);
  }

  private static Pattern piece(String piece, boolean regex) {
    try {
      return Pattern.compile(regex ? piece : plain(piece), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "has '" + piece + "', which is no regular expression: "
              + e.getDescription().toLowerCase(Locale.ROOT),
          e);
    }
  }

  private static String plain(String piece) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return regex.toString();
  }

  /**
   * What this name says. However a name can be read, all its readings must be of one day: which one
   * is meant is not guessed.
   */
  public Reading read(String name) {
    Map<String, Optional<LocalDate>> readings = new LinkedHashMap<>();
    find(name, 0, new EnumMap<>(Part.class), readings);
    if (readings.isEmpty()) {
      return new Reading.Undated();
    }
    String words = String.join(" or ", readings.keySet());
    Optional<LocalDate> day = readings.values().iterator().next();
    if (readings.size() > 1) {
      return new Reading.Doubtful("may be of " + words);
    }
    return day.<Reading>map(Reading.OfDay::new)
        .orElseGet(() -> new Reading.Doubtful("is of " + words + ", which is no day"));
  }

  /** Ways in which the rest of the name, from {@code start} on, fits the parts that are left. */
  private void find(
      String name,
      int start,
      Map<Part, Integer> values,
      Map<String, Optional<LocalDate>> readings) {
    int index = values.size();
    if (index == parts.size()) {
      if (fits(index, name, start, name.length())) {
        readings.put(words(values), day(values));
      }
      return;
    }
    Part part = parts.get(index);
    for (int at = start; at + part.digits <= name.length() && readings.size() < ENOUGH; at++) {
      if (isNumber(name, at, part.digits) && fits(index, name, start, at)) {
        int end = at + part.digits;
        values.put(part, Integer.valueOf(name.substring(at, end)));
        find(name, end, values, readings);
        values.remove(part);
      }
    }
  }

  private boolean fits(int index, String name, int start, int end) {
    Matcher matcher = between.get(index).matcher(name);
    return matcher.region(start, end).matches();
  }

  private static boolean isNumber(String name, int start, int digits) {
    for (int i = start; i < start + digits; i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static String words(Map<Part, Integer> values) {
    return "%04d-%02d-%02d".formatted(year(values), values.get(Part.MONTH), values.get(Part.DAY));
  }

  private static int year(Map<Part, Integer> values) {
    Integer whole = values.get(Part.YEAR);
    if (whole != null) {
      return whole;
    }
    int ofCentury = values.getOrDefault(Part.SHORT_YEAR, 0);
    return ofCentury + (ofCentury > OF_THIS_CENTURY ? 1900 : 2000);
  }

  private static Optional<LocalDate> day(Map<Part, Integer> values) {
    try {
      return Optional.of(LocalDate.of(
          year(values), values.getOrDefault(Part.MONTH, 0), values.getOrDefault(Part.DAY, 0)));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DatePattern pattern && pattern.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
