package org.oeleo.internal;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/**
 * The name under which a file stays that has lost: beside the other, with the same ending, and the
 * same again for the same version, so that a pass that was cut off goes on with it.
 */
final class ConflictName {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** What file systems allow at least, less than what is added. */
  private static final int LONGEST_STEM = 180;

  private ConflictName() {}

  /** {@code report.conflict-20261121-004304-local.csv}; later ones of {@code number} end in it. */
  static RelativePath of(FileEntry loser, Side side, int number) {
    String name = loser.path().name();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String ending = dot > 0 ? name.substring(dot) : "";
    String mark = ".conflict-" + TIME.format(loser.modified()) + "-"
        + side.name().toLowerCase(Locale.ROOT) + (number == 1 ? "" : "-" + number);
    return loser.path().sibling(shortened(stem) + mark + ending);
  }

  private static String shortened(String stem) {
    if (stem.length() <= LONGEST_STEM) {
      return stem;
    }
    boolean splitsPair = Character.isHighSurrogate(stem.charAt(LONGEST_STEM - 1));
    return stem.substring(0, splitsPair ? LONGEST_STEM - 1 : LONGEST_STEM);
  }
}
