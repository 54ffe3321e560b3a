package org.oeleo.cli;

/** What was asked for cannot be done, as the message says; nothing is wrong with the program. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  RefusedException(String message) {
    super(message);
    exitCode = ExitCode.SOME_FAILED;
  }

  private RefusedException(String message, Throwable cause) {
    super(message, cause);
    exitCode = ExitCode.USAGE;
  }

  /** For an argument that cannot mean anything, whatever is in the ledger. */
  static RefusedException ofArgument(String message, Throwable cause) {
    return new RefusedException(message, cause);
  }

  int exitCode() {
    return exitCode;
  }
}
