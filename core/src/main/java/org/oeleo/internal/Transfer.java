package org.oeleo.internal;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.oeleo.check.Change;
import org.oeleo.event.Event;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Pending;
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
  private final SpaceGuard space;
  private final Flow flow;
  private final Entries entries;
  private final Broadcast broadcast;
  private final BiConsumer<RelativePath, String> tokens;

  /** What all transfers of a pass share. */
  record Gear(
      Ends ends,
      Places places,
      Verifier verifier,
      Existing existing,
      SpaceGuard space,
      Flow flow,
      Entries entries,
      Broadcast broadcast,
      BiConsumer<RelativePath, String> tokens) {}

  Transfer(Gear gear) {
    this.ends = gear.ends();
    this.places = gear.places();
    this.verifier = gear.verifier();
    this.existing = gear.existing();
    this.space = gear.space();
    this.flow = gear.flow();
    this.entries = gear.entries();
    this.broadcast = gear.broadcast();
    this.tokens = gear.tokens();
  }

  /** Copies, unless what is at the destination already forbids it or makes it needless. */
  Done copy(Attempt attempt, Change change) throws IOException {
    dropOutdatedPart(attempt.candidate());
    Optional<Done> settled = existing.settle(attempt, change);
    return settled.isPresent() ? settled.get() : send(attempt);
  }

  private Done send(Attempt attempt) throws IOException {
    Candidate candidate = attempt.candidate();
    RelativePath place = places.of(candidate);
    atDestination(() -> {
      space.take(candidate.entry().size());
      return place;
    });
    broadcast.send(new Event.FileStarted(candidate.path(), candidate.entry().size()));
    SourceContent content = content(attempt, place);
    FileEntry written = sending(content, () -> write(place, content));
    Proof.Method method = sending(content, () -> verify(place, written, content));
    Checksum checksum = sending(content, () -> verifier.recorded(content));
    requireUnchanged(candidate);
    FileEntry arrived = atDestination(() -> publish(place, candidate.target(), written));
    return entries.copied(
        attempt, new Entries.Agreement(Optional.of(checksum), Optional.of(arrived), method));
  }

  private SourceContent content(Attempt attempt, RelativePath place) {
    Candidate candidate = attempt.candidate();
    Optional<Pending> leftover =
        candidate.leftover().filter(pending -> pending.aside().equals(place));
    // A part is only continued if the whole is hashed at the destination afterwards.
    boolean part = ends.destination().capabilities().has(Capability.RESUME)
        && verifier.comparesContent()
        && (leftover.isPresent() || !attempt.isFirst());
    return new SourceContent(
        ends.source(),
        candidate.entry(),
        verifier.algorithms(),
        flow,
        new SourceContent.Leftover(
            part,
            leftover.flatMap(Pending::token),
            token -> tokens.accept(candidate.path(), token)));
  }

  private FileEntry write(RelativePath place, SourceContent content) throws IOException {
    try {
      return ends.destination().write(place, content);
    } catch (ConnectorException e) {
      if (e.kind() == Kind.NO_SPACE && ends.writesAside()) {
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
      if (e.kind() == Kind.CORRUPTED && ends.writesAside()) {
        discard(place);
      }
      throw e;
    }
  }

  private FileEntry publish(RelativePath place, RelativePath target, FileEntry written)
      throws IOException {
    Connector destination = ends.destination();
    if (place.equals(target)) {
      return written;
    }
    destination.move(place, target);
    FileEntry arrived = destination
        .stat(target)
        .orElseThrow(() -> new ConnectorException(
            Kind.CORRUPTED,
            destination.locate(target) + " is not there after it was moved into place"));
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
    SideException.on(ends.sourceSide(), () -> {
      FileEntry now = ends.source()
          .stat(candidate.path())
          .orElseThrow(() -> new ConnectorException(Kind.NOT_FOUND, "the source file is gone"));
      if (!now.sameVersionAs(candidate.entry())) {
        throw new ConnectorException(Kind.CHANGED, "the source changed while it was read");
      }
      return now;
    });
  }

  /** A part of another version of this file would never be continued. */
  private void dropOutdatedPart(Candidate candidate) throws SideException {
    Optional<RelativePath> outdated = candidate
        .leftover()
        .map(Pending::aside)
        .filter(aside -> AsideName.isAside(aside.name()))
        .filter(aside -> !aside.equals(places.of(candidate)));
    if (outdated.isPresent()) {
      atDestination(() -> {
        ends.destination().delete(outdated.get());
        return outdated;
      });
    }
  }

  /**
   * Whether a part stays at the destination after a final failure; deletes one that is of no use.
   */
  boolean keepsPart(Candidate candidate, SideException failure) {
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
      ends.destination().delete(place);
      return true;
    } catch (IOException e) {
      broadcast.send(new Event.Warned("temporary file "
          + ends.destination().locate(place)
          + " could not be deleted, the next run tries again: "
          + e.getMessage()));
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
