package org.oeleo.spi;

/** What must be at a path for a write to take its place. Immutable. */
public sealed interface Expectation {
  /** Whatever is there, or nothing. */
  record Anything() implements Expectation {}

  /** No file. */
  record Nothing() implements Expectation {}

  /**
   * This version and no other.
   *
   * @param entry as the store listed it, with a tag
   */
  record Version(FileEntry entry) implements Expectation {
    /** Refuses an entry that nothing tells from another version. */
    public Version {
      if (entry.tag().isEmpty()) {
        throw new IllegalArgumentException("an expected version needs a tag: " + entry.path());
      }
    }
  }
}
