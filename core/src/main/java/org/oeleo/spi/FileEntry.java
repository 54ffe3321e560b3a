package org.oeleo.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * A file as its own store lists it.
 *
 * @param path where it is
 * @param size in bytes, never negative
 * @param modified when its content last changed, in the precision of the store
 * @param touched the latest time at which the store saw anything happen to it (content, name,
 *     attributes, creation); equal to {@code modified} where the store knows no other
 * @param tag what else tells two versions apart (ETag, item id, inode and change time); opaque
 */
public record FileEntry(
    RelativePath path, long size, Instant modified, Instant touched, Optional<String> tag) {
  /** Refuses a negative size. */
  public FileEntry {
    if (size < 0) {
      throw new IllegalArgumentException("negative size: " + size);
    }
  }

  /** An entry of a store that knows size and modified time only. */
  public static FileEntry of(RelativePath path, long size, Instant modified) {
    return new FileEntry(path, size, modified, modified, Optional.empty());
  }

  /**
   * Whether size, time and tag are those of {@code other}, so that nothing has happened in between.
   */
  public boolean sameVersionAs(FileEntry other) {
    return size == other.size && modified.equals(other.modified) && tag.equals(other.tag);
  }
}
