package org.oeleo.event;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.oeleo.filter.Dated;
import org.oeleo.spi.Proof;

/**
 * Tells how far each day is, in steps of ten percent, in the words of circadian-scp-upload:
 *
 * <pre>
 * 2015-01-16: starting
 * 2015-01-16: 5 files missing in dst
 * 2015-01-16:  20.00 % (1/5) uploaded
 * …
 * 2015-01-16: 100.00 % (5/5) uploaded (finished)
 * 2015-01-16: checksums match
 * 2015-01-16: finished removing source
 * 2015-01-16: successful
 * </pre>
 *
 * <p>It has to look on at a plan first, or it does not know how many files a day has:
 * {@code worker.plan()}, then {@code worker.run()}, both with this as a listener. Safe for many
 * threads; lines come one at a time.
 */
public final class DayByDay implements Listener {
  private static final int STEP = 10;

  private final Dated days;
  private final Consumer<String> info;
  private final Consumer<String> error;
  private final Map<LocalDate, Day> counts = new TreeMap<>();
  private boolean planned;

  /**
   * Begins to look on.
   *
   * @param days how files belong to days
   * @param info told what goes well
   * @param error told what does not
   */
  public DayByDay(Dated days, Consumer<String> info, Consumer<String> error) {
    this.days = days;
    this.info = info;
    this.error = error;
  }

  @Override
  public synchronized void on(Event event) {
    if (event instanceof Event.FileFinished finished) {
      Optional<LocalDate> day = days.day(finished.result().path());
      day.ifPresent(date -> counts.computeIfAbsent(date, Day::new).finished(finished.result()));
    } else if (event instanceof Event.RunFinished) {
      if (planned) {
        counts.values().forEach(Day::conclude);
        counts.clear();
      } else {
        counts.values().forEach(Day::begin);
      }
      planned = !planned;
    }
  }

  /** What has become of one day's files. Guarded by the listener. */
  private final class Day {
    private final LocalDate date;
    private long missing;
    private long there;
    private long arrived;
    private long failed;
    private long removed;
    private boolean proven = true;
    private long toldPercent;

    private Day(LocalDate date) {
      this.date = date;
    }

    private void finished(Result result) {
      switch (result.outcome()) {
        case PLANNED -> missing++;
        case COPIED, ADOPTED -> {
          arrived++;
          proven &= result.proof().filter(Proof.Method::isOfContent).isPresent();
          progress();
        }
        case REMOVED, ARCHIVED -> removed++;
        case FAILED, QUARANTINED, DEFERRED, KEPT, RETAINED, DIFFERENT, MISSING -> {
          failed++;
          error.accept(date + ": " + result.path() + ": "
              + result.reason().orElse(result.outcome().toString().toLowerCase(Locale.ROOT)));
        }
        case UNCHANGED, IN_SYNC, MARKED, LOCKED, VANISHED, DELETED -> there++;
      }
    }

    private void begin() {
      there = 0;
      failed = 0;
      tell("starting");
      tell(missing + (missing == 1 ? " file" : " files") + " missing in dst");
    }

    private void progress() {
      if (missing == 0) {
        return;
      }
      boolean all = arrived >= missing;
      long percent = 100 * arrived / missing;
      if (all || percent >= toldPercent + STEP) {
        toldPercent = percent - percent % STEP;
        tell(String.format(
            Locale.ROOT,
            "%6.2f %% (%d/%d) uploaded%s",
            100.0 * arrived / missing,
            arrived,
            missing,
            all ? " (finished)" : ""));
      }
      if (all) {
        if (proven) {
          tell("checksums match");
        } else {
          error.accept(date + ": checksums were not compared");
        }
      }
    }

    private void conclude() {
      if (missing + there == 0) {
        tell("no files found");
        return;
      }
      if (failed > 0) {
        error.accept(date + ": failed");
      } else if (arrived < missing) {
        error.accept(date + ": aborted");
      } else {
        tell(removed > 0 ? "finished removing source" : "skipped removal of source");
        tell("successful");
      }
    }

    private void tell(String what) {
      info.accept(date + ": " + what);
    }
  }
}
