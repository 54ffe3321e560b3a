package org.oeleo.sharepoint;

import java.util.HexFormat;
import java.util.Optional;

/**
 * Names that SharePoint does not take, written so that it does and read back without loss: what is
 * in the way becomes {@code ‛HH} (U+201B and two hexadecimal digits), and a U+201B that would be
 * read as such is doubled. {@code a:b} is kept as {@code a‛3Ab}.
 */
final class MappedName {
  private static final char QUOTE = '\u201b';
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private MappedName() {}

  /** The name under which {@code name} is kept; any other is kept under another. */
  static String toStore(String name) {
    StringBuilder kept = new StringBuilder(name.length() + 8);
    boolean reserved = NameRules.isReserved(name);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (isInTheWay(name, i, reserved)) {
        quote(kept, c);
      } else {
        kept.append(c);
        if (c == QUOTE && wouldBeMisread(name, i + 1, reserved)) {
          kept.append(QUOTE);
        }
      }
    }
    return kept.toString();
  }

  private static boolean isInTheWay(String name, int at, boolean reserved) {
    return NameRules.isForbidden(name.charAt(at))
        || isAtEdge(name, at)
        || (reserved && breaks(name, at));
  }

  private static void quote(StringBuilder kept, char c) {
    kept.append(QUOTE).append(HEX.toHexDigits((byte) c));
  }

  private static boolean isAtEdge(String name, int at) {
    char c = name.charAt(at);
    boolean first = at == 0;
    boolean last = at == name.length() - 1;
    return (c == ' ' && (first || last)) || (c == '.' && last);
  }

  /** Where a reserved name is broken up: at its first character, and in every {@code _vti_}. */
  private static boolean breaks(String name, int at) {
    return (at == 0 && name.charAt(0) < 0x80)
        || name.regionMatches(/* ignoreCase= */ true, at, "_vti_", 0, 5);
  }

  /** What comes next is, or will be, a quote or its digits. */
  private static boolean wouldBeMisread(String name, int next, boolean reserved) {
    return next < name.length()
        && (name.charAt(next) == QUOTE || isQuoted(name, next) || isInTheWay(name, next, reserved));
  }

  /** Two hexadecimal digits of an ASCII character. */
  private static boolean isQuoted(String text, int at) {
    return at + 1 < text.length()
        && "01234567".indexOf(text.charAt(at)) >= 0
        && "0123456789ABCDEF".indexOf(text.charAt(at + 1)) >= 0;
  }

  /** The name that is kept as {@code kept}; empty if none is. */
  static Optional<String> fromStore(String kept) {
    StringBuilder name = new StringBuilder(kept.length());
    for (int i = 0; i < kept.length(); i++) {
      char c = kept.charAt(i);
      if (c == QUOTE && isQuoted(kept, i + 1)) {
        name.append((char) HexFormat.fromHexDigits(kept, i + 1, i + 3));
        i += 2;
      } else {
        name.append(c);
        i += c == QUOTE && i + 1 < kept.length() && kept.charAt(i + 1) == QUOTE ? 1 : 0;
      }
    }
    String read = name.toString();
    return toStore(read).equals(kept) ? Optional.of(read) : Optional.empty();
  }
}
