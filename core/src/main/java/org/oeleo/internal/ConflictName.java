package org.oeleo.internal;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/**
 * The name under which a file stays that has lost: beside the other, with the same ending, and the
 * same again for the same version, so that a pass that was cut off goes on with it.
 */
final class ConflictName {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** What nearly all file systems allow, in bytes. */
  private static final int LONGEST_NAME = 255;

  /** Longer ones belong to the name. */
  private static final int LONGEST_ENDING = 16;

  private ConflictName() {}

  /** {@code report.conflict-20261121-004304-local.csv}; later ones of {@code number} end in it. */
  static RelativePath of(FileEntry loser, Side side, int number) {
    String name = loser.path().name();
    int dot = name.lastIndexOf('.');
    boolean hasEnding = dot > 0 && bytes(name.substring(dot)) <= LONGEST_ENDING;
    String stem = hasEnding ? name.substring(0, dot) : name;
    String ending = hasEnding ? name.substring(dot) : "";
    String mark = ".conflict-" + TIME.format(loser.modified()) + "-"
        + side.name().toLowerCase(Locale.ROOT) + (number == 1 ? "" : "-" + number);
    int room = LONGEST_NAME - bytes(mark) - bytes(ending);
    return loser.path().sibling(shortened(stem, room) + mark + ending);
  }

  /** A hash keeps shortened names apart. */
  private static String shortened(String stem, int room) {
    if (bytes(stem) <= room) {
      return stem;
    }
    byte[] sum = HashAlgorithm.SHA256.newDigest().digest(stem.getBytes(StandardCharsets.UTF_8));
    String hash = "~" + HexFormat.of().formatHex(sum, 0, 4);
    StringBuilder shorter = new StringBuilder();
    int left = room - bytes(hash);
    for (int c : stem.codePoints().toArray()) {
      left -= bytes(Character.toString(c));
      if (left < 0) {
        break;
      }
      shorter.appendCodePoint(c);
    }
    return shorter + hash;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
