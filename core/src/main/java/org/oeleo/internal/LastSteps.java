package org.oeleo.internal;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.oeleo.spi.Connector;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

/**
 * The last steps of transfers that were asked for in this pass, and perhaps done without an answer.
 * Safe for many threads.
 */
final class LastSteps {
  private final Connector destination;

  /** By source; with what was to be moved into place, unless it was written there at once. */
  private final Map<RelativePath, Optional<Arrival>> asked = new ConcurrentHashMap<>();

  LastSteps(Connector destination) {
    this.destination = destination;
  }

  void writing(Candidate candidate) {
    asked.put(candidate.path(), Optional.empty());
  }

  void moving(Arrival arrival) {
    asked.put(arrival.candidate().path(), Optional.of(arrival));
  }

  /** What was to be moved is not in place; from now on its temporary file may go. */
  void notDone(Candidate candidate) {
    asked.computeIfPresent(candidate.path(), (path, moving) -> Optional.empty());
  }

  void answered(Candidate candidate) {
    asked.remove(candidate.path());
  }

  boolean wasAsked(Candidate candidate) {
    return asked.containsKey(candidate.path());
  }

  /**
   * What is in place, if a move without an answer was done all the same: the temporary file is
   * gone, and the target is of its size and time.
   */
  Optional<Entries.Agreement> done(Candidate candidate) throws IOException {
    Optional<Arrival> moving = asked.getOrDefault(candidate.path(), Optional.empty());
    if (moving.isEmpty()) {
      return Optional.empty();
    }
    Arrival arrival = moving.get();
    FileEntry written = arrival.written();
    Optional<FileEntry> there = destination
        .stat(candidate.target())
        .filter(found -> found.size() == written.size())
        .filter(found -> found.modified().equals(written.modified()));
    return there.isEmpty() || destination.stat(arrival.place()).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Entries.Agreement(Optional.of(arrival.checksum()), there, arrival.method()));
  }
}
