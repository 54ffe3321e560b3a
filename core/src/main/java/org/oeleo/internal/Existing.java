package org.oeleo.internal;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.oeleo.Overwrite;
import org.oeleo.check.Change;
import org.oeleo.event.Outcome;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Code;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.Proof;

/**
 * Decides what a file that is at the destination already means for a copy. Safe for many threads.
 */
final class Existing {
  private final Ends ends;
  private final Comparison comparison;
  private final Overwrite overwrite;
  private final Entries entries;
  private final AtStart atStart;

  Existing(Comparison comparison, Overwrite overwrite, Entries entries, AtStart atStart) {
    this.atStart = atStart;
    this.ends = comparison.ends();
    this.comparison = comparison;
    this.overwrite = overwrite;
    this.entries = entries;
  }

  /** Whether what is at the destination has to be looked at again in the last moment. */
  boolean mattersToTheEnd(Candidate candidate) {
    return overwrite != Overwrite.REPLACE || wasSeen(candidate);
  }

  private static boolean wasSeen(Candidate candidate) {
    return !(candidate.there() instanceof View.Unseen);
  }

  /**
   * The result, if the file need not or must not be sent; {@code found} words it if it is equal.
   */
  Optional<Done> settle(Attempt attempt, Change change, Function<Entries.Agreement, Done> found)
      throws IOException {
    Candidate candidate = attempt.candidate();
    if (wasSeen(candidate)) {
      return asSeen(attempt, found);
    }
    if (ends.sendsUnseen()) {
      return Optional.empty();
    }
    boolean mayBeThere = mayBeThere(attempt);
    boolean needless = change != Change.NEW || atStart == AtStart.EMPTY;
    if (!mayBeThere && overwrite == Overwrite.REPLACE && needless) {
      return Optional.empty();
    }
    Optional<FileEntry> there =
        SideException.on(ends.destinationSide(), () -> ends.destination().stat(candidate.target()));
    if (there.isEmpty()) {
      return Optional.empty();
    }
    boolean forced = candidate.code() == Code.COPY && !mayBeThere;
    Optional<HashAlgorithm> cheap = comparison.cheap();
    Optional<Checksum> same = forced || cheap.isEmpty()
        ? Optional.empty()
        : comparison.sameContent(candidate, there.get(), cheap.get());
    if (same.isPresent()) {
      Entries.Agreement agreement = new Entries.Agreement(same, there, Proof.Method.ADOPTED);
      return Optional.of(found.apply(agreement));
    }
    // Where files are written in place, a part that was cut off is at the target itself.
    boolean part = mayBeThere && ends.writesInPlace();
    return overwrite == Overwrite.REPLACE || part || isOurs(candidate, there.get())
        ? Optional.empty()
        : Optional.of(refuse(candidate));
  }

  private static boolean mayBeThere(Attempt attempt) {
    return !attempt.isFirst() || attempt.candidate().leftover().isPresent();
  }

  /**
   * Only what was listed there may be replaced: what somebody has done since is looked at first.
   */
  private Optional<Done> asSeen(Attempt attempt, Function<Entries.Agreement, Done> found)
      throws IOException {
    Candidate candidate = attempt.candidate();
    Optional<FileEntry> seen = candidate.there().present().map(View.Present::entry);
    Optional<FileEntry> now =
        SideException.on(ends.destinationSide(), () -> ends.destination().stat(candidate.target()));
    boolean untouched = now.isPresent() == seen.isPresent()
        && now.filter(entry -> !entry.sameVersionAs(seen.orElseThrow())).isEmpty();
    if (untouched) {
      return Optional.empty();
    }
    if (now.isPresent()) {
      HashAlgorithm algorithm = comparison.cheap().orElse(comparison.preferred());
      Optional<Checksum> same = comparison.sameContent(candidate, now.get(), algorithm);
      if (same.isPresent()) {
        return Optional.of(found.apply(new Entries.Agreement(same, now, Proof.Method.ADOPTED)));
      }
    }
    // Where files are written in place, a part that was cut off is at the target itself.
    if (now.isPresent() && mayBeThere(attempt) && ends.writesInPlace()) {
      return Optional.empty();
    }
    throw new SideException(
        ends.destinationSide(),
        new ConnectorException(
            Kind.CHANGED, candidate.location() + " changed meanwhile; the next run looks again"));
  }

  private Done refuse(Candidate candidate) throws SideException {
    String text =
        candidate.location() + " is there already, and oeleo did not put it there like this";
    if (overwrite == Overwrite.KEEP) {
      return entries.ended(candidate, candidate.result(Outcome.KEPT).because(text));
    }
    throw new SideException(
        ends.destinationSide(),
        new ConnectorException(Kind.REJECTED, text + " (OELEO_OVERWRITE=fail)"));
  }

  /** Whether it is, untouched, what we put there. */
  private boolean isOurs(Candidate candidate, FileEntry there) throws IOException {
    Optional<LedgerEntry> row = candidate.remembered().filter(r -> !candidate.inherits());
    if (row.flatMap(r -> r.on(ends.destinationSide()))
        .filter(f -> f.matches(there))
        .isPresent()) {
      return true;
    }
    Optional<Checksum> agreed = row.flatMap(LedgerEntry::checksum);
    if (agreed.isEmpty() || !Hasher.isCheap(ends.destination(), agreed.get().algorithm())) {
      return false;
    }
    return comparison
        .atDestination(candidate.target(), agreed.get().algorithm())
        .matches(agreed.get());
  }
}
