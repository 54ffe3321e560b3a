package org.oeleo;

/** How a run ended; the numbers are the exit codes of the {@code oeleo} command. */
public enum Ending {
  /** All is done, or deferred to the next run. */
  COMPLETE(0),
  /** Some files failed. */
  SOME_FAILED(1),
  /** What the settings ask for cannot be done with these two ends. */
  MISCONFIGURED(3),
  /** The source is missing, or empty although it should not be. */
  SOURCE_GONE(4),
  /** The destination cannot be reached or is full. */
  DESTINATION_LOST(5),
  /** One end refused the credentials or is not who it should be. */
  IDENTITY(6),
  /** The ledger failed, or the program did. */
  FATAL(7),
  /** Somebody wished to stop. */
  CANCELLED(130);

  private final int exitCode;

  Ending(int exitCode) {
    this.exitCode = exitCode;
  }

  /** As the {@code oeleo} command exits. */
  public int exitCode() {
    return exitCode;
  }
}
