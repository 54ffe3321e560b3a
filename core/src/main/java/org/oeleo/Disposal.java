package org.oeleo;

/**
 * What becomes of a file at the source once it is safe wherever it was to go: every copy was
 * compared with it, byte for byte or by hash, and it has not changed since. Immutable.
 *
 * <p>Files that belong to a folder of a day ({@code OELEO_DATED_UNIT=folder}) go when all files of
 * that folder are safe, and the folder after them if nothing is left in it.
 */
public sealed interface Disposal {
  /** It stays. */
  record Keep() implements Disposal {}

  /** It is deleted. */
  record Delete() implements Disposal {}

  /** It is moved into a folder of the source, with its own folders; nothing there is replaced. */
  record Archive(ArchiveFolder folder) implements Disposal {}

  /** It stays. */
  static Disposal keep() {
    return new Keep();
  }

  /** It is deleted. */
  static Disposal delete() {
    return new Delete();
  }

  /**
   * It is moved into this folder of the source.
   *
   * @throws IllegalArgumentException if it is none; see {@link ArchiveFolder#parse}
   */
  static Disposal archive(String folder) {
    return new Archive(ArchiveFolder.parse(folder));
  }
}
