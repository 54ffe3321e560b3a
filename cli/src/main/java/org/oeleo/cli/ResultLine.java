package org.oeleo.cli;

import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.spi.Printable;
import org.oeleo.spi.Proof;

/** What became of one file, on one line. */
final class ResultLine {
  private ResultLine() {}

  /** {@code copied run_01.csv 1.2 MiB verified: read back}. */
  static String of(Result result) {
    StringBuilder line = new StringBuilder();
    line.append(String.format("%-11s ", word(result.outcome())));
    line.append(Printable.name(result.path()));
    if (result.outcome() == Outcome.COPIED || result.outcome() == Outcome.PLANNED) {
      line.append("  ").append(Sizes.bytes(result.size()));
    }
    result.proof().ifPresent(method -> line.append("  verified: ").append(proof(method)));
    if (result.reason().isPresent()) {
      line.append(": ").append(Printable.name(result.reason().get()));
    }
    return line.append(attempts(result)).toString();
  }

  /** {@code run_01.csv: permission denied (tried 4 times)}. */
  static String reason(Result result) {
    return Printable.name(result.path())
        + result.reason().map(text -> ": " + Printable.name(text)).orElse("")
        + attempts(result);
  }

  private static String attempts(Result result) {
    return result.attempts() > 1 ? " (tried " + result.attempts() + " times)" : "";
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case PLANNED -> "would copy";
      case DIFFERENT -> "differs";
      case COPIED,
          ADOPTED,
          UNCHANGED,
          MARKED,
          DELETED,
          REMOVED,
          ARCHIVED,
          RETAINED,
          IN_SYNC,
          MISSING,
          LOCKED,
          DEFERRED,
          VANISHED,
          KEPT,
          FAILED,
          QUARANTINED -> Fields.word(outcome).replace('-', ' ');
    };
  }

  static String proof(Proof.Method method) {
    return switch (method) {
      case SIZE -> "by size";
      case HASH -> "by the store's hash";
      case RECEIVED -> "by the store on receipt";
      case REREAD -> "read back";
      case ALTERED -> "altered by the store on receipt";
      case ACCEPTED -> "not at all, accepted";
      case ADOPTED -> "both sides hashed";
      case MARKED -> "not at all, marked";
      case INHERITED -> "by the original oeleo";
    };
  }
}
