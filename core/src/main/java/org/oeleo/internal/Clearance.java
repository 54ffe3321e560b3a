package org.oeleo.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Code;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Fingerprint;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.Proof;

/**
 * Whether the file at the source is safe at one destination, as far as the ledger knows. Immutable.
 */
final class Clearance {
  /** What the ledger says of a file, from well to bad. */
  enum Verdict {
    /** This very version was copied, and its content compared, in the present pass. */
    SAFE,
    /** The same in an earlier pass: whether the copy is still there has to be looked at. */
    SAFE_SOME_TIME_AGO,
    /** It counts as copied, but nobody has ever compared the two. */
    UNPROVEN,
    /** Another version was copied and compared, or this one may be another that looks the same. */
    UNLIKE,
    /** It was not copied, or not yet; why is told elsewhere, by whoever is to copy it. */
    NOT_YET;

    static Verdict worse(Verdict one, Verdict other) {
      return one.compareTo(other) > 0 ? one : other;
    }
  }

  private final Ends ends;
  private final Clock clock;
  private final Instant since;

  /**
   * By the ledgers as they are after a pass.
   *
   * @param since when it began, by {@code clock}
   */
  Clearance(Ends ends, Clock clock, Instant since) {
    this.ends = ends;
    this.clock = clock;
    this.since = since;
  }

  Verdict of(FileEntry file, Optional<LedgerEntry> row) {
    // A genuine row is found by base name, and may be about a file of that name in another folder.
    if (row.isEmpty() || !row.get().path().equals(file.path())) {
      return Verdict.NOT_YET;
    }
    LedgerEntry known = row.get();
    boolean settled = known.code() == Code.COPY_IF_CHANGED && known.failure().isEmpty();
    boolean same = known.genuine()
        || known.on(ends.sourceSide()).filter(then -> then.matches(file)).isPresent();
    if (!settled) {
      return Verdict.NOT_YET;
    }
    if (!same) {
      return Verdict.UNLIKE;
    }
    if (known.proof().map(Proof::method).filter(Proof.Method::isOfContent).isEmpty()) {
      return Verdict.UNPROVEN;
    }
    if (!isCertain(known)) {
      return Verdict.UNLIKE;
    }
    return isProvenNow(known) ? Verdict.SAFE : Verdict.SAFE_SOME_TIME_AGO;
  }

  /** A clock that was put back has proofs of days to come; those are old. */
  private boolean isProvenNow(LedgerEntry known) {
    return known
        .proof()
        .map(Proof::at)
        .filter(at -> !at.isBefore(since) && !at.isAfter(clock.instant()))
        .isPresent();
  }

  /** Whether no edit can hide behind an equal listing. */
  private boolean isCertain(LedgerEntry known) {
    return ends.source().capabilities().has(Capability.CONTENT_TAGS)
        || known.on(ends.sourceSide()).filter(Fingerprint::isReliable).isPresent();
  }
}
