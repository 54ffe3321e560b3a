package org.oeleo.ssh.sftp;

import java.io.IOException;

/** Says that the connection broke, was closed, timed out or cannot be trusted any more. */
public class ConnectionLostException extends IOException {
  private static final long serialVersionUID = 1L;

  ConnectionLostException(String message) {
    super(message);
  }

  ConnectionLostException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same for one more caller, with a stack trace of its own. */
  ConnectionLostException again() {
    return new ConnectionLostException(String.valueOf(getMessage()), this);
  }
}
