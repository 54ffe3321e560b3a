package org.oeleo.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.oeleo.event.Outcome;
import org.oeleo.event.SideChange;
import org.oeleo.spi.Code;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.RelativePath;

/**
 * Deletes, on the side that candidates come from, what was deleted on the other; after one more
 * look at both. Safe for many threads.
 */
final class DeleteWork implements Work {
  private final Ends ends;
  private final Entries entries;
  private final LetterCase twins;

  /** Looks out for {@code twins} of the names to be deleted. */
  DeleteWork(Bench bench, LetterCase twins) {
    this.twins = twins;
    this.ends = bench.ends();
    this.entries = bench.entries();
  }

  @Override
  public Done perform(Attempt attempt) throws IOException {
    Candidate candidate = attempt.candidate();
    if (candidate.code() == Code.LOCKED) {
      return entries.ended(candidate, candidate.result(Outcome.LOCKED));
    }
    RelativePath path = candidate.path();
    requireGone(path);
    if (isOneWithItsTwin(candidate)) {
      return new Done(
          Optional.of(candidate.result(Outcome.KEPT).because(LetterCase.REASON)),
          List.of(new LedgerChange.Ended(path), new LedgerChange.Forgotten(path)),
          List.of(),
          Optional.empty());
    }
    SideException.on(ends.sourceSide(), () -> {
      Optional<FileEntry> now = ends.source().stat(path);
      if (now.filter(entry -> !entry.sameVersionAs(candidate.entry())).isPresent()) {
        throw new ConnectorException(Kind.CHANGED, "changed before it was deleted");
      }
      ends.source().delete(path);
      return path;
    });
    return Done.of(
        candidate
            .result(Outcome.DELETED)
            .of(new SideChange(SideChange.Operation.DELETED, ends.destinationSide())),
        new LedgerChange.Forgotten(path),
        new LedgerChange.Ended(path));
  }

  /**
   * Whether the name to be deleted and one that differs from it in case only are one file: of a
   * store that does not tell letter cases apart, which not every one admits.
   */
  private boolean isOneWithItsTwin(Candidate candidate) throws SideException {
    Optional<RelativePath> twin = twins.of(candidate.path());
    if (twin.isEmpty()) {
      return false;
    }
    return SideException.on(
        ends.sourceSide(),
        () -> ends.source()
            .stat(twin.get())
            .filter(other -> other.size() == candidate.entry().size())
            .filter(other -> other.modified().equals(candidate.entry().modified()))
            .filter(other -> other.tag().equals(candidate.entry().tag()))
            .isPresent());
  }

  private void requireGone(RelativePath path) throws SideException {
    SideException.on(ends.destinationSide(), () -> {
      if (ends.destination().stat(path).isPresent()) {
        throw new ConnectorException(Kind.CHANGED, "is back on the other side");
      }
      return path;
    });
  }

  @Override
  public Done giveUp(Attempt attempt, SideException failure) {
    Candidate candidate = attempt.candidate();
    return JudgeWork.Unfinished.of(candidate, failure)
        .map(result -> entries.ended(candidate, result))
        .orElseGet(
            () -> entries.failed(candidate, candidate.result(Outcome.FAILED, failure), false));
  }
}
