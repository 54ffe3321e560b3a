package org.oeleo.plan;

/** What to do with one path. */
public enum Action {
  /** Nothing: all is well, or there is nothing to do it with. */
  LEAVE,
  /** Nothing, because the row is locked. */
  LEAVE_LOCKED,
  /** Nothing, because the file is set aside after repeated failures. */
  LEAVE_QUARANTINED,
  /** Nothing, because both sides have changed and nobody may decide which one counts. */
  LEAVE_IN_CONFLICT,
  /** Bring the local file to the external side. */
  COPY_TO_EXTERNAL,
  /** Bring the external file to the local side. */
  COPY_TO_LOCAL,
  /** Both sides hold something of their own: find out how the two compare, and ask again. */
  COMPARE,
  /** Keep the external file under a conflict name, then bring the local one to its place. */
  LOCAL_WINS,
  /** Keep the local file under a conflict name, then bring the external one to its place. */
  EXTERNAL_WINS,
  /** Delete the local file, as the external one was. */
  DELETE_LOCAL,
  /** Delete the external file, as the local one was. */
  DELETE_EXTERNAL,
  /** Drop the row: the file is on neither side any more. */
  FORGET,
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
      case LOCAL_WINS -> EXTERNAL_WINS;
      case EXTERNAL_WINS -> LOCAL_WINS;
      case DELETE_LOCAL -> DELETE_EXTERNAL;
      case DELETE_EXTERNAL -> DELETE_LOCAL;
      case LEAVE,
          LEAVE_LOCKED,
          LEAVE_QUARANTINED,
          LEAVE_IN_CONFLICT,
          COMPARE,
          FORGET,
          ADOPT,
          FORCE,
          REMEMBER,
          MARK -> this;
    };
  }

  /** Whether bytes have to be sent. */
  public boolean copies() {
    return this == COPY_TO_EXTERNAL || this == COPY_TO_LOCAL;
  }
}
