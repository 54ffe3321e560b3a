package org.oeleo.internal;

/** What the destination held before the first file was sent. */
enum AtStart {
  /** Nothing: nobody need ask for a file that this pass has not sent. */
  EMPTY,
  /** Something, or nobody has looked. */
  FILLED
}
