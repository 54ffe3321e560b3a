package org.oeleo.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers as a person reads them; sizes in powers of 1024. */
final class Sizes {
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

  private Sizes() {}

  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1023.95 && unit < UNITS.size() - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS.get(unit));
  }

  static String rate(long bytes, Duration took) {
    return bytes((long) (bytes / Math.max(0.001, took.toMillis() / 1000.0))) + "/s";
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 file}, {@code 2 files}. */
  static String files(long number) {
    return count(number) + (number == 1 ? " file" : " files");
  }

  /** {@code 0.4 s}, {@code 2 m 03 s}, {@code 5 h 01 m}, {@code 3 d 04 h}. */
  static String time(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 60) {
      return String.format(
          Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", time.toMillis() / 1000.0);
    }
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%d m %02d s", seconds / 60, seconds % 60);
    }
    return seconds < 86_400
        ? String.format(Locale.ROOT, "%d h %02d m", seconds / 3600, seconds / 60 % 60)
        : String.format(Locale.ROOT, "%d d %02d h", seconds / 86_400, seconds / 3600 % 24);
  }
}
