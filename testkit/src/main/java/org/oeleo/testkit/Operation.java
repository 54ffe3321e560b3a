package org.oeleo.testkit;

/** What can be asked of a connector. */
public enum Operation {
  /** {@code ping}. */
  PING,
  /** {@code list}. */
  LIST,
  /** {@code stat}. */
  STAT,
  /** {@code read}. */
  READ,
  /** {@code write}. */
  WRITE,
  /** {@code delete}. */
  DELETE,
  /** {@code createRoot}. */
  CREATE_ROOT,
  /** {@code move}. */
  MOVE,
  /** {@code setModified}. */
  SET_MODIFIED,
  /** {@code checksum}. */
  CHECKSUM,
  /** {@code freeSpace}. */
  FREE_SPACE,
  /** {@code sync}. */
  SYNC,
  /** {@code close}. */
  CLOSE;

  /** Whether it changes what the store holds. */
  public boolean isChange() {
    return switch (this) {
      case WRITE, DELETE, CREATE_ROOT, MOVE, SET_MODIFIED -> true;
      case PING, LIST, STAT, READ, CHECKSUM, FREE_SPACE, SYNC, CLOSE -> false;
    };
  }
}
