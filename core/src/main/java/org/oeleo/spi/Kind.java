package org.oeleo.spi;

/**
 * What went wrong, as far as it decides what happens next. The engine acts on this alone, never on
 * message text.
 */
public enum Kind {
  /** The file is not there (any more). */
  NOT_FOUND(Scope.FILE, Retry.NEXT_RUN),
  /** The file changed while it was worked on. */
  CHANGED(Scope.FILE, Retry.NEXT_RUN),
  /** Somebody else holds the file open or locked. */
  BUSY(Scope.FILE, Retry.NEXT_RUN),
  /** What arrived is not what was sent. */
  CORRUPTED(Scope.FILE, Retry.NOW),
  /** The store asks to slow down; see {@link ConnectorException#retryAfter()}. */
  THROTTLED(Scope.FILE, Retry.NOW),
  /** Reading or writing failed for a reason the store does not name (a bad disk, say). */
  IO_ERROR(Scope.FILE, Retry.NOW),
  /** Permission is missing for this file or folder. */
  ACCESS_DENIED(Scope.FILE, Retry.NEXT_RUN),
  /** The store has no room for this file at present; a smaller one may fit. */
  NO_ROOM(Scope.FILE, Retry.NEXT_RUN),
  /** The store cannot hold a file of this name. */
  INVALID_NAME(Scope.FILE, Retry.NEVER),
  /** The store cannot do this at all. */
  UNSUPPORTED(Scope.FILE, Retry.NEVER),
  /** The store understood and said no. */
  REJECTED(Scope.FILE, Retry.NEXT_RUN),
  /** The connector's own SDK has retried already and given up. */
  EXHAUSTED(Scope.FILE, Retry.NEXT_RUN),
  /** Nobody answers, the connection broke, or the root is missing. */
  UNREACHABLE(Scope.CONNECTION, Retry.NOW),
  /** The credentials are refused. */
  AUTHENTICATION(Scope.CONNECTION, Retry.NEVER),
  /** The other end is not who it should be. */
  HOST_IDENTITY(Scope.CONNECTION, Retry.NEVER),
  /** The store is full or over quota. */
  NO_SPACE(Scope.CONNECTION, Retry.NEXT_RUN);

  /** What a failure makes useless. */
  public enum Scope {
    /** This file only; the others go on. */
    FILE,
    /** Everything on this connection; the run ends. */
    CONNECTION
  }

  /** When trying again makes sense. */
  public enum Retry {
    /** Soon, after a back-off. */
    NOW,
    /** Not in this run. */
    NEXT_RUN,
    /** Not until a person has changed something. */
    NEVER
  }

  private final Scope scope;
  private final Retry retry;

  Kind(Scope scope, Retry retry) {
    this.scope = scope;
    this.retry = retry;
  }

  /** What this failure makes useless. */
  public Scope scope() {
    return scope;
  }

  /**
   * Whether the file itself may be to blame, so that after enough of it it is set aside. Missing
   * permission, little room, a store that is overtaxed and somebody who has the file open are not
   * its fault.
   */
  public boolean blamesFile() {
    return switch (this) {
      case ACCESS_DENIED, NO_ROOM, THROTTLED, EXHAUSTED, BUSY -> false;
      case NOT_FOUND,
          CHANGED,
          CORRUPTED,
          IO_ERROR,
          INVALID_NAME,
          UNSUPPORTED,
          REJECTED,
          UNREACHABLE,
          AUTHENTICATION,
          HOST_IDENTITY,
          NO_SPACE -> true;
    };
  }

  /** When trying again makes sense. */
  public Retry retry() {
    return retry;
  }
}
