package org.oeleo.filter;

import java.util.ArrayList;
import java.util.List;

/** Writes {@code {a,b}.csv} out as {@code a.csv} and {@code b.csv}. One thread, one pattern. */
final class Braces {
  private static final int MOST = 256;

  private final List<String> written = new ArrayList<>();

  private Braces() {}

  static List<String> writtenOut(String pattern) {
    Braces braces = new Braces();
    braces.write(pattern);
    return braces.written;
  }

  private void write(String pattern) {
    int open = find(pattern, 0, "{}");
    if (open < 0) {
      written.add(pattern);
      if (written.size() > MOST) {
        throw new IllegalArgumentException("stands for more than " + MOST + " patterns");
      }
      return;
    }
    if (pattern.charAt(open) == '}') {
      throw new IllegalArgumentException("has a } without a {");
    }
    int start = open + 1;
    int depth = 1;
    List<String> choices = new ArrayList<>();
    for (int at = find(pattern, start, "{,}"); at >= 0; at = find(pattern, at + 1, "{,}")) {
      depth += pattern.charAt(at) == '{' ? 1 : pattern.charAt(at) == '}' ? -1 : 0;
      if (depth == 0 || (depth == 1 && pattern.charAt(at) == ',')) {
        choices.add(pattern.substring(start, at));
        start = at + 1;
      }
      if (depth == 0) {
        String rest = pattern.substring(start);
        choices.forEach(choice -> write(pattern.substring(0, open) + choice + rest));
        return;
      }
    }
    throw new IllegalArgumentException("has a { that is never closed");
  }

  /**
   * The first of {@code wanted} from {@code from} on that is neither escaped nor between brackets.
   */
  private static int find(String pattern, int from, String wanted) {
    for (int i = from; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (wanted.indexOf(c) >= 0) {
        return i;
      }
      if (c == '\\') {
        i++;
      } else if (c == '[') {
        i = CharacterSet.end(pattern, i);
      }
    }
    return -1;
  }
}
