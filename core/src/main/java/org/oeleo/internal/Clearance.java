package org.oeleo.internal;

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
  /** What the ledger says of a file. */
  enum Verdict {
    /** This very version was copied, and its content compared. */
    SAFE,
    /** It was not, or not yet; why is told elsewhere, by whoever is to copy it. */
    NOT_YET,
    /** It counts as copied, but nobody has ever compared the two. */
    UNPROVEN,
    /** Another version was copied and compared, or this one may be another that looks the same. */
    UNLIKE
  }

  private final Ends ends;

  Clearance(Ends ends) {
    this.ends = ends;
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
    return isCertain(known) ? Verdict.SAFE : Verdict.UNLIKE;
  }

  /** Whether no edit can hide behind an equal listing. */
  private boolean isCertain(LedgerEntry known) {
    return ends.source().capabilities().has(Capability.CONTENT_TAGS)
        || known.on(ends.sourceSide()).filter(Fingerprint::isReliable).isPresent();
  }
}
