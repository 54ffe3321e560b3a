package org.oeleo.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.oeleo.ArchiveFolder;
import org.oeleo.Disposal;
import org.oeleo.crash.CrashPoint;
import org.oeleo.event.Outcome;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/**
 * Deletes or archives files at the source that are safe elsewhere, after one more look at each.
 * Safe for many threads.
 */
final class DisposeWork implements Work {
  private final Connector source;
  private final Side side;
  private final Disposal disposal;
  private final ZoneId zone;
  private final Queue<RelativePath> remaining = new ConcurrentLinkedQueue<>();

  /** Names in the archive that are taken or about to be, in one letter case. */
  private final Set<String> claimed = ConcurrentHashMap.newKeySet();

  DisposeWork(Ends ends, Job job) {
    this.source = ends.source();
    this.side = ends.sourceSide();
    this.disposal = job.safety().disposal();
    this.zone = job.clock().getZone();
  }

  /** What was to go and is still there. */
  List<RelativePath> remaining() {
    return List.copyOf(remaining);
  }

  @Override
  public Done perform(Attempt attempt) throws IOException {
    Candidate candidate = attempt.candidate();
    return SideException.on(side, () -> {
      Optional<FileEntry> now = source.stat(candidate.path());
      if (now.isEmpty()) {
        return Done.of(candidate.result(Outcome.VANISHED));
      }
      if (!now.get().sameVersionAs(candidate.entry())) {
        throw new ConnectorException(
            Kind.CHANGED, "has changed since it was copied and stays for the next run");
      }
      Done done = disposeOf(candidate);
      CrashPoint.DISPOSED.passed();
      return done;
    });
  }

  private Done disposeOf(Candidate candidate) throws IOException {
    if (disposal instanceof Disposal.Archive archive) {
      RelativePath place = free(placeIn(archive.folder(), candidate.entry()));
      FileEntry moved = source.move(candidate.path(), place);
      if (moved.size() != candidate.entry().size()) {
        throw new ConnectorException(
            Kind.REJECTED, source.locate(place) + " is not the file that was archived");
      }
      return Done.of(candidate.result(Outcome.ARCHIVED).because("now " + source.locate(place)));
    }
    source.delete(candidate.path());
    return Done.of(candidate.result(Outcome.REMOVED));
  }

  private RelativePath placeIn(ArchiveFolder folder, FileEntry file) {
    LocalDate day = LocalDate.ofInstant(file.modified(), zone);
    return folder.on(file.path(), day);
  }

  /** The first name that nothing in the archive has: {@code run.csv}, {@code run (2).csv}, … */
  private RelativePath free(RelativePath wanted) throws IOException {
    RelativePath place = wanted;
    for (int number = 2; isTaken(place); number++) {
      place = numbered(wanted, number);
    }
    return place;
  }

  /** Also by another hand, and by what is no file: whoever moves something there replaces it. */
  private boolean isTaken(RelativePath place) throws IOException {
    return !claimed.add(place.toString().toLowerCase(Locale.ROOT))
        || source.stat(place).isPresent()
        || source
            .localFile(place)
            .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
            .isPresent();
  }

  private static RelativePath numbered(RelativePath path, int number) {
    String name = path.name();
    int dot = name.lastIndexOf('.');
    int end = dot > 0 ? dot : name.length();
    return path.sibling(name.substring(0, end) + " (" + number + ")" + name.substring(end));
  }

  /** Only of the file itself it can be said that it is not at rest, not of its place to go. */
  @Override
  public Done giveUp(Attempt attempt, SideException failure) {
    Candidate candidate = attempt.candidate();
    remaining.add(candidate.path());
    boolean restless = failure.kind() == Kind.CHANGED || failure.kind() == Kind.BUSY;
    return Done.of(candidate.result(restless ? Outcome.DEFERRED : Outcome.FAILED, failure));
  }
}
