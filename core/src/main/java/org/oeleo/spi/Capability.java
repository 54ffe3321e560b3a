package org.oeleo.spi;

/**
 * What a connector promises beyond the minimum. The contract tests hold it to each promise, and to
 * refusing the rest.
 */
public enum Capability {
  /**
   * {@link Connector#write} publishes all or nothing under the very name it is given (S3,
   * SharePoint).
   */
  ATOMIC_WRITE,
  /**
   * {@link Connector#write} returns only after a hash that the store itself made of all it received
   * was compared with the hash of what was sent, by the store or by the connector; asking again
   * would tell nothing new.
   */
  VERIFIED_WRITE,
  /**
   * {@link Connector#write} fails with CHANGED, and leaves alone what is there, unless that is what
   * {@link Content#expects()} says, in one step with publishing the content.
   */
  CONDITIONAL_WRITE,
  /**
   * {@link Connector#move} replaces its target in one step: readers see the old file whole or the
   * new file whole.
   */
  MOVE,
  /**
   * {@link Connector#write} continues what an earlier write of the same content left; see
   * {@link Content#continues()}.
   */
  RESUME,
  /**
   * {@link Connector#write} keeps {@link Content#modified()} and {@link Connector#setModified}
   * works.
   */
  SET_MODIFIED,
  /**
   * Folders stay when the last file in them is gone, and {@link Connector#deleteFolder} deletes
   * them. Without it a folder is no more than what the names of files have in common.
   */
  FOLDERS,
  /** {@link Connector#localFile} names the file on this machine. */
  LOCAL_FILES,
  /** {@link Connector#freeSpace} is known. */
  FREE_SPACE,
  /** {@link Connector#createRoot} makes a missing root. */
  CREATE_ROOT,
  /**
   * What {@link Connector#write} wrote survives a power loss only after {@link Connector#sync},
   * which makes many files safe for little more than the price of one.
   */
  SYNC_IN_GROUPS,
  /**
   * The tag of a {@link FileEntry} changes with the content, however quickly one followed the
   * other: where it is the same, nothing needs to be read.
   */
  CONTENT_TAGS,
  /**
   * Each call waits for another machine rather than for a disk, so that many at once cost little
   * more than one. A trait to reckon with rather than a promise.
   */
  REMOTE,
  /**
   * Nothing that was written can be looked at again: {@link Connector#list},
   * {@link Connector#stat}, {@link Connector#read} and {@link Connector#delete} are refused, and
   * whoever took a file has the last word on it. A trait to reckon with rather than a promise.
   */
  WRITE_ONLY,
  /**
   * Folders directly below the root are listed like files without content, for whoever takes them
   * as they are from {@link Connector#localFile}. A trait to reckon with rather than a promise.
   */
  WHOLE_FOLDERS,
  /**
   * Names that differ only in case are one file here. A trait to reckon with rather than a promise.
   */
  CASE_INSENSITIVE
}
