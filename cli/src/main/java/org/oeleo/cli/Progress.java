package org.oeleo.cli;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.oeleo.event.Event;
import org.oeleo.event.Listener;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.spi.RelativePath;

/** How far a pass is, put together from its events. Safe for many threads. */
final class Progress implements Listener {
  private static final Duration WINDOW = Duration.ofSeconds(10);

  /**
   * How far it is at one moment.
   *
   * @param found what the survey has found so far
   * @param queued what is to be sent as far as is known
   * @param done what of it is done
   * @param finished files that are through, sent or not
   * @param failed files that failed
   * @param bytesPerSecond over the last seconds
   * @param current the files on their way
   * @param waiting what is waited for, if anything
   */
  record Snapshot(
      Amount found,
      Amount queued,
      Amount done,
      long finished,
      long failed,
      long bytesPerSecond,
      Moving current,
      Optional<String> waiting) {}

  /** So much. */
  record Amount(long files, long bytes) {}

  /** The file that has been moving longest, and how many move beside it. */
  record Moving(Optional<RelativePath> path, long size, long moved, int others) {}

  private record Sample(long nanos, long bytes) {}

  private static final class Active {
    private final long size;
    private long moved;

    private Active(long size) {
      this.size = size;
    }
  }

  private final Map<RelativePath, Active> active = new LinkedHashMap<>();
  private final Deque<Sample> samples = new ArrayDeque<>();
  private Amount found = new Amount(0, 0);
  private Amount queued = new Amount(0, 0);
  private Amount done = new Amount(0, 0);
  private long finished;
  private long failed;
  private Optional<String> waiting = Optional.empty();

  @Override
  public synchronized void on(Event event) {
    if (event instanceof Event.RunStarted) {
      restart();
    } else if (event instanceof Event.Surveyed surveyed) {
      found = new Amount(surveyed.files(), surveyed.bytes());
    } else if (event instanceof Event.Queued more) {
      queued = new Amount(more.files(), more.bytes());
    } else if (event instanceof Event.FileStarted started) {
      active.put(started.path(), new Active(started.size()));
    } else if (event instanceof Event.FileProgressed progressed) {
      Active file = active.get(progressed.path());
      if (file != null) {
        file.moved = Math.min(file.size, file.moved + progressed.bytes());
      }
    } else if (event instanceof Event.FileRetried again) {
      begin(again.path());
    } else if (event instanceof Event.FileFinished ended) {
      finish(ended.result());
    } else if (event instanceof Event.RunFinished) {
      restart();
    }
    waiting = event instanceof Event.Waiting pause ? Optional.of(pause.reason()) : Optional.empty();
  }

  private void restart() {
    active.clear();
    samples.clear();
    found = new Amount(0, 0);
    queued = new Amount(0, 0);
    done = new Amount(0, 0);
    finished = 0;
    failed = 0;
  }

  /** From the start and, because it has to wait, behind the others. */
  private void begin(RelativePath path) {
    Active file = active.remove(path);
    if (file != null) {
      active.put(path, new Active(file.size));
    }
  }

  private void finish(Result result) {
    finished++;
    boolean moved = active.remove(result.path()) != null || result.outcome() == Outcome.COPIED;
    if (result.outcome().weight() == Outcome.Weight.FAILURE) {
      failed++;
    }
    if (moved) {
      done = new Amount(done.files() + 1, done.bytes() + result.size());
    }
  }

  /** The state now; {@code nanos} is of the monotonic clock. */
  synchronized Snapshot at(long nanos) {
    long moved =
        done.bytes() + active.values().stream().mapToLong(file -> file.moved).sum();
    samples.add(new Sample(nanos, moved));
    while (samples.size() > 2 && nanos - samples.getFirst().nanos > WINDOW.toNanos()) {
      samples.removeFirst();
    }
    Sample oldest = samples.getFirst();
    double seconds = (nanos - oldest.nanos) / 1e9;
    // Less than nothing after a file that had to begin anew.
    long rate = seconds < 0.1 ? 0 : (long) Math.max(0, (moved - oldest.bytes) / seconds);
    return new Snapshot(
        found, queued, new Amount(done.files(), moved), finished, failed, rate, moving(), waiting);
  }

  private Moving moving() {
    return active.entrySet().stream()
        .findFirst()
        .map(entry -> new Moving(
            Optional.of(entry.getKey()),
            entry.getValue().size,
            entry.getValue().moved,
            active.size() - 1))
        .orElse(new Moving(Optional.empty(), 0, 0, 0));
  }
}
