package org.oeleo.spi;

/** Names as a terminal, a log line or an error message may show them. */
public final class Printable {
  private Printable() {}

  /**
   * {@code text} on one line, with nothing a terminal would obey: control characters, line and
   * paragraph separators, bidirectional overrides and lone surrogates are written as {@code \n},
   * {@code \t}, {@code \r} or {@code \}{@code uXXXX}. A backslash stays as it is.
   */
  public static String name(Object text) {
    String raw = text.toString();
    StringBuilder safe = null;
    for (int i = 0; i < raw.length(); i++) {
      int point = raw.codePointAt(i);
      boolean hidden = isHidden(point);
      if (hidden && safe == null) {
        safe = new StringBuilder(raw.length() + 16).append(raw, 0, i);
      }
      if (safe != null) {
        append(safe, point, hidden);
      }
      i += Character.charCount(point) - 1;
    }
    return safe == null ? raw : safe.toString();
  }

  private static boolean isHidden(int point) {
    if (point >= ' ' && point < 0x7f) {
      return false;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }

  private static void append(StringBuilder safe, int point, boolean hidden) {
    if (!hidden) {
      safe.appendCodePoint(point);
      return;
    }
    switch (point) {
      case '\n' -> safe.append("\\n");
      case '\r' -> safe.append("\\r");
      case '\t' -> safe.append("\\t");
      default -> safe.append(String.format("\\u%04X", point));
    }
  }
}
