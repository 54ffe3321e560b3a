package org.oeleo.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.oeleo.crash.CrashPoint;
import org.oeleo.event.Event;
import org.oeleo.event.Result;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.RelativePath;

/**
 * Takes what is done, counts it, and writes it into the ledger in groups, each after the names it
 * speaks of are safe at the destination. The run's thread only.
 */
final class Recorder {
  private static final int GROUP = 500;
  private static final long LONGEST_NANOS = 1_000_000_000L;

  private final Bookkeeper ledger;
  private final Ends ends;
  private final Tally tally;
  private final Broadcast broadcast;
  private final List<LedgerChange> changes = new ArrayList<>();
  private final List<RelativePath> published = new ArrayList<>();
  private final List<Result> results = new ArrayList<>();
  private long oldestNanos;

  Recorder(Bookkeeper ledger, Ends ends, Tally tally, Broadcast broadcast) {
    this.ledger = ledger;
    this.ends = ends;
    this.tally = tally;
    this.broadcast = broadcast;
  }

  /** Takes one; writes if there is a group. */
  void accept(Done done) throws IOException {
    beginGroup();
    changes.addAll(done.changes());
    published.addAll(done.published());
    done.result().ifPresent(results::add);
    writeIfDue();
  }

  /** Takes a result that the ledger need not know. */
  void accept(Result result) {
    tally.add(result);
    broadcast.send(new Event.FileFinished(result));
  }

  void accept(LedgerChange change) {
    beginGroup();
    changes.add(change);
  }

  private void beginGroup() {
    if (changes.isEmpty() && results.isEmpty()) {
      oldestNanos = System.nanoTime();
    }
  }

  /** Writes a group that is large or old enough. */
  void writeIfDue() throws IOException {
    boolean old = System.nanoTime() - oldestNanos > LONGEST_NANOS;
    if (changes.size() >= GROUP || results.size() >= GROUP || (old && holdsAnything())) {
      write();
    }
  }

  private boolean holdsAnything() {
    return !changes.isEmpty() || !results.isEmpty();
  }

  /** Writes what there is. Only then is a file told to be done. */
  void write() throws IOException {
    if (!published.isEmpty()) {
      CrashPoint.SYNCING.passed();
      List<RelativePath> names = List.copyOf(published);
      published.clear();
      try {
        SideException.on(ends.destinationSide(), () -> {
          ends.destination().sync(names);
          return names;
        });
      } catch (SideException e) {
        // A disk says once that it has lost something: asked again, it would call all well. The
        // rows of what was begun have the next run look at these files.
        changes.clear();
        results.clear();
        throw e;
      }
      CrashPoint.SYNCED.passed();
    }
    record();
    results.forEach(this::accept);
    results.clear();
  }

  private void record() throws LedgerException {
    if (changes.isEmpty()) {
      return;
    }
    List<LedgerChange> group = List.copyOf(changes);
    // Gone even if this fails: it may have been written nevertheless, and nothing is written twice.
    changes.clear();
    try {
      ledger.record(group);
    } catch (LedgerException e) {
      results.clear();
      throw e;
    }
  }
}
