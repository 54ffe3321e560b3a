package org.oeleo.ssh.access;

import java.util.ArrayList;
import java.util.List;

/** A line of ssh_config taken apart: {@code Keyword value "a value"} or {@code Keyword=value}. */
final class ConfigWords {
  private ConfigWords() {}

  /** The words; none for an empty line or a comment. */
  static List<String> of(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (Character.isWhitespace(c) || (c == '=' && words.size() == 1)) {
        at++;
      } else if (c == '#') {
        return words;
      } else {
        at = add(words, line, at);
      }
    }
    return words;
  }

  private static int add(List<String> words, String line, int from) {
    if (line.charAt(from) == '"') {
      int end = line.indexOf('"', from + 1);
      end = end < 0 ? line.length() : end;
      words.add(line.substring(from + 1, end));
      return end + 1;
    }
    int end = from;
    while (end < line.length() && !ends(line.charAt(end), words.isEmpty())) {
      end++;
    }
    words.add(line.substring(from, end));
    return end;
  }

  private static boolean ends(char c, boolean inKeyword) {
    return Character.isWhitespace(c) || (inKeyword && c == '=');
  }
}
