package org.oeleo.command;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.oeleo.spi.Printable;

/** The end of what a program prints; memory does not grow with the rest. One thread at a time. */
final class Tail {
  /** As much as a person reads. */
  static final int MOST = 16 * 1024;

  private static final int LAST_LINES = 3;
  private static final int LONGEST_LINE = 1000;
  private static final int LONGEST_WORDS = 200;

  private final byte[] ring = new byte[MOST];
  private long taken;

  void take(byte[] bytes, int length) {
    for (int i = Math.max(0, length - MOST); i < length; i++) {
      ring[(int) ((taken + i) % MOST)] = bytes[i];
    }
    taken += length;
  }

  /** How much there was before what is left, in bytes. */
  long dropped() {
    return Math.max(0, taken - MOST);
  }

  /** Line by line, as a log may show it; empty lines and the rest of long ones are left out. */
  List<String> lines() {
    return text()
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> Printable.name(cut(line.stripTrailing(), LONGEST_LINE)))
        .toList();
  }

  /** The last few lines in one, for a message; empty if nothing was printed. */
  String lastWords() {
    List<String> lines = lines();
    return String.join(
        " | ",
        lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
            .map(line -> cut(line.strip(), LONGEST_WORDS))
            .toList());
  }

  private static String cut(String line, int longest) {
    return line.length() <= longest ? line : line.substring(0, longest) + "...";
  }

  private String text() {
    int length = (int) Math.min(taken, MOST);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = ring[(int) ((taken - length + i) % MOST)];
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
