package org.oeleo.filter;

import java.util.ArrayList;
import java.util.List;
import org.oeleo.spi.RelativePath;

/**
 * A pattern for paths, in the habits of rsync and rclone. Immutable.
 *
 * <p>{@code *} is any part of one name, {@code **} also goes across folders, {@code ?} is one
 * character, {@code [a-z]} and {@code [!a-z]} one of a set, <code>{a,b}</code> one or the other,
 * {@code \} takes the next character as it is. Without a {@code /} it is for the name alone, in any
 * folder; with one it is for the end of the path, with a {@code /} at its start for the whole path.
 * A {@code /} at its end means the folder and everything below.
 */
final class Glob {
  private static final int MOST_LETTERS = 1_000;

  private final String text;
  private final List<Sequence> choices;

  private Glob(String text, List<Sequence> choices) {
    this.text = text;
    this.choices = List.copyOf(choices);
  }

  /**
   * The pattern written as {@code text}.
   *
   * @throws IllegalArgumentException with what is wrong with it: {@code has a [ that is never
   *     closed}
   */
  static Glob of(String text, Case letters) {
    if (text.isEmpty() || text.equals("/")) {
      throw new IllegalArgumentException("is empty");
    }
    if (text.length() > MOST_LETTERS) {
      throw new IllegalArgumentException("is longer than " + MOST_LETTERS + " characters");
    }
    List<Sequence> choices = new ArrayList<>();
    for (String choice : Braces.writtenOut(text)) {
      choices.add(sequence(choice, letters));
    }
    return new Glob(text, choices);
  }

  private static Sequence sequence(String choice, Case letters) {
    boolean anchored = choice.startsWith("/");
    String pattern = anchored ? choice.substring(1) : choice;
    if (pattern.endsWith("/")) {
      pattern = pattern + "**";
    }
    List<Token> tokens = new PatternReader(pattern, letters).tokens();
    boolean nameOnly = !anchored && pattern.indexOf('/') < 0 && !tokens.contains(Token.RUN);
    if (!anchored && !nameOnly) {
      tokens.add(0, Token.FOLDERS);
    }
    return new Sequence(tokens, nameOnly);
  }

  boolean matches(RelativePath file) {
    String path = file.toString();
    return choices.stream().anyMatch(choice -> choice.matches(path));
  }

  /** Whether every file below {@code folder} is sure to match. */
  boolean covers(RelativePath folder) {
    String path = folder.toString();
    return choices.stream().anyMatch(choice -> choice.covers(path));
  }

  /** Whether some file below {@code folder} could match. */
  boolean mayMatchBelow(RelativePath folder) {
    String path = folder.toString();
    return choices.stream().anyMatch(choice -> choice.mayMatchBelow(path));
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
