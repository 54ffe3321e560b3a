package org.oeleo.settings;

/** Values of settings as a message may show them. */
final class Shown {
  private static final int MOST = 200;

  private Shown() {}

  /** {@code ***} for a secret. */
  static String value(Setting<?> setting, String text) {
    return setting.isSecret() ? "***" : text(text);
  }

  /** On one line, cut if long, and without the password of a URI: {@code sftp://user:***@host}. */
  static String text(String text) {
    String line = withoutPassword(text)
        .codePoints()
        .map(c -> isHidden(c) ? '?' : c)
        .limit(MOST)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
    return text.codePointCount(0, text.length()) > MOST ? line + "..." : line;
  }

  private static boolean isHidden(int point) {
    int type = Character.getType(point);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }

  private static String withoutPassword(String text) {
    int scheme = text.indexOf("://");
    if (scheme < 0) {
      return text;
    }
    int start = scheme + "://".length();
    int slash = text.indexOf('/', start);
    String authority = text.substring(start, slash < 0 ? text.length() : slash);
    int colon = authority.indexOf(':');
    int at = authority.lastIndexOf('@');
    if (colon < 0 || at < colon) {
      return text;
    }
    return text.substring(0, start + colon + 1) + "***" + text.substring(start + at);
  }
}
