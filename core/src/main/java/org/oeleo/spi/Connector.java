package org.oeleo.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One rooted tree of files somewhere. Every path is below the root.
 *
 * <p>Safe for many threads: the engine calls one connector from all its threads at once. It keeps
 * no temporary names, retries nothing and sleeps nowhere; that is the engine's. A connection that
 * broke fails its calls with UNREACHABLE, and the next call opens a new one. Whoever opened the
 * connector closes it; {@link #close} may be called from another thread, frees stuck calls, and may
 * be called twice. A call after {@code close} throws {@link ConnectorException} UNREACHABLE.
 */
public interface Connector extends AutoCloseable {
  /** What this connector can do; the same throughout its life, and answered without I/O. */
  Capabilities capabilities();

  /**
   * Makes sure that the root is there and usable, without writing.
   *
   * @throws ConnectorException UNREACHABLE (also a missing root), AUTHENTICATION, HOST_IDENTITY or
   *     ACCESS_DENIED
   */
  void ping() throws IOException;

  /**
   * Gives every file to {@code sink}, in no particular order, each once, on the calling thread.
   * Complete or throws: a root that is missing, a page that did not come, a folder that cannot be
   * read are errors, never "empty". What was given before an exception is true but not all; a
   * folder that cannot be read does not keep the others from being listed first.
   *
   * @throws ConnectorException UNREACHABLE (also a missing root), ACCESS_DENIED
   */
  void list(ListRequest request, EntrySink sink) throws IOException;

  /** The file as {@link #list} would give it; empty if there is no regular file of that name. */
  Optional<FileEntry> stat(RelativePath path) throws IOException;

  /**
   * The bytes from {@code offset} on; none at or past the end. The caller closes the stream.
   *
   * @throws ConnectorException NOT_FOUND, BUSY, ACCESS_DENIED or UNREACHABLE, here or from a read
   */
  InputStream read(RelativePath path, long offset) throws IOException;

  /**
   * Creates parents and replaces what is there. Returns what the store now holds. The root itself
   * is never made here. Durable on return where the store allows, or after {@link #sync} with
   * SYNC_IN_GROUPS. On an exception nothing is promised about {@code path}, except that with
   * ATOMIC_WRITE the old file is still whole.
   *
   * @throws ConnectorException NO_SPACE, ACCESS_DENIED, INVALID_NAME or UNREACHABLE, with
   *     CONDITIONAL_WRITE also CHANGED; the content may have been opened more than once
   */
  FileEntry write(RelativePath path, Content content) throws IOException;

  /**
   * Deletes a file; deleting what is not there succeeds. Never deletes a folder that holds
   * anything.
   */
  void delete(RelativePath path) throws IOException;

  /** Frees everything; afterwards every call fails. */
  @Override
  void close() throws IOException;

  /** The path as a person would find it in this store: {@code /srv/data/run_01.csv}. */
  default String locate(RelativePath path) {
    return path.toString();
  }

  /** What a person who looks for a problem wants to know of the other end. Writes nothing. */
  default List<Particular> particulars() throws IOException {
    return List.of();
  }

  /**
   * From how many bytes on files are written in another way, in parts say, for which other
   * permissions may be needed; empty if one way serves all. Answered without I/O.
   */
  default OptionalLong largeFrom() {
    return OptionalLong.empty();
  }

  /** Makes the missing root. Promised by {@link Capability#CREATE_ROOT}. */
  default void createRoot() throws IOException {
    throw unsupported("create its root");
  }

  /**
   * Gives {@code from} the name {@code to}, replacing what is there, creating parents; readers see
   * the old file whole or the new file whole. Returns what the store now holds there. Promised by
   * {@link Capability#MOVE}.
   *
   * @throws ConnectorException NOT_FOUND if {@code from} is not there
   */
  default FileEntry move(RelativePath from, RelativePath to) throws IOException {
    throw unsupported("move files");
  }

  /**
   * Deletes a folder that holds nothing, in one step; one that holds anything is left alone, and so
   * is whatever is no folder, a link to one included. Promised by {@link Capability#FOLDERS}.
   *
   * @return whether no folder of that name is there now
   */
  default boolean deleteFolder(RelativePath folder) throws IOException {
    throw unsupported("delete folders");
  }

  /**
   * Sets the modified time in the store's precision. Promised by {@link Capability#SET_MODIFIED}.
   */
  default void setModified(RelativePath path, Instant modified) throws IOException {
    throw unsupported("set modified times");
  }

  /**
   * The hash as the store knows or computes it, without sending the bytes here; empty if it cannot
   * name this one for this file. Promised by {@link Capabilities#hashes()}.
   *
   * @throws ConnectorException NOT_FOUND
   */
  default Optional<Checksum> checksum(RelativePath path, HashAlgorithm algorithm)
      throws IOException {
    return Optional.empty();
  }

  /**
   * Where this file is on this machine, whether or not it exists. Promised by
   * {@link Capability#LOCAL_FILES}.
   */
  default Optional<Path> localFile(RelativePath path) {
    return Optional.empty();
  }

  /** Bytes that may still be written. Promised by {@link Capability#FREE_SPACE}. */
  default long freeSpace() throws IOException {
    throw unsupported("tell its free space");
  }

  /**
   * An earlier write of {@code path} that kept this token will never be continued: frees what it
   * left, as far as that is possible. Does not fail.
   */
  default void giveUp(RelativePath path, String token) {}

  /**
   * Makes these files, written or moved before, survive a power loss, with content and name;
   * nothing to do where they do anyway. A file that is not there any more is passed over.
   *
   * @throws ConnectorException IO_ERROR or NO_SPACE if some of it may be lost
   */
  default void sync(Collection<RelativePath> paths) throws IOException {}

  private ConnectorException unsupported(String what) {
    return new ConnectorException(Kind.UNSUPPORTED, getClass().getSimpleName() + " cannot " + what);
  }
}
