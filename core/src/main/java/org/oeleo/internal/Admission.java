package org.oeleo.internal;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.oeleo.event.Event;
import org.oeleo.filter.Filter;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/**
 * Whether files that were found are for this worker, and word of those that are not but may be
 * meant to be. The run's thread only.
 */
final class Admission {
  private final Filter filter;
  private final KeepOut keepOut;
  private final Stage stage;
  private final Findings receiver;
  private final Ends ends;
  private final Set<String> told = new HashSet<>();

  Admission(Filter filter, Stage stage, Ends ends, Findings receiver) {
    this.filter = filter;
    this.keepOut = new KeepOut(filter, ends);
    this.stage = stage;
    this.receiver = receiver;
    this.ends = ends;
  }

  /** Whether it is; if not, it is counted and passed over. */
  boolean admits(FileEntry entry) {
    RelativePath path = entry.path();
    Optional<Filter.Doubt> doubt = Optional.empty();
    boolean accepted = filter.accepts(entry);
    if (!accepted) {
      doubt = filter.doubtOf(path);
    } else if (isKeptOut(path)) {
      doubt = Optional.of(keepOut.doubt(path));
      accepted = false;
    }
    if (!accepted) {
      stage.tally().filtered();
      receiver.passedOver(path);
      doubt.ifPresent(this::tell);
    }
    return accepted;
  }

  private boolean isKeptOut(RelativePath path) {
    try {
      return keepOut.covers(path);
    } catch (SideException e) {
      throw new StopSignal(Stop.of(e.side(), ends.sourceSide(), e));
    }
  }

  /** A folder into which nobody looked. */
  void passesOver(String folder) {
    Optional<RelativePath> path = RelativePath.ifValid(folder);
    if (path.isEmpty() || filter.enters(path.get())) {
      stage.tally().folderNotEntered();
    }
    path.ifPresent(receiver::hidden);
    path.flatMap(filter::doubtOfFolder).ifPresent(this::tell);
  }

  /** Of a folder that is in doubt once, not of each file in it. */
  private void tell(Filter.Doubt doubt) {
    if (told.add(doubt.name())) {
      stage
          .broadcast()
          .send(new Event.Warned(Printable.name(doubt.name()) + " is left out: " + doubt.why()));
    }
  }
}
