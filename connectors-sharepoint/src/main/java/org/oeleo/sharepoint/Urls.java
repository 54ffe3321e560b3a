package org.oeleo.sharepoint;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Names as parts of an address: all but what RFC 3986 calls unreserved is written {@code %HH}, so
 * that {@code #}, {@code %} and {@code '} mean themselves.
 */
final class Urls {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Urls() {}

  /** Several names, separated by slashes. */
  static String path(List<String> names) {
    return names.stream().map(Urls::segment).collect(Collectors.joining("/"));
  }

  /** One name. */
  static String segment(String name) {
    StringBuilder written = new StringBuilder(name.length() + 16);
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isUnreserved(c)) {
        written.append(c);
      } else {
        written.append('%').append(HEX.toHexDigits(b));
      }
    }
    return written.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~".indexOf(c) >= 0;
  }
}
