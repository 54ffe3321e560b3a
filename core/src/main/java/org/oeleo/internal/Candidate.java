package org.oeleo.internal;

import java.time.Instant;
import java.util.Optional;
import org.oeleo.check.Checker;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.spi.Code;
import org.oeleo.spi.Connector;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.Pending;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/**
 * A file of the source together with what the ledger knows of it. Immutable.
 *
 * @param entry as listed
 * @param seen when it was listed
 * @param target where it goes
 * @param location the target, for a person
 * @param remembered its row, or the genuine row of its base name
 * @param leftover the transfer of it that was cut off before
 * @param mark the temporary name of this version of it, once it is to be transferred
 * @param there what the other side held when it was listed; unseen where it is not listed
 */
record Candidate(
    FileEntry entry,
    Instant seen,
    RelativePath target,
    String location,
    Optional<LedgerEntry> remembered,
    Optional<Pending> leftover,
    Optional<RelativePath> mark,
    View there) {

  /** The same, to be transferred. */
  Candidate marked(RelativePath temporary) {
    return new Candidate(
        entry, seen, target, location, remembered, leftover, Optional.of(temporary), there);
  }

  /** The same, to be copied to a name that nothing has yet. */
  Candidate keptAs(RelativePath name, Connector store) {
    return new Candidate(
        entry,
        seen,
        name,
        store.locate(name),
        remembered,
        Optional.empty(),
        Optional.empty(),
        new View.Absent());
  }

  RelativePath path() {
    return entry.path();
  }

  Code code() {
    return remembered.map(LedgerEntry::code).orElse(Code.COPY_IF_CHANGED);
  }

  /** Whether the row found is the original's, under its base name, and not this path's own. */
  boolean inherits() {
    return remembered.filter(row -> !row.path().equals(path())).isPresent();
  }

  /** What was agreed on for {@code side}; empty if there never was an agreement. */
  Optional<Checker.Memory> memory(Side side, Connector store) {
    return remembered
        .filter(row -> !inherits() || speaksOfTarget(row))
        .flatMap(row -> Remembered.of(row, side, store));
  }

  /**
   * Of all files of one base name the original remembers only the last it copied, and where to. Any
   * other of the same content has never been copied.
   */
  private boolean speaksOfTarget(LedgerEntry row) {
    String copied = "/" + row.externalName().orElse("");
    return copied.replace('\\', '/').endsWith(("/" + target).replace('\\', '/'));
  }

  /** An outcome that a failure explains. */
  Result result(Outcome outcome, SideException failure) {
    return result(outcome).because(failure.reason()).of(failure.kind());
  }

  Result result(Outcome outcome) {
    return Result.of(path(), location, entry.size(), outcome);
  }
}
