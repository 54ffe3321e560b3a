package org.oeleo.command;

import java.util.ArrayList;
import java.util.List;

/**
 * A line cut into words, as people expect it and no shell does it: blanks separate, {@code '...'}
 * and {@code "..."} keep together, and nothing else means anything. A backslash is a backslash. One
 * thread, once.
 */
final class Words {
  private final String line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean open;

  private Words(String line) {
    this.line = line;
  }

  /**
   * The words; {@code ''} is an empty one.
   *
   * @throws IllegalArgumentException if a quote is never closed
   */
  static List<String> of(String line) {
    return new Words(line).cut();
  }

  private List<String> cut() {
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (c == '\'' || c == '"') {
        i = quoted(i) + 1;
      } else {
        plain(c);
        i++;
      }
    }
    end();
    return List.copyOf(words);
  }

  private void plain(char c) {
    if (Character.isWhitespace(c)) {
      end();
    } else {
      word.append(c);
      open = true;
    }
  }

  /** Takes everything up to the same quote; where that is. */
  private int quoted(int from) {
    int to = line.indexOf(line.charAt(from), from + 1);
    if (to < 0) {
      throw new IllegalArgumentException(
          "has a " + line.charAt(from) + " at character " + (from + 1) + " that is never closed");
    }
    word.append(line, from + 1, to);
    open = true;
    return to;
  }

  private void end() {
    if (open) {
      words.add(word.toString());
      word.setLength(0);
      open = false;
    }
  }
}
