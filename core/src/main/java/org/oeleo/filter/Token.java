package org.oeleo.filter;

import java.util.function.IntPredicate;

/**
 * One step of a pattern.
 *
 * @param kind how often it applies
 * @param takes which characters it stands for
 */
record Token(Kind kind, IntPredicate takes) {
  /** Any part of one name: {@code *}. */
  static final Token RUN_IN_NAME = new Token(Kind.RUN, c -> c != '/');

  /** Anything, slashes too: {@code **}. */
  static final Token RUN = new Token(Kind.RUN, c -> true);

  /** Any number of whole folders, none too: {@code **}{@code /}. */
  static final Token FOLDERS = new Token(Kind.FOLDERS, c -> true);

  enum Kind {
    /** Exactly one character. */
    ONE,
    /** Any number of characters. */
    RUN,
    /** Nothing, or anything that ends in a slash. */
    FOLDERS
  }

  static Token one(IntPredicate takes) {
    return new Token(Kind.ONE, takes);
  }
}
