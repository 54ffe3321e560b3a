package org.oeleo.sharepoint.service;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How text stands in addresses and forms. */
final class Texts {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private Texts() {}

  /** A part of a path: a plus is a plus. */
  static String decoded(String raw) {
    return form(raw.replace("+", "%2B"));
  }

  private static String form(String raw) {
    try {
      return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("Invalid escape in " + raw);
    }
  }

  static String encoded(String part) {
    StringBuilder text = new StringBuilder();
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && UNRESERVED.indexOf(b) >= 0) {
        text.append((char) b);
      } else {
        text.append(String.format("%%%02X", b));
      }
    }
    return text.toString();
  }

  /** A path whose parts are encoded and whose slashes are not. */
  static String encodedPath(String path) {
    return String.join(
        "/", Arrays.stream(path.split("/", -1)).map(Texts::encoded).toList());
  }

  /** The fields of a query or of a form. */
  static Map<String, String> fields(String raw) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : List.of(raw.split("&"))) {
      if (!field.isEmpty()) {
        int equals = field.indexOf('=');
        String name = equals < 0 ? field : field.substring(0, equals);
        fields.put(form(name), equals < 0 ? "" : form(field.substring(equals + 1)));
      }
    }
    return fields;
  }

  static List<String> parts(String path) {
    return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
  }
}
