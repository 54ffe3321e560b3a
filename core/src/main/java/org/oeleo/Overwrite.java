package org.oeleo;

/**
 * What happens to a file at the destination that is not what we put there: somebody else's, or
 * edited since.
 */
public enum Overwrite {
  /** It is replaced, as the original oeleo does. */
  REPLACE,
  /** It stays; the source is not copied and reported as kept. */
  KEEP,
  /** It stays; the source is reported as failed. */
  FAIL
}
