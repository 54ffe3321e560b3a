package org.oeleo.filter;

import java.util.ArrayList;
import java.util.List;

/** Turns the text of a pattern without braces into tokens. One thread, one pattern. */
final class PatternReader {
  private final String pattern;
  private final Case letters;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  PatternReader(String pattern, Case letters) {
    this.pattern = pattern;
    this.letters = letters;
  }

  List<Token> tokens() {
    while (at < pattern.length()) {
      switch (pattern.charAt(at)) {
        case '*' -> readStars();
        case '?' -> readAny();
        case '[' -> readSet();
        case '\\' -> readEscaped();
        default -> readLetter();
      }
    }
    return tokens;
  }

  private void readStars() {
    int start = at;
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    if (at - start == 1) {
      tokens.add(Token.RUN_IN_NAME);
      return;
    }
    boolean wholeSegment = start == 0 || pattern.charAt(start - 1) == '/';
    if (wholeSegment && at < pattern.length() && pattern.charAt(at) == '/') {
      at++;
      tokens.add(Token.FOLDERS);
    } else {
      tokens.add(Token.RUN);
    }
  }

  private void readAny() {
    at++;
    tokens.add(Token.one(c -> c != '/'));
  }

  private void readSet() {
    int end = CharacterSet.end(pattern, at);
    tokens.add(Token.one(CharacterSet.of(pattern.substring(at + 1, end), letters)));
    at = end + 1;
  }

  private void readEscaped() {
    at++;
    if (at == pattern.length()) {
      throw new IllegalArgumentException("ends in a \\ with nothing behind it");
    }
    readLetter();
  }

  private void readLetter() {
    int point = pattern.codePointAt(at);
    at += Character.charCount(point);
    int folded = letters.fold(point);
    Case how = letters;
    tokens.add(Token.one(c -> how.fold(c) == folded));
  }
}
