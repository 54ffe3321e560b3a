package org.oeleo.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.oeleo.Cancellation;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;

/**
 * Goes through the source: what is there, what of it is for this worker, what of that is still. One
 * thread, one pass.
 */
final class Survey {
  /** How many files are handed on at once; memory does not grow with more. */
  static final int CHUNK = 500;

  private final Job.Choice choice;
  private final Ends ends;
  private final Clock clock;
  private final Cancellation cancellation;
  private final Broadcast broadcast;
  private final Tally tally;
  private final Findings receiver;
  private final Settling settling;
  private final LedgerFiles ledgers;
  private final LedgerFiles ledgersThere;
  private final Admission admission;
  private Optional<Collisions> collisions = Optional.empty();
  private List<Listed> chunk = new ArrayList<>();
  private Optional<SideException> unreadable = Optional.empty();
  private boolean sawAnything;
  private long files;
  private long bytes;

  /** A file, and when it was looked at. */
  record Listed(FileEntry entry, Instant seen) {}

  /** Of the side that {@code job} takes its source from. */
  Survey(Stage stage, Job job, Ends ends, Findings receiver) throws LedgerException {
    this.choice = job.choice();
    this.ends = ends;
    this.clock = job.clock();
    this.cancellation = stage.cancellation();
    this.broadcast = stage.broadcast();
    this.tally = stage.tally();
    this.receiver = receiver;
    this.settling = new Settling(choice.settle(), clock);
    this.ledgers = LedgerFiles.of(job.route(), ends.source());
    this.ledgersThere = LedgerFiles.of(job.route(), ends.destination());
    this.admission = new Admission(choice.filter(), stage, ends, receiver);
  }

  /**
   * Goes through everything.
   *
   * @throws SideException if the source cannot be listed; what of it cannot be read is kept for
   *     {@link #unreadable}
   */
  void run() throws IOException {
    findCollisions();
    list(new Finder());
    handOn();
    lookAgainAtYoungFiles();
    handOn();
    broadcast.send(new Event.Surveyed(files, bytes, true));
  }

  /**
   * Why not everything was seen, if so: some folder could not be read, or the listing broke off.
   */
  Optional<SideException> unreadable() {
    return unreadable;
  }

  /** Whether there was anything at all at the source, for this worker or not. */
  boolean sawAnything() {
    return sawAnything;
  }

  private void list(Scout.Taker taker) throws IOException {
    ListRequest request = new ListRequest(choice.maxDepth(), choice.filter()::enters);
    try {
      SideException.on(ends.sourceSide(), () -> {
        new Scout(cancellation, clock).list(ends.source(), request, taker);
        return true;
      });
    } catch (SideException e) {
      stopIfCancelled();
      boolean nothing = e.kind() != Kind.ACCESS_DENIED && !sawAnything;
      if (e.kind().scope() == Kind.Scope.CONNECTION || nothing) {
        throw e;
      }
      // What was listed is true though not all: the rest must not keep it from being sent.
      unreadable = Optional.of(e);
    }
  }

  private void findCollisions() throws IOException {
    boolean foldsCase = ends.destination().capabilities().has(Capability.CASE_INSENSITIVE);
    if (choice.arrival() == Job.Arrival.DISTINCT && !foldsCase) {
      return;
    }
    Collisions.Walk walk = sink -> list(new Scout.Taker() {
      @Override
      public void file(FileEntry entry, Instant seen) {
        stopIfCancelled();
        sawAnything = true;
        if (isCandidate(entry)) {
          sink.accept(entry.path());
        }
      }

      @Override
      public void leftOut(String name, String reason) {}
    });
    collisions = Optional.of(Collisions.find(walk, choice.naming(), foldsCase));
  }

  private boolean isCandidate(FileEntry entry) {
    return !AsideName.isAside(entry.path().name())
        && !ledgers.contains(entry.path())
        && choice.filter().accepts(entry);
  }

  private void stopIfCancelled() {
    if (cancellation.isCancelled()) {
      throw new StopSignal(Stop.cancelled());
    }
  }

  private final class Finder implements Scout.Taker {
    @Override
    public void file(FileEntry entry, Instant seen) {
      stopIfCancelled();
      sawAnything = true;
      if (AsideName.isAside(entry.path().name())) {
        return;
      }
      if (ledgers.contains(entry.path())) {
        leftOut(entry.path().toString(), "part of a ledger that is in use");
        return;
      }
      if (!admission.admits(entry)) {
        return;
      }
      count(entry);
      if (collides(entry) || meetsLedger(entry)) {
        return;
      }
      if (settling.isStill(entry)) {
        add(new Listed(entry, seen));
      } else {
        settling.keep(entry);
        makeRoomForYoungFiles();
      }
    }

    @Override
    public void leftOut(String name, String reason) {
      sawAnything = true;
      tally.leftOut();
      broadcast.send(new Event.LeftOut(name, reason));
      RelativePath.ifValid(name).ifPresent(receiver::hidden);
    }

    @Override
    public void idle() {
      receiver.idle();
    }

    @Override
    public void notEntered(String name) {
      sawAnything = true;
      admission.passesOver(name);
    }
  }

  private void count(FileEntry entry) {
    files++;
    bytes += entry.size();
    if (files % CHUNK == 0) {
      broadcast.send(new Event.Surveyed(files, bytes, false));
    }
  }

  private boolean collides(FileEntry entry) {
    Optional<String> rival = collisions.flatMap(c -> c.rival(entry.path()));
    if (rival.isEmpty()) {
      return false;
    }
    String why = "would land on the same file of the destination as " + rival.get()
        + "; neither is sent (OELEO_EXTERNAL_SUBDIRS=true keeps their folders apart)";
    receiver.result(result(entry, Outcome.FAILED).because(why).of(Kind.INVALID_NAME));
    return true;
  }

  private boolean meetsLedger(FileEntry entry) {
    if (!ledgersThere.contains(choice.naming().target(entry.path()))) {
      return false;
    }
    String why = "would replace a file of a ledger that is in use: keep the ledger out of the"
        + " destination (OELEO_DB_NAME)";
    receiver.result(result(entry, Outcome.FAILED).because(why).of(Kind.INVALID_NAME));
    return true;
  }

  private void add(Listed listed) {
    chunk.add(listed);
    if (chunk.size() >= CHUNK) {
      handOn();
    }
  }

  /** In the order of their names, as far as a chunk goes. */
  private void handOn() {
    if (chunk.isEmpty()) {
      return;
    }
    List<Listed> full = chunk;
    chunk = new ArrayList<>();
    full.sort(Comparator.comparing(listed -> listed.entry().path()));
    receiver.files(full);
  }

  private Result result(FileEntry entry, Outcome outcome) {
    RelativePath target = choice.naming().target(entry.path());
    return Result.of(entry.path(), ends.locate(target), entry.size(), outcome);
  }

  private final class SecondLook implements Settling.Verdict {
    @Override
    public void still(FileEntry entry) {
      add(new Listed(entry, clock.instant()));
    }

    @Override
    public void moving(FileEntry entry) {
      receiver.result(
          result(entry, Outcome.DEFERRED).because("still being written").of(Kind.CHANGED));
    }

    @Override
    public void gone(FileEntry entry) {
      receiver.result(
          result(entry, Outcome.VANISHED).because("the source file is gone").of(Kind.NOT_FOUND));
    }

    @Override
    public void unreadable(FileEntry entry, SideException why) {
      receiver.result(result(entry, Outcome.FAILED).because(why.reason()).of(why.kind()));
    }
  }

  private void makeRoomForYoungFiles() {
    if (settling.isFull()) {
      try {
        lookAgainAtYoungFiles();
      } catch (IOException e) {
        throw new StopSignal(
            Stop.of(ends.sourceSide(), ends.sourceSide(), new SideException(ends.sourceSide(), e)));
      }
    }
  }

  private void lookAgainAtYoungFiles() throws IOException {
    Connector source = ends.source();
    settling.lookAgain(
        entry -> SideException.on(ends.sourceSide(), () -> source.stat(entry.path())),
        new SecondLook(),
        cancellation,
        broadcast);
  }
}
