package org.oeleo.internal;

import java.io.IOException;
import java.util.Optional;
import org.oeleo.event.Outcome;
import org.oeleo.event.SideChange;
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

  DeleteWork(Bench bench) {
    this.ends = bench.ends();
    this.entries = bench.entries();
  }

  @Override
  public Done perform(Attempt attempt) throws IOException {
    Candidate candidate = attempt.candidate();
    RelativePath path = candidate.path();
    requireGone(path);
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
        new LedgerChange.Forgotten(path));
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
        .map(Done::of)
        .orElseGet(
            () -> entries.failed(candidate, candidate.result(Outcome.FAILED, failure), true));
  }
}
