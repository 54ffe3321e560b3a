package org.oeleo.ssh.access;

/** How a server's key compares with what is known of that server. */
public enum Standing {
  /** It is the key that is known. */
  KNOWN,
  /** Nothing is known of this server. */
  UNKNOWN,
  /** Another key of this type is known: perhaps another server answers. */
  CHANGED,
  /** Only keys of other types are known, none of which the server shows. */
  OTHER_TYPE,
  /** The key is marked as stolen or given up. */
  REVOKED
}
