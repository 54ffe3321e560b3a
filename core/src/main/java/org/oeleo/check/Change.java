package org.oeleo.check;

/** How a file compares with what the ledger remembers of it. */
public enum Change {
  /** Nothing happened to it. */
  SAME,
  /** Its time or tag moved, its content did not. */
  TOUCHED,
  /** Its content is not what was agreed on. */
  CHANGED,
  /** The ledger remembers no agreement. */
  NEW
}
