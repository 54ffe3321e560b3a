package org.oeleo.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.oeleo.Report;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Writes down what happens, for whoever asks later. Safe for many threads. */
final class LogOnlooker implements Onlooker {
  private final String worker;
  private final Logger log;
  private final boolean decisions;

  /**
   * Begins to look on.
   *
   * @param worker what it is called
   * @param verbosity with decisions, files that need nothing are written down like others
   */
  LogOnlooker(String worker, Logger log, Session.Verbosity verbosity) {
    this.worker = worker;
    this.log = log;
    this.decisions = verbosity == Session.Verbosity.DECISIONS;
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.FileFinished finished) {
      result(finished.result());
    } else if (event instanceof Event.Warned || event instanceof Event.FileRetried) {
      write(Level.WARN, event);
    } else if (!(event instanceof Event.FileProgressed)
        && !(event instanceof Event.FileStarted)
        && !(event instanceof Event.Queued)
        && !(event instanceof Event.Surveyed found && !found.complete())) {
      write(Level.INFO, event);
    }
  }

  private void result(Result result) {
    boolean idle = switch (result.outcome()) {
      case UNCHANGED, LOCKED, IN_SYNC -> true;
      case COPIED,
          ADOPTED,
          MARKED,
          DELETED,
          REMOVED,
          ARCHIVED,
          RETAINED,
          PLANNED,
          DIFFERENT,
          MISSING,
          DEFERRED,
          VANISHED,
          KEPT,
          FAILED,
          QUARANTINED -> false;
    };
    if (idle && !decisions && !log.isDebugEnabled()) {
      return;
    }
    boolean bad = result.outcome().weight() != Outcome.Weight.GOOD;
    Level good = idle && !decisions ? Level.DEBUG : Level.INFO;
    write(bad ? Level.WARN : good, "file-finished", Fields.of(result));
  }

  @Override
  public void reported(Verb verb, Report report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("verb", Fields.word(verb));
    fields.put("exitCode", report.ending().exitCode());
    fields.put("ending", Fields.word(report.ending()));
    fields.put("message", report.message());
    boolean ended = report.ending().exitCode() > ExitCode.SOME_FAILED;
    write(ended ? Level.ERROR : Level.INFO, "report", fields);
  }

  @Override
  public void failed(String text) {
    write(Level.ERROR, "failed", Map.of("text", text));
  }

  private void write(Level level, Event event) {
    write(level, Fields.word(event.getClass()), Fields.of((Record) event));
  }

  private void write(Level level, String event, Map<String, Object> fields) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("worker", worker);
    all.putAll(fields);
    log.atLevel(level).log(LogLine.of(event, all));
  }
}
