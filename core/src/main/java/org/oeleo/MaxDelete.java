package org.oeleo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many files one pass may delete. More than that is taken for an accident: a disk that is not
 * mounted, a folder that was moved, an attack. Immutable.
 */
public sealed interface MaxDelete {
  /** Whether so many of the files that were in sync may go. */
  boolean allows(long deletions, long known);

  /** So many. */
  record Count(long files) implements MaxDelete {
    @Override
    public boolean allows(long deletions, long known) {
      return deletions <= files;
    }

    @Override
    public String toString() {
      return Long.toString(files);
    }
  }

  /** So many of a hundred; of few files always {@value #ALWAYS}, but not all there are. */
  record Share(int percent) implements MaxDelete {
    /** A share of a handful of files would forbid what people do every day. */
    static final int ALWAYS = 10;

    @Override
    public boolean allows(long deletions, long known) {
      boolean few = deletions <= ALWAYS && (deletions < known || known <= 1);
      return few || deletions * 100 <= known * percent;
    }

    @Override
    public String toString() {
      return percent + "%";
    }
  }

  /** Half of them. */
  static MaxDelete standard() {
    return new Share(50);
  }

  /**
   * {@code 50%} or {@code 200}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static MaxDelete parse(String text) {
    Matcher matcher = Pattern.compile("(\\d{1,9})(%?)").matcher(text.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("is neither a number nor a share such as 50%");
    }
    int number = Integer.parseInt(matcher.group(1));
    if (matcher.group(2).isEmpty()) {
      return new Count(number);
    }
    if (number > 100) {
      throw new IllegalArgumentException("is more than 100%");
    }
    return new Share(number);
  }
}
