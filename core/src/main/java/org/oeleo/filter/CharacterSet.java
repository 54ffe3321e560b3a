package org.oeleo.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** The {@code [a-z]} and {@code [!0-9]} of patterns. */
final class CharacterSet {
  private CharacterSet() {}

  private record Range(int first, int last) {
    boolean holds(int point) {
      return first <= point && point <= last;
    }
  }

  /** Where the bracket that opens at {@code open} is closed. */
  static int end(String pattern, int open) {
    int at = open + 1;
    if (at < pattern.length() && isNot(pattern.charAt(at))) {
      at++;
    }
    // A ] at once is a character like any other.
    for (int i = at; i < pattern.length(); i++) {
      if (pattern.charAt(i) == '\\') {
        i++;
      } else if (pattern.charAt(i) == ']' && i > at) {
        return i;
      }
    }
    throw new IllegalArgumentException("has a [ that is never closed");
  }

  /** What the text between the brackets stands for. */
  static IntPredicate of(String inside, Case letters) {
    boolean not = isNot(inside.charAt(0));
    List<Range> ranges = ranges(points(not ? inside.substring(1) : inside));
    IntPredicate holds = letters == Case.MATTERS
        ? point -> holds(ranges, point)
        : point -> holds(ranges, Character.toLowerCase(point))
            || holds(ranges, Character.toUpperCase(point));
    return point -> point != '/' && holds.test(point) != not;
  }

  private static boolean isNot(char c) {
    return c == '!' || c == '^';
  }

  private static boolean holds(List<Range> ranges, int point) {
    return ranges.stream().anyMatch(range -> range.holds(point));
  }

  /** The characters in turn; a {@code -} between two of them is given as -1. */
  private static List<Integer> points(String text) {
    List<Integer> points = new ArrayList<>();
    int[] raw = text.codePoints().toArray();
    for (int i = 0; i < raw.length; i++) {
      boolean dash = raw[i] == '-' && i > 0 && i < raw.length - 1;
      boolean escape = raw[i] == '\\' && i < raw.length - 1;
      if (escape) {
        i++;
      }
      points.add(dash ? -1 : raw[i]);
    }
    return points;
  }

  private static List<Range> ranges(List<Integer> points) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      int first = points.get(i);
      int last = first;
      if (i + 2 < points.size() && points.get(i + 1) == -1) {
        last = points.get(i + 2);
        i += 2;
      }
      if (first < 0 || last < first) {
        throw new IllegalArgumentException(
            "has a range between [ and ] that is the wrong way round");
      }
      ranges.add(new Range(first, last));
    }
    return ranges;
  }
}
