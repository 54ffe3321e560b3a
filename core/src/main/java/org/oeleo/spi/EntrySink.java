package org.oeleo.spi;

/** Takes what a listing finds, on the thread that lists. */
public interface EntrySink {
  /** A regular file. */
  void file(FileEntry entry);

  /**
   * Something that is there but is not a file to be moved: a symbolic link, a device, a name that
   * is no {@link RelativePath}. Never followed, never silently dropped.
   *
   * @param name the name as the store spells it, unchecked
   * @param reason why, for a person: {@code symbolic link}
   */
  void leftOut(String name, String reason);

  /** A folder below which was not looked, because the request did not ask for it. */
  default void notEntered(String name) {}
}
