package org.oeleo.plan;

/** What happens where both sides have changed, each in its own way. */
public enum Conflict {
  /** The younger file gets the name. */
  NEWER,
  /** Times are not trusted: the external file, which others may have seen, keeps the name. */
  KEEP_BOTH,
  /** Nothing, until a person has decided; the file counts as failed. */
  FAIL
}
