package org.oeleo.command;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What in a command stands for something of the file it is run for. */
enum Placeholder {
  /** The file, as an absolute path of this machine: never an option, whatever it is called. */
  FILE(""),
  /** Its path at the destination, below the root there. */
  PATH("path"),
  /** The last part of that. */
  NAME("name"),
  /** The folder of that; {@code .} directly below the root. */
  DIR("dir"),
  /** The root of the destination, as it is configured. */
  TO("to");

  private final String word;

  Placeholder(String word) {
    this.word = word;
  }

  /** The one between the braces. */
  static Optional<Placeholder> of(String word) {
    return Arrays.stream(values()).filter(known -> known.word.equals(word)).findFirst();
  }

  /** All of them, as they are written. */
  static String all() {
    return Arrays.stream(values()).map(Placeholder::toString).collect(Collectors.joining(" "));
  }

  /** Whether it tells one file from another. */
  boolean namesFile() {
    return this == FILE || this == PATH || this == NAME;
  }

  /** Whether it is relative, so that it may begin as an option does. */
  boolean mayLookLikeOption() {
    return this == PATH || this == NAME || this == DIR;
  }

  @Override
  public String toString() {
    return "{" + word + "}";
  }
}
