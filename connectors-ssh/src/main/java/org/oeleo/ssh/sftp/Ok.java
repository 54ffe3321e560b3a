package org.oeleo.ssh.sftp;

/** Says that the server did what it was asked for. Immutable. */
public enum Ok {
  OK
}
