package org.oeleo;

/** What it means for the other files that one has failed. */
public enum OnError {
  /** Nothing: they are sent all the same. */
  CONTINUE,
  /** No other is begun in this run; what is under way is finished. */
  STOP
}
