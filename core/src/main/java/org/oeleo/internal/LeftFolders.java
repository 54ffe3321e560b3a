package org.oeleo.internal;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.oeleo.event.Event;
import org.oeleo.filter.Dated;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/**
 * The folders of days that are over: once their files are gone they go as well, if nothing is left
 * in them. {@link #met} may be called from any thread, the rest is the run's.
 */
final class LeftFolders {
  private final Stage stage;
  private final Ends ends;
  private final KeepOut keepOut;
  private final Optional<Dated> dated;
  private final Set<RelativePath> folders = ConcurrentHashMap.newKeySet();

  LeftFolders(Stage stage, Ends ends, KeepOut keepOut) {
    this.stage = stage;
    this.ends = ends;
    this.keepOut = keepOut;
    this.dated = stage.job().choice().filter().dated();
  }

  /** A listing has come by this folder. */
  void met(RelativePath folder) {
    if (dated.flatMap(days -> days.folder(folder)).isPresent()) {
      folders.add(folder);
    }
  }

  /** Deletes those that hold nothing, the innermost first. */
  void delete(Spoils spoils) throws IOException {
    if (!ends.source().capabilities().has(Capability.FOLDERS)) {
      return;
    }
    List<RelativePath> innermostFirst = folders.stream()
        .sorted(Comparator.comparingInt(RelativePath::depth).reversed())
        .toList();
    for (RelativePath folder : innermostFirst) {
      if (!spoils.isWithheld(folder) && !keepOut.covers(folder)) {
        delete(folder);
      }
    }
  }

  private void delete(RelativePath folder) throws SideException {
    try {
      SideException.on(ends.sourceSide(), () -> ends.source().deleteFolder(folder));
    } catch (SideException e) {
      if (e.kind().scope() == Kind.Scope.CONNECTION) {
        throw e;
      }
      stage
          .broadcast()
          .send(new Event.Warned(
              "the empty folder " + Printable.name(folder) + " stays: " + e.reason()));
    }
  }
}
