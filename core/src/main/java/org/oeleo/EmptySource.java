package org.oeleo;

/** What an empty source folder means when the ledger remembers files from it. */
public enum EmptySource {
  /** Something is wrong with it (a disk that is not mounted): the run does nothing and says so. */
  PAUSE,
  /** Somebody cleaned up. */
  ACCEPT
}
