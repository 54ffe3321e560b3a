package org.oeleo;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes a second as a timetable names them. */
final class Rate {
  private static final Pattern RATE = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,15})?)([BKMG])");

  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private Rate() {}

  /** Empty for no limit. */
  static OptionalLong parse(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.equals("OFF") || upper.equals("0")) {
      return OptionalLong.empty();
    }
    Matcher matcher = RATE.matcher(upper);
    if (!matcher.matches()) {
      // rclone takes a bare number for KiB, other settings of ours for bytes: better to ask.
      throw new IllegalArgumentException(
          "'" + text + "' is no rate: a number with B, K, M or G behind it, or off");
    }
    BigDecimal unit = BigDecimal.valueOf(1024).pow("BKMG".indexOf(matcher.group(2)));
    BigDecimal rate = new BigDecimal(matcher.group(1)).multiply(unit);
    return rate.signum() == 0
        ? OptionalLong.empty()
        : OptionalLong.of(rate.max(BigDecimal.ONE).min(MOST).longValue());
  }
}
