package org.oeleo.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.oeleo.spi.Failure;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.LedgerEntry;

/** Which versions of files have failed too often of late. Immutable. */
record Resting(Job.Quarantine quarantine, Clock clock) {
  static Resting of(Job job) {
    return new Resting(job.safety().quarantine(), job.clock());
  }

  boolean isSetAside(Optional<LedgerEntry> row, FileEntry file) {
    return row.flatMap(LedgerEntry::failure)
        .filter(failure -> failure.concerns(file))
        .filter(failure -> failure.kind().blamesFile())
        .filter(failure -> failure.runs() >= quarantine.afterRuns())
        .filter(this::isResting)
        .isPresent();
  }

  private boolean isResting(Failure failure) {
    Instant now = clock.instant();
    // A failure that is still to come was noted by a clock that has been set back since.
    return !failure.at().isAfter(now) && failure.at().isAfter(now.minus(quarantine.rest()));
  }
}
