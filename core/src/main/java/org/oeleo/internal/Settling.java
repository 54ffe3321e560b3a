package org.oeleo.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.oeleo.Cancellation;
import org.oeleo.event.Event;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;

/**
 * Keeps files that may still be written apart until they were seen not to change for a while. The
 * first look trusts a file's own times, which may come from another clock or be set by hand; so the
 * second look counts on this machine's monotonic time. One thread at a time.
 */
final class Settling {
  private static final int MOST = 10_000;

  private final Duration stillness;
  private final Clock clock;
  private final Deque<Young> young = new ArrayDeque<>();

  private record Young(FileEntry entry, long seenNanos) {}

  Settling(Duration stillness, Clock clock) {
    this.stillness = stillness;
    this.clock = clock;
  }

  /** Whether all its times say that it has been still for long enough. */
  boolean isStill(FileEntry entry) {
    if (stillness.isZero()) {
      return true;
    }
    Instant latest = entry.touched().isAfter(entry.modified()) ? entry.touched() : entry.modified();
    return !latest.isAfter(clock.instant().minus(stillness));
  }

  /** Keeps a file for the second look. */
  void keep(FileEntry entry) {
    young.add(new Young(entry, System.nanoTime()));
  }

  boolean isFull() {
    return young.size() >= MOST;
  }

  /** Who takes the files after the second look. */
  interface Verdict {
    void still(FileEntry entry);

    void moving(FileEntry entry);

    void gone(FileEntry entry);

    void unreadable(FileEntry entry, SideException why);
  }

  /** Gives its entry as it is now, if it is there. */
  @FunctionalInterface
  interface Look {
    Optional<FileEntry> at(FileEntry entry) throws IOException;
  }

  /** Waits as long as needed and looks at every kept file again. */
  void lookAgain(Look look, Verdict verdict, Cancellation cancellation, Broadcast broadcast)
      throws IOException {
    if (!young.isEmpty()) {
      broadcast.send(
          new Event.Waiting("for " + young.size() + " young files to settle", stillness));
    }
    for (Young next = young.poll(); next != null; next = young.poll()) {
      await(next.seenNanos + stillness.toNanos() - System.nanoTime(), cancellation);
      lookAt(next.entry, look, verdict);
    }
  }

  private static void lookAt(FileEntry before, Look look, Verdict verdict) throws IOException {
    Optional<FileEntry> now;
    try {
      now = look.at(before);
    } catch (SideException e) {
      if (e.kind().scope() == Kind.Scope.CONNECTION) {
        throw e;
      }
      verdict.unreadable(before, e);
      return;
    }
    if (now.isEmpty()) {
      verdict.gone(before);
    } else if (before.sameVersionAs(now.get())) {
      verdict.still(before);
    } else {
      verdict.moving(before);
    }
  }

  private static void await(long nanos, Cancellation cancellation) {
    try {
      if (nanos > 0 && cancellation.await(Duration.ofNanos(nanos))) {
        throw new StopSignal(Stop.cancelled());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StopSignal(Stop.cancelled());
    }
  }
}
