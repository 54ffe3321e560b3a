package org.oeleo.plan;

/** How the contents of both sides compare, where both have changed. */
public enum Rivals {
  /** Nobody has looked. */
  UNSEEN,
  /** They are the same. */
  EQUAL,
  /** They differ, and the local one is the younger. */
  LOCAL_NEWER,
  /** They differ, and the external one is the younger, or both are of one time. */
  EXTERNAL_NEWER;

  Rivals mirrored() {
    return switch (this) {
      case LOCAL_NEWER -> EXTERNAL_NEWER;
      case EXTERNAL_NEWER -> LOCAL_NEWER;
      case UNSEEN, EQUAL -> this;
    };
  }
}
