package org.oeleo.ssh.sftp;

import java.io.IOException;

/** Says that the server refused one request; the connection goes on. */
public final class SftpException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Status status;

  SftpException(Status status, String message) {
    super(message);
    this.status = status;
  }

  /** Why, as far as the server says. */
  public Status status() {
    return status;
  }
}
