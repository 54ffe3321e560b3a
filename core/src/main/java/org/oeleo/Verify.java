package org.oeleo;

/** How a copy is proven. */
public enum Verify {
  /** By the strongest means the store has without a second transfer: its hash, else the size. */
  AUTO,
  /** As with AUTO, but by reading all bytes back where that would go by the size. */
  CONTENT,
  /** By size only. */
  SIZE,
  /** By a hash that the store names; a store that cannot is a configuration error. */
  HASH,
  /** By reading all bytes back and hashing them. */
  REREAD
}
