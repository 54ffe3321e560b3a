package org.oeleo.filter;

import java.util.List;

/**
 * A pattern without alternatives. Immutable.
 *
 * <p>Matched by following all ways through the pattern at once, never by trying and going back: the
 * cost is at most the length of the pattern times that of the path, whatever either of them holds.
 */
final class Sequence {
  private final Token[] tokens;
  private final boolean nameOnly;

  /** {@code nameOnly}: whether the pattern is for the last segment alone. */
  Sequence(List<Token> tokens, boolean nameOnly) {
    this.tokens = tokens.toArray(Token[]::new);
    this.nameOnly = nameOnly;
  }

  boolean matches(String path) {
    return after(nameOnly ? path.substring(path.lastIndexOf('/') + 1) : path)[tokens.length];
  }

  /** Whether every file below {@code folder} is sure to match. */
  boolean covers(String folder) {
    int last = tokens.length - 1;
    if (last < 0 || tokens[last].kind() != Token.Kind.RUN) {
      return false;
    }
    if (nameOnly) {
      return last == 0;
    }
    boolean[] states = after(folder + "/");
    boolean anything = states[last] && tokens[last].takes().test('/');
    boolean anyName = last > 0 && states[last - 1] && tokens[last - 1].kind() == Token.Kind.FOLDERS;
    return anything || anyName;
  }

  /** Whether some file below {@code folder} could match. */
  boolean mayMatchBelow(String folder) {
    if (nameOnly) {
      return true;
    }
    boolean[] states = after(folder + "/");
    for (int i = 0; i < tokens.length; i++) {
      if (states[i]) {
        return true;
      }
    }
    return false;
  }

  /**
   * Before which tokens one can stand when {@code text} has been read; the last place is the end.
   */
  private boolean[] after(String text) {
    boolean[] now = new boolean[tokens.length + 1];
    boolean[] next = new boolean[tokens.length + 1];
    int furthest = stand(now, 0);
    int at = 0;
    while (at < text.length() && furthest >= 0) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      furthest = step(now, next, point, furthest);
      boolean[] spare = now;
      now = next;
      next = spare;
    }
    return now;
  }

  /** Empties {@code now}; returns the furthest place that is reached, -1 if no way is left. */
  private int step(boolean[] now, boolean[] next, int point, int furthest) {
    int reached = -1;
    for (int i = 0; i <= furthest; i++) {
      boolean here = now[i];
      now[i] = false;
      if (!here || i == tokens.length || !tokens[i].takes().test(point)) {
        continue;
      }
      switch (tokens[i].kind()) {
        case ONE -> reached = Math.max(reached, stand(next, i + 1));
        case RUN -> reached = Math.max(reached, stand(next, i));
        case FOLDERS -> {
          // Within a folder's name one must not go on; only behind its slash.
          next[i] = true;
          reached = Math.max(reached, point == '/' ? stand(next, i + 1) : i);
        }
      }
    }
    return reached;
  }

  /**
   * Stands before token {@code i}, and before what follows as long as that may be left out; returns
   * the furthest place.
   */
  private int stand(boolean[] states, int i) {
    int at = i;
    states[at] = true;
    while (at < tokens.length && tokens[at].kind() != Token.Kind.ONE) {
      at++;
      states[at] = true;
    }
    return at;
  }
}
