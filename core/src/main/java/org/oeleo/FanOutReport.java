package org.oeleo;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.oeleo.spi.LedgerLockedException;

/**
 * What became of each worker of a {@link FanOut}. Immutable.
 *
 * @param parts in the order of the workers, at least one
 * @param disposal what became of the files at the source when all were through; empty if nothing
 *     was to become of them, or it could not be told which are safe
 */
public record FanOutReport(List<Part> parts, Optional<Report> disposal) {
  /** Copies the list. */
  public FanOutReport {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("no parts");
    }
  }

  /**
   * What became of one worker: there is either a report or a reason why there is none.
   *
   * @param report of its pass
   * @param failure what kept it from a report: a {@link org.oeleo.spi.LedgerException} if its
   *     ledger could not be opened, {@link LedgerLockedException} if another run has it, or else an
   *     error of the program
   */
  public record Part(Worker worker, Optional<Report> report, Optional<Throwable> failure) {
    /** Refuses both and neither. */
    public Part {
      if (report.isPresent() == failure.isPresent()) {
        throw new IllegalArgumentException("either a report or a failure");
      }
    }

    static Part of(Worker worker, Report report) {
      return new Part(worker, Optional.of(report), Optional.empty());
    }

    static Part failed(Worker worker, Throwable failure) {
      return new Part(worker, Optional.empty(), Optional.of(failure));
    }

    /** How it ended; {@link Ending#FATAL} without a report. */
    public Ending ending() {
      return report.map(Report::ending).orElse(Ending.FATAL);
    }

    /** Why there is no report, for a person; empty if there is one. */
    public String reason() {
      return failure
          .map(e -> Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName()))
          .orElse("");
    }

    /** Whether another run has its ledger. */
    public boolean isLocked() {
      return failure.filter(LedgerLockedException.class::isInstance).isPresent();
    }
  }

  /** The same with what became of the files at the source. */
  FanOutReport with(Optional<Report> disposed) {
    return new FanOutReport(parts, disposed);
  }

  /** The worst ending of them, the one with the highest exit code. */
  public Ending ending() {
    Ending worst = worst().ending();
    return disposal
        .map(Report::ending)
        .filter(ending -> ending.exitCode() > worst.exitCode())
        .orElse(worst);
  }

  /** The one with that ending; the first of several. */
  public Part worst() {
    Comparator<Part> worse = Comparator.comparing(part -> part.ending().exitCode());
    return parts.stream()
        .reduce((one, other) -> worse.compare(other, one) > 0 ? other : one)
        .orElseThrow();
  }
}
