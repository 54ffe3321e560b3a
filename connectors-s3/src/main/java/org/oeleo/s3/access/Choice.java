package org.oeleo.s3.access;

import java.util.Arrays;
import java.util.Locale;

/** Words of settings that may also be {@code auto}. */
final class Choice {
  private Choice() {}

  /** Whether the bucket's name is part of the path, or of the host's name. */
  enum PathStyle {
    AUTO,
    YES,
    NO
  }

  /** What is said about checksums. */
  enum Sums {
    AUTO,
    WHEN_SUPPORTED,
    WHEN_REQUIRED
  }

  /** By its name in any case, {@code when_required} say. */
  static <E extends Enum<E>> E of(String text, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(choice -> word(choice).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("is none of these"));
  }

  static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
