package org.oeleo.internal;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oeleo.crash.CrashPoint;
import org.oeleo.event.Event;
import org.oeleo.plan.Naming;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.Pending;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/**
 * What transfers of earlier runs that were cut off have left at the destination. The run's thread
 * only.
 */
final class Leftovers {
  private final Map<RelativePath, Pending> open = new HashMap<>();

  private final Places places;
  private final Naming naming;
  private final Broadcast broadcast;
  private Optional<Leftovers> otherWay = Optional.empty();

  Leftovers(List<Pending> cutOff, Bench bench) {
    this(cutOff, bench.places(), bench.naming(), bench.broadcast());
  }

  private Leftovers(List<Pending> cutOff, Places places, Naming naming, Broadcast broadcast) {
    this.places = places;
    this.naming = naming;
    this.broadcast = broadcast;
    cutOff.forEach(pending -> open.put(pending.path(), pending));
  }

  /** What is left of this very version of a source. */
  Optional<Pending> of(FileEntry source) {
    return Optional.ofNullable(open.get(source.path()))
        .filter(pending -> pending.aside().equals(markOf(source)));
  }

  private RelativePath markOf(FileEntry source) {
    return places.mark(naming.target(source.path()), source);
  }

  /**
   * Deletes what is left of another version of a source, before the ledger forgets its name for the
   * new one.
   */
  void dropOutdated(FileEntry source) throws SideException {
    Pending pending = open.get(source.path());
    if (pending != null && !pending.aside().equals(markOf(source))) {
      discard(pending);
      CrashPoint.OUTDATED_DROPPED.passed();
    }
    if (otherWay.isPresent()) {
      otherWay.get().giveUp(source.path());
    }
  }

  /** Files may go the other way as well, and have left these. */
  void besides(Leftovers other) {
    otherWay = Optional.of(other);
  }

  /**
   * Deletes what is left of a file that is not going to be sent this way, before the ledger forgets
   * its name.
   */
  private void giveUp(RelativePath path) throws SideException {
    Pending pending = open.remove(path);
    if (pending != null) {
      discard(pending);
    }
  }

  /** Those that could go on now. */
  Leftovers waiting() throws SideException {
    Leftovers waiting = new Leftovers(List.of(), places, naming, broadcast);
    for (Pending pending : open.values()) {
      if (isWaiting(pending)) {
        waiting.open.put(pending.path(), pending);
      }
    }
    return waiting;
  }

  boolean contains(RelativePath path) {
    return open.containsKey(path);
  }

  /** The file is being worked on in this pass, which sees to its part. */
  void takenOver(RelativePath path) {
    open.remove(path);
  }

  /**
   * Deletes the parts that nobody came back for, unless their very source is only waiting for its
   * turn.
   */
  void sweep(Recorder recorder) throws IOException {
    for (Pending pending : open.values()) {
      if (!isWaiting(pending) && discard(pending)) {
        CrashPoint.LEFTOVER_SWEPT.passed();
        recorder.accept(new LedgerChange.Ended(pending.path()));
      }
    }
    open.clear();
  }

  /** A file of which nobody can tell is taken to be waiting. */
  private boolean isWaiting(Pending pending) throws SideException {
    Ends ends = places.ends();
    try {
      return SideException.on(ends.sourceSide(), () -> ends.source().stat(pending.path()))
          .filter(entry -> pending.aside().equals(markOf(entry)))
          .isPresent();
    } catch (SideException e) {
      requireConnection(e);
      return true;
    }
  }

  /** Whether it is gone; if not, the row stays, and with it the duty to try again. */
  private boolean discard(Pending pending) throws SideException {
    try {
      places.discard(pending.aside());
      RelativePath target = naming.target(pending.path());
      pending.token().ifPresent(token -> places.ends().destination().giveUp(target, token));
      return true;
    } catch (SideException e) {
      requireConnection(e);
      broadcast.send(new Event.Warned("what a transfer that was cut off has left of "
          + Printable.name(pending.path()) + " stays for now: " + e.reason()));
      return false;
    }
  }

  private static void requireConnection(SideException failure) throws SideException {
    if (failure.kind().scope() == Kind.Scope.CONNECTION) {
      throw failure;
    }
  }
}
