package org.oeleo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.oeleo.event.Result;
import org.oeleo.event.Totals;

/**
 * What one pass did. Immutable.
 *
 * @param ending how it ended
 * @param message one line for a person on the ending: which end, what now; empty if complete
 * @param totals the counts
 * @param remarkable files that failed, differ, were kept or deferred: the first {@value #MOST} of
 *     them
 * @param started when it began
 * @param took how long it lasted
 */
public record Report(
    Ending ending,
    String message,
    Totals totals,
    List<Result> remarkable,
    Instant started,
    Duration took) {
  /** How many results a report keeps at most; the counts know them all. */
  public static final int MOST = 1000;

  /** Copies the list. */
  public Report {
    remarkable = List.copyOf(remarkable);
  }

  /** Of a pass that could not even begin. */
  public static Report withoutPass(String message) {
    return new Report(
        Ending.FATAL,
        message,
        new Totals(Map.of(), 0, 0, 0, 0, 0),
        List.of(),
        Instant.now(),
        Duration.ZERO);
  }
}
