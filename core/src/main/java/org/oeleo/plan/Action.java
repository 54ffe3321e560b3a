package org.oeleo.plan;

/** What to do with one path. */
public enum Action {
  /** Nothing: all is well, or there is nothing to do it with. */
  LEAVE,
  /** Nothing, because the row is locked. */
  LEAVE_LOCKED,
  /** Nothing, because the file is set aside after repeated failures. */
  LEAVE_QUARANTINED,
  /** Bring the local file to the external side. */
  COPY_TO_EXTERNAL,
  /** Bring the external file to the local side. */
  COPY_TO_LOCAL,
  /** Write into the ledger that both sides agree. */
  ADOPT,
  /** Write into the ledger that the next run must copy. */
  FORCE,
  /** Make sure the ledger has a row; a new one asks for copying, an old one stays as it is. */
  REMEMBER,
  /** Write into the ledger that the file counts as copied, without looking at the other side. */
  MARK;

  /** The same with the sides swapped. */
  Action mirrored() {
    return switch (this) {
      case COPY_TO_EXTERNAL -> COPY_TO_LOCAL;
      case COPY_TO_LOCAL -> COPY_TO_EXTERNAL;
      case LEAVE, LEAVE_LOCKED, LEAVE_QUARANTINED, ADOPT, FORCE, REMEMBER, MARK -> this;
    };
  }

  /** Whether bytes have to be sent. */
  public boolean copies() {
    return this == COPY_TO_EXTERNAL || this == COPY_TO_LOCAL;
  }
}
