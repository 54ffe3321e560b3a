package org.oeleo.cli;

import java.util.EnumMap;
import java.util.Map;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.cli.Session.Verbosity;
import org.oeleo.event.Event;
import org.oeleo.event.Listener;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.spi.Printable;
import org.oeleo.spi.Proof;

/** Tells a person what happens. Safe for many threads. */
final class TextOnlooker implements Onlooker {
  private final Screen screen;
  private final Listener progress;
  private final Verbosity verbosity;
  private final String prefix;
  private final Map<Proof.Method, Long> proofs = new EnumMap<>(Proof.Method.class);

  /**
   * Begins to look on.
   *
   * @param progress told of everything first
   * @param prefix put before each line; empty if there is only one worker
   */
  TextOnlooker(Screen screen, Listener progress, Verbosity verbosity, String prefix) {
    this.screen = screen;
    this.progress = progress;
    this.verbosity = verbosity;
    this.prefix = prefix;
  }

  @Override
  public void on(Event event) {
    progress.on(event);
    if (event instanceof Event.FileFinished finished) {
      finished(finished.result());
    } else if (event instanceof Event.FileRetried retried) {
      warn(Printable.name(retried.path()) + ": " + Printable.name(retried.reason())
          + "; trying again in " + Sizes.time(retried.delay()));
    } else if (event instanceof Event.Warned warned) {
      warn("warning: " + Printable.name(warned.text()));
    } else if (event instanceof Event.LeftOut leftOut) {
      say(
          Verbosity.FILES,
          "left out    " + Printable.name(leftOut.name()) + ": "
              + Printable.name(leftOut.reason()));
    } else if (event instanceof Event.RunStarted started) {
      synchronized (proofs) {
        proofs.clear();
      }
      say(
          Verbosity.FILES,
          Printable.name(started.source()) + " -> " + Printable.name(started.destination()));
    } else if (event instanceof Event.Waiting waiting) {
      say(
          Verbosity.FILES,
          "waiting at most " + Sizes.time(waiting.atMost()) + ": "
              + Printable.name(waiting.reason()));
    }
  }

  private void finished(Result result) {
    if (result.outcome() == Outcome.COPIED) {
      synchronized (proofs) {
        result.proof().ifPresent(method -> proofs.merge(method, 1L, Long::sum));
      }
    }
    if (result.outcome() == Outcome.FAILED) {
      screen.complain("oeleo: " + prefix + "failed: " + ResultLine.reason(result));
    } else if (says(level(result.outcome()))) {
      screen.say(prefix + ResultLine.of(result));
    }
  }

  private static Verbosity level(Outcome outcome) {
    return switch (outcome) {
      case PLANNED -> Verbosity.NORMAL;
      case COPIED,
          ADOPTED,
          MARKED,
          DELETED,
          REMOVED,
          ARCHIVED,
          RETAINED,
          KEPT,
          QUARANTINED,
          VANISHED,
          DEFERRED,
          FAILED -> Verbosity.FILES;
      case UNCHANGED, IN_SYNC, DIFFERENT, MISSING, LOCKED -> Verbosity.DECISIONS;
    };
  }

  @Override
  public void reported(Verb verb, Report report) {
    Map<Proof.Method, Long> counts;
    synchronized (proofs) {
      counts = Map.copyOf(proofs);
    }
    if (verbosity != Verbosity.QUIET) {
      Summary.of(verb, report, counts).forEach(line -> screen.say(prefix + line));
    }
    boolean ended = report.ending() != Ending.COMPLETE && report.ending() != Ending.SOME_FAILED;
    if (ended || (!report.message().isEmpty() && verbosity != Verbosity.QUIET)) {
      failed(report.message());
    }
  }

  @Override
  public void failed(String text) {
    screen.complain("oeleo: " + prefix + Printable.name(text));
  }

  private void warn(String text) {
    if (verbosity != Verbosity.QUIET) {
      screen.warn("oeleo: " + prefix + text);
    }
  }

  private void say(Verbosity least, String text) {
    if (says(least)) {
      screen.say(prefix + text);
    }
  }

  private boolean says(Verbosity least) {
    return verbosity.compareTo(least) >= 0;
  }
}
