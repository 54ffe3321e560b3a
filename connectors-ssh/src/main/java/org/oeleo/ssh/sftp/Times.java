package org.oeleo.ssh.sftp;

import java.time.Instant;

/**
 * Both times of a file, to the second. Immutable.
 *
 * @param accessed from 1970 to 2106; a fraction of a second is cut off
 * @param modified from 1970 to 2106; a fraction of a second is cut off
 */
public record Times(Instant accessed, Instant modified) {
  private static final long LAST = 0xffffffffL;

  /** @throws IllegalArgumentException if one of them cannot be told in version 3 */
  public Times {
    requireTellable(accessed);
    requireTellable(modified);
  }

  /** Whether a file on the server can carry this time. */
  public static boolean canTell(Instant time) {
    return time.getEpochSecond() >= 0 && time.getEpochSecond() <= LAST;
  }

  private static void requireTellable(Instant time) {
    if (!canTell(time)) {
      throw new IllegalArgumentException("not between 1970 and 2106: " + time);
    }
  }
}
