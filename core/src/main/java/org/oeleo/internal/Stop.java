package org.oeleo.internal;

import org.oeleo.Ending;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/** Why a pass cannot go on. */
record Stop(Ending ending, String message) {
  /** What the failure of one whole side means. */
  static Stop of(Side failed, Side source, SideException failure) {
    String end = failed == source ? "source" : "destination";
    String message = end + ": " + failure.reason();
    Kind kind = failure.kind();
    return switch (kind) {
      case AUTHENTICATION, HOST_IDENTITY -> new Stop(Ending.IDENTITY, message);
      // Of a whole side: its settings or its root ask for what there is not.
      case REJECTED, UNSUPPORTED, INVALID_NAME -> new Stop(Ending.MISCONFIGURED, message);
      case NOT_FOUND,
          CHANGED,
          BUSY,
          CORRUPTED,
          THROTTLED,
          IO_ERROR,
          ACCESS_DENIED,
          NO_ROOM,
          EXHAUSTED,
          UNREACHABLE,
          NO_SPACE ->
        new Stop(failed == source ? Ending.SOURCE_GONE : Ending.DESTINATION_LOST, message);
    };
  }

  /** The failure itself says why. */
  static Stop because(Ending ending, Throwable failure) {
    String message = failure.getMessage();
    return new Stop(ending, message == null ? failure.toString() : message);
  }

  /** A file has failed, and that is to be the end. */
  static Stop atFirstFailure(RelativePath path) {
    return new Stop(
        Ending.SOME_FAILED,
        "stopped because " + Printable.name(path) + " failed (OELEO_ON_ERROR=stop); the next run"
            + " goes on from here");
  }

  /** Whether what is under way is still to be finished. */
  boolean isInOrder() {
    return ending == Ending.SOME_FAILED;
  }

  static Stop cancelled() {
    return new Stop(Ending.CANCELLED, "stopped on request; the next run goes on from here");
  }
}
