package org.oeleo.ssh.access;

/** What to do with a server that is not known. A known one that shows another key is refused. */
public enum HostKeyRule {
  /** Only servers in known_hosts. */
  STRICT,
  /** A server that is met for the first time is written to known_hosts. */
  ACCEPT_NEW,
  /** Anybody who answers; only what is marked as revoked is refused. Not to be chosen by a word. */
  INSECURE_ANY
}
