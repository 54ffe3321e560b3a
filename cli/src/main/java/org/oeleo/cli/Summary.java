package org.oeleo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.event.Totals;
import org.oeleo.spi.Proof;

/** A report as a person reads it in one look; a pure function. */
final class Summary {
  private static final int MOST_NAMES = 10;
  private static final Set<Outcome> IDLE = Set.of(Outcome.UNCHANGED, Outcome.LOCKED);

  private final Verb verb;
  private final Report report;
  private final Map<Proof.Method, Long> proofs;
  private final List<String> lines = new ArrayList<>();

  private Summary(Verb verb, Report report, Map<Proof.Method, Long> proofs) {
    this.verb = verb;
    this.report = report;
    this.proofs = proofs;
  }

  /**
   * The lines.
   *
   * @param proofs how many files were verified how
   */
  static List<String> of(Verb verb, Report report, Map<Proof.Method, Long> proofs) {
    return new Summary(verb, report, proofs).lines();
  }

  private List<String> lines() {
    if (verb == Verb.CHECK) {
      // Counts of a check that never began would read as "all is in sync".
      if (report.ending() == Ending.COMPLETE || report.totals().considered() > 0) {
        check();
      }
    } else if (isIdle()) {
      lines.add(idle());
    } else {
      counts();
    }
    leftOut();
    return lines;
  }

  private boolean isIdle() {
    return report.ending() == Ending.COMPLETE
        && IDLE.containsAll(report.totals().files().keySet());
  }

  private String idle() {
    List<String> parts = new ArrayList<>();
    for (Outcome outcome : List.of(Outcome.UNCHANGED, Outcome.LOCKED)) {
      long count = report.totals().of(outcome);
      if (count > 0) {
        parts.add(Sizes.files(count) + " " + Fields.word(outcome));
      }
    }
    String what = parts.isEmpty() ? "there are no files" : String.join(", ", parts);
    return verb.idle() + ": " + what + " (" + Sizes.time(report.took()) + ")";
  }

  private void counts() {
    Totals totals = report.totals();
    copied(totals);
    line("Deleted", Outcome.DELETED, ", as they were on the other side");
    line("Would copy", Outcome.PLANNED, "");
    line("Adopted", Outcome.ADOPTED, " found equal at the destination");
    line("Marked", Outcome.MARKED, " as copied");
    line("Unchanged", Outcome.UNCHANGED, "");
    line(
        "Deferred",
        Outcome.DEFERRED,
        " still being written or held open; the next run looks again");
    line("Vanished", Outcome.VANISHED, " before they could be read");
    line("Locked", Outcome.LOCKED, " in the ledger");
    line("Removed", Outcome.REMOVED, " from the source, as they are safe at the destination");
    line("Archived", Outcome.ARCHIVED, " at the source, as they are safe at the destination");
    line("Retained", Outcome.RETAINED, " at the source");
    names(Outcome.RETAINED);
    line("Kept", Outcome.KEPT, " at the destination, where something else is");
    names(Outcome.KEPT);
    line("Failed", Outcome.FAILED, "");
    names(Outcome.FAILED);
    line("Set aside", Outcome.QUARANTINED, " after repeated failures; oeleo retry tries again now");
    names(Outcome.QUARANTINED);
  }

  private void copied(Totals totals) {
    long files = totals.of(Outcome.COPIED);
    if (files == 0) {
      return;
    }
    String verified = proofs.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> (proofs.size() == 1 ? "" : Sizes.count(e.getValue()) + " ")
            + ResultLine.proof(e.getKey()))
        .collect(Collectors.joining(", "));
    add(
        "Copied",
        Sizes.files(files) + ", " + Sizes.bytes(totals.bytesCopied()) + " in "
            + Sizes.time(report.took()) + " ("
            + Sizes.rate(Math.min(totals.bytesSent(), totals.bytesCopied()), report.took()) + ")"
            + (verified.isEmpty() ? "" : ", verified: " + verified));
  }

  private void line(String word, Outcome outcome, String remark) {
    long count = report.totals().of(outcome);
    if (count > 0) {
      add(word, Sizes.files(count) + remark);
    }
  }

  private void add(String word, String text) {
    lines.add(String.format("%-11s %s", word, text));
  }

  private void names(Outcome outcome) {
    List<Result> results =
        report.remarkable().stream().filter(r -> r.outcome() == outcome).toList();
    results.stream()
        .limit(MOST_NAMES)
        .forEach(result -> lines.add("  " + ResultLine.reason(result)));
    long more = report.totals().of(outcome) - Math.min(results.size(), MOST_NAMES);
    if (more > 0) {
      boolean remembered = outcome != Outcome.KEPT && outcome != Outcome.RETAINED;
      lines.add("  and " + Sizes.count(more) + " more"
          + (remembered ? "; oeleo ledger ls --failed" : ""));
    }
  }

  /** The wording of the original oeleo, then what it keeps to itself: which files. */
  private void check() {
    Totals totals = report.totals();
    long missing = totals.of(Outcome.MISSING);
    long differing = totals.of(Outcome.DIFFERENT);
    long paired = totals.of(Outcome.IN_SYNC) + totals.of(Outcome.ADOPTED) + differing;
    lines.add("REPORT (CHECK):");
    lines.add("-Total number of local files:    " + totals.considered());
    lines.add("-Files with external duplicates: " + paired);
    lines.add("-Files out of sync:              " + differing);
    for (Result result : report.remarkable()) {
      if (result.outcome().weight() != Outcome.Weight.GOOD) {
        lines.add(ResultLine.of(result));
      }
    }
    long listed = report.remarkable().stream()
        .filter(r -> Set.of(Outcome.MISSING, Outcome.DIFFERENT).contains(r.outcome()))
        .count();
    if (missing + differing > listed) {
      lines.add("and " + Sizes.count(missing + differing - listed) + " more");
    }
  }

  private void leftOut() {
    Totals totals = report.totals();
    if (totals.leftOut() > 0) {
      add(
          "Left out",
          Sizes.count(totals.leftOut()) + " (links and whatever else is no file; -v names them)");
    }
    if (totals.foldersNotEntered() > 0) {
      long count = totals.foldersNotEntered();
      lines.add(Sizes.count(count) + (count == 1 ? " folder below was" : " folders below were")
          + " not entered (OELEO_INCLUDE_SUBDIRS=false)");
    }
  }
}
