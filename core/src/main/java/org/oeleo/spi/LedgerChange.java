package org.oeleo.spi;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/** One thing to write into the ledger. */
public sealed interface LedgerChange {
  /** The row it is about. */
  RelativePath path();

  /**
   * Both sides hold the same content now. Clears failure and pending transfer of the path, and sets
   * the code to {@link Code#COPY_IF_CHANGED} unless somebody locked the row meanwhile, or forced it
   * while the proof is still the old one.
   *
   * @param path the key of the row
   * @param replaces the genuine row that this one takes over, under its old key
   * @param processed when, local time without zone
   * @param externalName where the copy is
   * @param checksum of the content; empty if nothing was hashed
   * @param local how the local side lists it
   * @param external how the external side lists it
   * @param proof how the agreement is known
   */
  record Agreed(
      RelativePath path,
      Optional<RelativePath> replaces,
      LocalDateTime processed,
      String externalName,
      Optional<Checksum> checksum,
      Optional<Fingerprint> local,
      Optional<Fingerprint> external,
      Proof proof)
      implements LedgerChange {}

  /**
   * Bytes were sent; one line of the audit trail, never changed or deleted.
   *
   * @param path of the source
   * @param externalName where it went
   * @param size in bytes
   * @param modified time of the source
   * @param checksum of what was sent
   * @param proof how the arrival was proven
   * @param started when the transfer began
   * @param took how long it lasted, retries included
   * @param attempts how often it was tried, at least 1
   */
  record Transferred(
      RelativePath path,
      String externalName,
      long size,
      Instant modified,
      Optional<Checksum> checksum,
      Proof proof,
      Instant started,
      Duration took,
      int attempts)
      implements LedgerChange {}

  /**
   * A transfer is about to begin; forgotten by {@link Agreed} or {@link Ended}. Keeps an older
   * token of the same aside name.
   */
  record Begun(Pending pending) implements LedgerChange {
    @Override
    public RelativePath path() {
      return pending.path();
    }
  }

  /** A resume token for a pending transfer. */
  record Token(RelativePath path, String token) implements LedgerChange {
    /** Leaves the token out. */
    @Override
    public String toString() {
      return "Token[" + path + "]";
    }
  }

  /** A pending transfer left nothing at the destination. */
  record Ended(RelativePath path) implements LedgerChange {}

  /** The file failed in this run. Leaves code and agreement as they are. */
  record Failed(RelativePath path, Failure failure) implements LedgerChange {}

  /** The failures of the file are forgiven. */
  record Forgiven(RelativePath path) implements LedgerChange {}

  /** A person or {@code check} sets the code; makes the row if there is none. */
  record Coded(RelativePath path, Code code, LocalDateTime processed) implements LedgerChange {}

  /**
   * A comparison found the copy missing or different: the next run copies, unless the row is
   * locked, also if that came about meanwhile. Makes the row if there is none; forgives failures.
   */
  record Outdated(RelativePath path, LocalDateTime processed) implements LedgerChange {}

  /**
   * The source's file is about to be deleted or put into the archive, because it is safe wherever
   * it was to go: that it is gone will be no surprise. Until the next {@link Agreed},
   * {@link Remains} or {@link Forgotten} of the path. Another file may come by its name with the
   * same size and time, so that from now on the fingerprints of the row are not
   * {@linkplain Fingerprint#isReliable reliable}.
   *
   * @param at when
   */
  record Disposed(RelativePath path, Instant at) implements LedgerChange {}

  /** The source's file could not be {@linkplain Disposed disposed of} and is still there. */
  record Remains(RelativePath path) implements LedgerChange {}

  /** The row and its failures are removed; the audit trail stays. */
  record Forgotten(RelativePath path) implements LedgerChange {}
}
