package org.oeleo.cli;

import java.util.Collection;
import java.util.Map;

/** Names and values as JSON (RFC 8259) on one line, safe to print on a terminal. */
final class Json {
  private final StringBuilder text = new StringBuilder();

  private Json() {}

  static String of(Map<String, ?> object) {
    return new Json().value(object).toString();
  }

  private Json value(Object value) {
    if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    if (value instanceof Collection<?> all) {
      return array(all);
    }
    if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
      text.append("null");
    } else if (value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else {
      string(value.toString());
    }
    return this;
  }

  private Json object(Map<?, ?> map) {
    char before = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      text.append(before);
      string(entry.getKey().toString());
      text.append(':');
      value(entry.getValue());
      before = ',';
    }
    text.append(map.isEmpty() ? "{}" : "}");
    return this;
  }

  private Json array(Collection<?> all) {
    text.append('[');
    String before = "";
    for (Object one : all) {
      text.append(before);
      value(one);
      before = ",";
    }
    text.append(']');
    return this;
  }

  private void string(String raw) {
    text.append('"');
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> character(c);
      }
    }
    text.append('"');
  }

  private void character(char c) {
    if (c >= ' ' && c < 0x7f) {
      text.append(c);
      return;
    }
    int type = Character.getType(c);
    boolean hidden = type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
    text.append(hidden ? String.format("\\u%04x", (int) c) : c);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
