package org.oeleo.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Failure;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Fingerprint;
import org.oeleo.spi.Kind;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/** Words what became of a file as entries for the ledger. Safe for many threads. */
final class Entries {
  private final Clock clock;
  private final Side source;
  private final Job.Quarantine quarantine;

  Entries(Job job) {
    this.clock = job.clock();
    this.source = job.route().source();
    this.quarantine = job.safety().quarantine();
  }

  /** What both ends agree on, and how that is known. */
  record Agreement(Optional<Checksum> checksum, Optional<FileEntry> arrived, Proof.Method method) {
    Agreement provenBy(Proof.Method other) {
      return new Agreement(checksum, arrived, other);
    }
  }

  /** The file was sent. */
  Done copied(Attempt attempt, Agreement agreement) {
    Candidate candidate = attempt.candidate();
    LedgerChange.Agreed agreed = agreed(candidate, agreement);
    LedgerChange.Transferred audit = new LedgerChange.Transferred(
        candidate.path(),
        candidate.location(),
        candidate.entry().size(),
        candidate.entry().modified(),
        agreement.checksum(),
        agreed.proof(),
        attempt.begun(),
        Duration.between(attempt.begun(), clock.instant()),
        attempt.number());
    Result result =
        candidate.result(Outcome.COPIED).proven(agreement.checksum(), agreement.method());
    return new Done(
        Optional.of(result), List.of(agreed, audit), List.of(candidate.target()), Optional.empty());
  }

  /** Both ends were found to hold the same, without sending. */
  Done adopted(Candidate candidate, Agreement agreement, Outcome outcome) {
    Result result = candidate.result(outcome).proven(agreement.checksum(), agreement.method());
    return new Done(
        Optional.of(result),
        List.of(agreed(candidate, agreement)),
        List.of(candidate.target()),
        Optional.empty());
  }

  private LedgerChange.Agreed agreed(Candidate candidate, Agreement agreement) {
    Instant now = clock.instant();
    Optional<Fingerprint> from = Optional.of(Fingerprint.of(candidate.entry(), candidate.seen()));
    Optional<Fingerprint> to = agreement.arrived().map(entry -> Fingerprint.of(entry, now));
    return new LedgerChange.Agreed(
        candidate.path(),
        replaced(candidate, agreement.checksum()),
        LocalDateTime.now(clock),
        candidate.location(),
        agreement.checksum(),
        source == Side.LOCAL ? from : to,
        source == Side.LOCAL ? to : from,
        new Proof(agreement.method(), now));
  }

  /** A genuine row found by base name is this file's only if it speaks of the same content. */
  private static Optional<RelativePath> replaced(Candidate candidate, Optional<Checksum> checksum) {
    return candidate
        .remembered()
        .filter(row -> candidate.inherits())
        .filter(row -> row.checksum().isPresent() && checksum.isPresent())
        .filter(row -> row.checksum().get().matches(checksum.get()))
        .map(LedgerEntry::path);
  }

  /**
   * The content is the one agreed on, only listed differently now; a genuine row becomes ours by
   * this.
   */
  Done touched(Candidate candidate) {
    LedgerEntry row = candidate.remembered().orElseThrow();
    Instant now = clock.instant();
    Optional<Fingerprint> from = Optional.of(Fingerprint.of(candidate.entry(), candidate.seen()));
    LedgerChange.Agreed agreed = new LedgerChange.Agreed(
        candidate.path(),
        candidate.inherits() ? Optional.of(row.path()) : Optional.empty(),
        row.processed(),
        row.externalName().orElse(candidate.location()),
        row.checksum(),
        source == Side.LOCAL ? from : row.local(),
        source == Side.LOCAL ? row.external() : from,
        row.proof().orElse(new Proof(Proof.Method.INHERITED, now)));
    return Done.of(candidate.result(Outcome.UNCHANGED), agreed);
  }

  /** Both sides still hold what was agreed on, only listed differently now. */
  Done agreedAgain(Candidate candidate, FileEntry there) {
    LedgerEntry row = candidate.remembered().orElseThrow();
    Proof.Method method = row.proof().map(Proof::method).orElse(Proof.Method.INHERITED);
    return Done.of(
        candidate.result(Outcome.UNCHANGED),
        agreed(candidate, new Agreement(row.checksum(), Optional.of(there), method)));
  }

  /** Counts as copied from now on. */
  Done marked(Candidate candidate) {
    Agreement nothingSeen = new Agreement(Optional.empty(), Optional.empty(), Proof.Method.MARKED);
    return Done.of(candidate.result(Outcome.MARKED), agreed(candidate, nothingSeen));
  }

  /** Nothing came of it, and nothing is left at the destination. */
  Done ended(Candidate candidate, Result result) {
    return Done.of(result, new LedgerChange.Ended(candidate.path()));
  }

  /** Still set aside. */
  Done quarantined(Candidate candidate) {
    Failure failure = candidate.remembered().flatMap(LedgerEntry::failure).orElseThrow();
    String why = "set aside after " + failure.runs() + " failed runs: " + failure.reason()
        + "; tried again when it changes, after a rest, or by 'oeleo retry'";
    // What was sent before it was set aside is continued when its rest is over.
    return unfinished(
        candidate,
        candidate.result(Outcome.QUARANTINED).because(why).of(failure.kind()),
        candidate.leftover().isPresent());
  }

  /** Left for the next run, without blame. */
  Done unfinished(Candidate candidate, Result result, boolean partStays) {
    return partStays ? Done.of(result) : ended(candidate, result);
  }

  /** Failed in this run. */
  Done failed(Candidate candidate, Result result, boolean partStays) {
    Kind kind = result.kind().orElse(Kind.IO_ERROR);
    FileEntry entry = candidate.entry();
    int before = candidate
        .remembered()
        .flatMap(LedgerEntry::failure)
        .filter(failure -> failure.concerns(entry))
        .map(Failure::runs)
        .orElse(0);
    int runs = kind.retry() == Kind.Retry.NEVER
        ? Math.max(before + 1, quarantine.afterRuns())
        : before + 1;
    Failure failure = new Failure(
        runs, kind, result.reason().orElse(""), clock.instant(), entry.size(), entry.modified());
    List<LedgerChange> changes = new ArrayList<>();
    changes.add(new LedgerChange.Failed(candidate.path(), failure));
    if (!partStays) {
      changes.add(new LedgerChange.Ended(candidate.path()));
    }
    return new Done(Optional.of(result), changes, List.of(), Optional.empty());
  }
}
