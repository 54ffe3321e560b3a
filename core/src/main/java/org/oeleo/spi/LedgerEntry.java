package org.oeleo.spi;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * What the ledger remembers of one file.
 *
 * @param path the key; for a row of the original oeleo its base name, whatever folder the file is
 *     in
 * @param code what the row asks for
 * @param processed when it was last recorded, local time without zone as the original keeps it
 * @param externalName where the copy is, for a person
 * @param checksum of the content both sides agreed on
 * @param local how the local side listed that content
 * @param external how the external side listed that content
 * @param proof how the agreement is known
 * @param failure what went wrong since
 * @param genuine whether the row was written by the original oeleo and never since by us
 */
public record LedgerEntry(
    RelativePath path,
    Code code,
    LocalDateTime processed,
    Optional<String> externalName,
    Optional<Checksum> checksum,
    Optional<Fingerprint> local,
    Optional<Fingerprint> external,
    Optional<Proof> proof,
    Optional<Failure> failure,
    boolean genuine) {

  /** How {@code side} listed the content both agreed on. */
  public Optional<Fingerprint> on(Side side) {
    return side == Side.LOCAL ? local : external;
  }

  /** The same, without the hash of the content. */
  public LedgerEntry withoutChecksum() {
    return new LedgerEntry(
        path,
        code,
        processed,
        externalName,
        Optional.empty(),
        local,
        external,
        proof,
        failure,
        genuine);
  }

  /** The same for {@code other}, knowing nothing of what both sides agreed on. */
  public LedgerEntry withoutAgreement(RelativePath other) {
    return new LedgerEntry(
        other,
        code,
        processed,
        externalName,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        failure,
        genuine);
  }
}
