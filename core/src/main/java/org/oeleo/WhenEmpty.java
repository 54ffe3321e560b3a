package org.oeleo;

/** What it means that one end is empty although the ledger remembers files there. */
public enum WhenEmpty {
  /** Something is wrong with it (a disk that is not mounted): the run does nothing and says so. */
  PAUSE,
  /** Somebody cleaned up. */
  ACCEPT
}
