package org.oeleo.cli;

/** The exit codes that no {@link org.oeleo.Ending} has. */
final class ExitCode {
  static final int OK = 0;
  static final int SOME_FAILED = 1;
  static final int USAGE = 2;
  static final int CONFIGURATION = 3;
  static final int FATAL = 7;
  static final int LEDGER_LOCKED = 75;
  static final int SIGNAL = 128;

  private ExitCode() {}
}
