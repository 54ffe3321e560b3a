package org.oeleo.plan;

/** What is known of one side of a path. */
public enum State {
  /** Nobody looked. */
  UNSEEN,
  /** There is no such file. */
  ABSENT,
  /** It is there, and the ledger remembers no agreement on it. */
  NEW,
  /** It holds what was agreed on or, in adopt mode, what the other side holds. */
  SAME,
  /** It holds something else. */
  CHANGED
}
