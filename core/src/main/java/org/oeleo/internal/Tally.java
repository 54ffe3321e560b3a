package org.oeleo.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.oeleo.Report;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.event.Totals;

/** Counts. One thread at a time. */
final class Tally {
  private static final Set<Outcome> REMARKABLE = EnumSet.of(
      Outcome.FAILED,
      Outcome.QUARANTINED,
      Outcome.DEFERRED,
      Outcome.KEPT,
      Outcome.RETAINED,
      Outcome.DIFFERENT,
      Outcome.MISSING);

  private final Map<Outcome, Long> files = new EnumMap<>(Outcome.class);
  private final List<Result> remarkable = new ArrayList<>();
  private long bytesCopied;
  private long leftOut;
  private long filtered;
  private long foldersNotEntered;

  void add(Result result) {
    files.merge(result.outcome(), 1L, Long::sum);
    if (result.outcome() == Outcome.COPIED) {
      bytesCopied += result.size();
    }
    if (REMARKABLE.contains(result.outcome()) && remarkable.size() < Report.MOST) {
      remarkable.add(result);
    }
  }

  void leftOut() {
    leftOut++;
  }

  void filtered() {
    filtered++;
  }

  void folderNotEntered() {
    foldersNotEntered++;
  }

  List<Result> remarkable() {
    return remarkable;
  }

  Totals totals(long bytesSent) {
    return new Totals(files, bytesCopied, bytesSent, leftOut, filtered, foldersNotEntered);
  }
}
