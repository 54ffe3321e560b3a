package org.oeleo.internal;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oeleo.check.Change;
import org.oeleo.crash.CrashPoint;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;

/**
 * Brings one file to the destination: aside, verified, the source looked at again, moved into
 * place. Until the last step the target is untouched. Safe for many threads.
 */
final class Transfer {
  /** After these, what was sent so far is worth continuing in another try or run. */
  private static final Set<Kind> CONTINUABLE =
      EnumSet.of(Kind.IO_ERROR, Kind.THROTTLED, Kind.EXHAUSTED, Kind.BUSY, Kind.UNREACHABLE);

  private final Ends ends;
  private final Places places;
  private final Verifier verifier;
  private final Existing existing;
  private final Room room;
  private final Entries entries;
  private final Broadcast broadcast;
  private final Contents contents;

  private final LastSteps lastSteps;

  /** What all transfers of a pass share. */
  record Gear(
      Ends ends,
      Places places,
      Verifier verifier,
      Existing existing,
      Room room,
      Entries entries,
      Broadcast broadcast,
      Contents contents) {}

  Transfer(Gear gear) {
    this.ends = gear.ends();
    this.places = gear.places();
    this.verifier = gear.verifier();
    this.existing = gear.existing();
    this.room = gear.room();
    this.entries = gear.entries();
    this.broadcast = gear.broadcast();
    this.contents = gear.contents();
    this.lastSteps = new LastSteps(ends.destination());
  }

  /** Copies, unless what is at the destination already forbids it or makes it needless. */
  Step copy(Attempt attempt, Change change) throws IOException {
    Optional<Entries.Agreement> done = atDestination(() -> lastSteps.done(attempt.candidate()));
    if (done.isPresent()) {
      return entries.copied(attempt, done.get());
    }
    lastSteps.notDone(attempt.candidate());
    Optional<Done> settled =
        existing.settle(attempt, change, agreement -> found(attempt, agreement));
    if (settled.isEmpty()) {
      return naming(attempt.candidate(), () -> send(attempt, change));
    }
    dropPart(attempt);
    return settled.get();
  }

  /** Equal content is at the target: it was there, or it is ours and only the answer was lost. */
  private Done found(Attempt attempt, Entries.Agreement agreement) {
    return lastSteps.wasAsked(attempt.candidate())
        ? entries.copied(attempt, agreement.provenBy(verifier.method()))
        : entries.adopted(attempt.candidate(), agreement, Outcome.ADOPTED);
  }

  /** Deletes what an earlier try or run may have left of a file that need not be sent. */
  void dropPart(Attempt attempt) {
    boolean mayBeThere = !attempt.isFirst() || attempt.candidate().leftover().isPresent();
    if (mayBeThere) {
      discard(places.of(attempt.candidate()));
      giveUp(attempt.candidate());
    }
  }

  private void giveUp(Candidate candidate) {
    contents
        .token(candidate)
        .ifPresent(token -> ends.destination().giveUp(candidate.target(), token));
  }

  private <T> T naming(Candidate candidate, SideException.Call<T> call) throws IOException {
    try {
      return call.call();
    } catch (SideException e) {
      throw e.naming(candidate.target(), places.of(candidate));
    }
  }

  private Step send(Attempt attempt, Change change) throws IOException {
    Candidate candidate = attempt.candidate();
    RelativePath place = places.of(candidate);
    SourceContent content = contents.of(attempt);
    try {
      atDestination(() -> {
        room.take(place, content);
        return place;
      });
      broadcast.send(new Event.FileStarted(candidate.path(), candidate.entry().size()));
      if (place.equals(candidate.target())) {
        lastSteps.writing(candidate);
      }
      FileEntry written = sending(content, () -> write(place, content));
      CrashPoint.WRITTEN.passed();
      Proof.Method method = sending(content, () -> verify(place, written, content));
      Checksum checksum = sending(content, () -> verifier.recorded(content));
      CrashPoint.VERIFIED.passed();
      Arrival arrival = new Arrival(attempt, change, place, written, checksum, method);
      return ends.securesInGroups() ? arrival : moveIntoPlace(arrival);
    } catch (IOException | RuntimeException e) {
      room.failed(place);
      throw e;
    }
  }

  /**
   * Makes temporary files survive a power loss, before anything moves into place. Of several that
   * fail together nothing is deleted: alone, each tells whether it is the one.
   */
  void secure(List<Arrival> arrivals) throws SideException {
    CrashPoint.SECURING.passed();
    List<RelativePath> places = arrivals.stream().map(Arrival::place).toList();
    try {
      atDestination(() -> {
        ends.destination().sync(places);
        return places;
      });
    } catch (SideException e) {
      if (places.size() == 1) {
        // What of it the disk has is not known, whatever reading it back says: begun anew.
        discard(places.get(0));
      }
      throw e;
    }
    CrashPoint.SECURED.passed();
  }

  /** The last step of {@link #copy}, where it is not done there. */
  Done publish(Arrival arrival) throws IOException {
    return naming(arrival.candidate(), () -> moveIntoPlace(arrival));
  }

  private Done moveIntoPlace(Arrival arrival) throws IOException {
    Attempt attempt = arrival.attempt();
    Candidate candidate = arrival.candidate();
    if (ends.writesAside()) {
      requireUnchanged(candidate);
    }
    // Else it is published, as the source was at the last byte: so it is recorded, and whatever
    // has become of the source since is a change that the next run sees.
    Optional<Done> overtaken = overtaken(attempt, arrival.change());
    if (overtaken.isPresent()) {
      return overtaken.get();
    }
    lastSteps.moving(arrival);
    FileEntry arrived = atDestination(() -> moved(arrival, candidate.target()));
    CrashPoint.ARRIVED.passed();
    lastSteps.answered(candidate);
    Optional<FileEntry> seen = ends.sendsUnseen() ? Optional.empty() : Optional.of(arrived);
    return entries.copied(
        attempt, new Entries.Agreement(Optional.of(arrival.checksum()), seen, arrival.method()));
  }

  /** Where foreign files stay, one may have come while ours was sent: the last look. */
  private Optional<Done> overtaken(Attempt attempt, Change change) throws IOException {
    if (!ends.writesAside() || !existing.mattersToTheEnd(attempt.candidate())) {
      return Optional.empty();
    }
    Optional<Done> settled =
        existing.settle(attempt, change, agreement -> found(attempt, agreement));
    if (settled.isPresent()) {
      discard(places.of(attempt.candidate()));
    }
    return settled;
  }

  private FileEntry write(RelativePath place, SourceContent content) throws IOException {
    try {
      return ends.destination().write(place, content);
    } catch (ConnectorException e) {
      if (e.kind() == Kind.NO_SPACE) {
        // The part would only keep the disk full until the next run.
        discard(place);
      }
      throw e;
    }
  }

  private Proof.Method verify(RelativePath place, FileEntry written, SourceContent content)
      throws IOException {
    try {
      return verifier.verify(place, written, content);
    } catch (ConnectorException e) {
      if (e.kind() == Kind.CORRUPTED) {
        discard(place);
      }
      throw e;
    }
  }

  private FileEntry moved(Arrival arrival, RelativePath target) throws IOException {
    Connector destination = ends.destination();
    FileEntry written = arrival.written();
    if (arrival.place().equals(target)) {
      room.arrived(target, written.size(), 0);
      return written;
    }
    long replaced = room.standing(target);
    CrashPoint.MOVING.passed();
    FileEntry arrived = destination.move(arrival.place(), target);
    room.arrived(arrival.place(), written.size(), replaced);
    CrashPoint.MOVED.passed();
    if (arrived.size() != written.size()) {
      throw new ConnectorException(
          Kind.CORRUPTED,
          destination.locate(target) + " was changed by somebody while it was moved into place");
    }
    return arrived;
  }

  /**
   * Looks at the source once more.
   *
   * @throws SideException CHANGED if it is not what was listed
   */
  void requireUnchanged(Candidate candidate) throws SideException {
    contents.requireUnchanged(candidate);
  }

  /**
   * Whether a part stays at the destination after a final failure; deletes one that is of no use.
   */
  boolean keepsPart(Candidate candidate, SideException failure) {
    if (!CONTINUABLE.contains(failure.kind())) {
      giveUp(candidate);
    }
    if (!ends.writesAside()) {
      return CONTINUABLE.contains(failure.kind());
    }
    boolean useful = CONTINUABLE.contains(failure.kind())
        && ends.destination().capabilities().has(Capability.RESUME);
    return useful || !discard(places.of(candidate));
  }

  /**
   * Deletes a part; whether that worked. If not, its row in the ledger sees to it in a later run.
   */
  private boolean discard(RelativePath place) {
    try {
      places.discard(place);
      return true;
    } catch (SideException e) {
      broadcast.send(new Event.Warned("temporary file "
          + ends.destination().locate(place)
          + " could not be deleted, the next run tries again: "
          + e.reason()));
      return false;
    }
  }

  private <T> T atDestination(SideException.Call<T> call) throws SideException {
    return SideException.on(ends.destinationSide(), call);
  }

  /**
   * A failure while both ends are at work is the source's if reading it failed, whatever the store
   * made of that.
   */
  private <T> T sending(SourceContent content, SideException.Call<T> call) throws SideException {
    try {
      return atDestination(call);
    } catch (SideException e) {
      if (content.failure().isPresent()) {
        throw new SideException(ends.sourceSide(), content.failure().get());
      }
      throw e;
    }
  }
}
