package org.oeleo.cli;

/** What was asked for cannot be done, as the message says; nothing is wrong with the program. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }

  RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
