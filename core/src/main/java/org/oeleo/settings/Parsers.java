package org.oeleo.settings;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of settings and their values. */
final class Parsers {
  private static final Set<String> YES = Set.of("true", "yes", "y", "1");
  private static final Set<String> NO = Set.of("false", "no", "n", "0");
  private static final Pattern DURATION_PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d|w)");
  private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([KMGTP]?)(?:i?B)?");

  /** What can still be counted in nanoseconds, as waiting does: 292 years. */
  private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE / 1_000_000);

  private static final Duration HALF_A_MILLISECOND = Duration.ofNanos(500_000);
  private static final String TOO_LONG = "is too long";

  private Parsers() {}

  static Path path(String text) {
    try {
      return text.equals("~") || text.startsWith("~/") || text.startsWith("~\\")
          ? Path.of(System.getProperty("user.home") + text.substring(1))
          : Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is not a path: " + e.getReason(), e);
    }
  }

  static int integer(String text, int least, int most) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is not a whole number", e);
    }
    throw new IllegalArgumentException("is out of bounds");
  }

  static boolean yesNo(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (YES.contains(word) || NO.contains(word)) {
      return YES.contains(word);
    }
    throw new IllegalArgumentException("is neither yes nor no");
  }

  static Duration duration(String text) {
    String compact = text.toLowerCase(Locale.ROOT).replace(" ", "");
    Duration duration = compact.startsWith("p") ? isoDuration(text) : parts(compact);
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(TOO_LONG);
    }
    return Duration.ofMillis(duration.plus(HALF_A_MILLISECOND).toMillis());
  }

  private static Duration parts(String compact) {
    if (compact.matches("\\d+(\\.\\d+)?")) {
      return seconds(new BigDecimal(compact), 1_000);
    }
    Matcher part = DURATION_PART.matcher(compact);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      sum = sum.plus(seconds(new BigDecimal(part.group(1)), millis(part.group(2))));
      end = part.end();
    }
    if (end == 0 || end != compact.length()) {
      throw new IllegalArgumentException("is not a duration");
    }
    return sum;
  }

  private static Duration isoDuration(String text) {
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException("is not a duration", e);
    }
    throw new IllegalArgumentException("is negative");
  }

  private static long millis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      case "d" -> 86_400_000;
      default -> 7L * 86_400_000;
    };
  }

  private static Duration seconds(BigDecimal count, long unitMillis) {
    BigDecimal millis = count.multiply(BigDecimal.valueOf(unitMillis));
    if (millis.compareTo(BigDecimal.valueOf(LONGEST.toMillis())) > 0) {
      throw new IllegalArgumentException(TOO_LONG);
    }
    return Duration.ofMillis(millis.setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  static String print(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toDaysPart(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(count).append(unit);
    }
  }

  static long size(String text) {
    Matcher matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT).replace("IB", "B"));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("is not a size");
    }
    String unit = matcher.group(2);
    int power = unit.isEmpty() ? 0 : "KMGTP".indexOf(unit.charAt(0)) + 1;
    BigDecimal bytes =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1024).pow(power));
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("is too large");
    }
    return bytes.longValue();
  }

  static String printSize(long bytes) {
    long value = bytes;
    int power = 0;
    while (value >= 1024 && value % 1024 == 0 && power < 5) {
      value /= 1024;
      power++;
    }
    return power == 0 ? Long.toString(value) : value + "KMGTP".substring(power - 1, power);
  }

  static List<String> list(String text) {
    return Arrays.stream(text.split(";"))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .toList();
  }

  static <E extends Enum<E>> E choice(String text, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> word(constant).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("is none of these"));
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
