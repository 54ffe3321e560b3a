package org.oeleo.ssh.sftp;

/** A file or folder that the server holds open. Immutable. */
public final class Handle {
  /** The protocol's bound. */
  static final int LONGEST = 256;

  private final byte[] id;
  private final byte[] path;

  Handle(byte[] id, byte[] path) {
    this.id = id;
    this.path = path;
  }

  byte[] id() {
    return id;
  }

  /** What was opened, for messages. */
  byte[] path() {
    return path;
  }
}
