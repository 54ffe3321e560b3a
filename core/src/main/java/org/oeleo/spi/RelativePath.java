package org.oeleo.spi;

import java.util.Optional;

/**
 * Where a file is, below the root of its connector. Immutable.
 *
 * <p>Segments are separated by {@code /}. A path is never absolute, has no empty, {@code .} or
 * {@code ..} segment, no NUL and no half of a surrogate pair; everything else that some store
 * accepts in a name (spaces, newlines, quotes, backslashes, emoji) is allowed. It is the one jail
 * for names: a connector turns every name it reads into a {@code RelativePath} and every
 * {@code RelativePath} into a name, and so never leaves its root. Compared as text, by UTF-16 code
 * units.
 */
public final class RelativePath implements Comparable<RelativePath> {
  private final String text;

  private RelativePath(String text) {
    this.text = text;
  }

  /**
   * A path the program itself made.
   *
   * @throws IllegalArgumentException if {@code text} is not a relative path as defined above
   */
  public static RelativePath of(String text) {
    Optional<String> flaw = flaw(text);
    if (flaw.isPresent()) {
      throw new IllegalArgumentException(Printable.name(text) + " " + flaw.get());
    }
    return new RelativePath(text);
  }

  /**
   * A path that a store listed or a person typed.
   *
   * @throws ConnectorException INVALID_NAME if {@code foreign} is not a relative path; the message
   *     says why and is safe to print
   */
  public static RelativePath parse(String foreign) throws ConnectorException {
    Optional<String> flaw = flaw(foreign);
    if (flaw.isPresent()) {
      throw new ConnectorException(Kind.INVALID_NAME, Printable.name(foreign) + " " + flaw.get());
    }
    return new RelativePath(foreign);
  }

  /** The path, if {@code foreign} is one. */
  public static Optional<RelativePath> ifValid(String foreign) {
    return flaw(foreign).isPresent() ? Optional.empty() : Optional.of(new RelativePath(foreign));
  }

  private static Optional<String> flaw(String text) {
    if (text.isEmpty()) {
      return Optional.of("is empty");
    }
    // An array, because every name passes here: one call for each character is most of the cost.
    char[] chars = text.toCharArray();
    int start = 0;
    for (int i = 0; i <= chars.length; i++) {
      if (i == chars.length || chars[i] == '/') {
        Optional<String> flaw = flawOfSegment(text, start, i);
        if (flaw.isPresent()) {
          return flaw;
        }
        start = i + 1;
      }
    }
    return flawOfCharacters(chars);
  }

  private static Optional<String> flawOfSegment(String text, int start, int end) {
    if (start == end) {
      return Optional.of("has an empty segment (a leading, trailing or double slash)");
    }
    boolean dots = text.charAt(start) == '.' && (end - start == 1 || text.charAt(start + 1) == '.');
    return dots && end - start <= 2
        ? Optional.of("has a '" + text.substring(start, end) + "' segment")
        : Optional.empty();
  }

  private static Optional<String> flawOfCharacters(char[] chars) {
    for (int i = 0; i < chars.length; i++) {
      char c = chars[i];
      if (c == '\0') {
        return Optional.of("holds a NUL");
      }
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        if (!isPair(chars, i)) {
          return Optional.of("holds half of a surrogate pair");
        }
        i++;
      }
    }
    return Optional.empty();
  }

  private static boolean isPair(char[] chars, int at) {
    return at + 1 < chars.length && Character.isSurrogatePair(chars[at], chars[at + 1]);
  }

  /** The last segment. */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** The folder this is in; empty directly below the root. */
  public Optional<RelativePath> parent() {
    int slash = text.lastIndexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(new RelativePath(text.substring(0, slash)));
  }

  /** The number of segments, at least 1. */
  public int depth() {
    int depth = 1;
    for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', slash + 1)) {
      depth++;
    }
    return depth;
  }

  /**
   * The entry called {@code segment} in this folder.
   *
   * @throws ConnectorException INVALID_NAME if {@code segment} is not one valid segment
   */
  public RelativePath child(String segment) throws ConnectorException {
    if (segment.indexOf('/') >= 0) {
      throw new ConnectorException(
          Kind.INVALID_NAME, Printable.name(segment) + " holds a '/' within one name");
    }
    parse(segment);
    return new RelativePath(text + "/" + segment);
  }

  /** The file called {@code name} in the same folder. */
  public RelativePath sibling(String name) {
    return of(text.substring(0, text.lastIndexOf('/') + 1) + name);
  }

  @Override
  public int compareTo(RelativePath other) {
    return text.compareTo(other.text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RelativePath path && text.equals(path.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /**
   * The path itself, {@code /}-separated. May hold control characters; to print it, see
   * {@link Printable}.
   */
  @Override
  public String toString() {
    return text;
  }
}
