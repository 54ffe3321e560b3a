package org.oeleo.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.oeleo.Ending;
import org.oeleo.Overwrite;
import org.oeleo.WhenEmpty;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/** What must hold of both ends before, and of the source after it was gone through. */
final class Guards {
  private final Job job;
  private final Ends ends;
  private final Bookkeeper ledger;

  Guards(Job job, Ends ends, Bookkeeper ledger) {
    this.job = job;
    this.ends = ends;
    this.ledger = ledger;
  }

  /** Both ends are there, and are two. */
  void requireEnds(Mode mode) throws IOException {
    requireSight(mode);
    SideException.on(ends.sourceSide(), () -> {
      ends.source().ping();
      return true;
    });
    requireApart();
    if (mode.reach() != Mode.Reach.NONE) {
      requireDestination(mode);
    }
    if (mode.reach() == Mode.Reach.WRITE) {
      requireFilledDestination();
    }
  }

  /** What is only written is neither a source nor compared with, whatever the settings ask for. */
  private void requireSight(Mode mode) {
    if (ends.source().capabilities().has(Capability.WRITE_ONLY)) {
      throw misconfigured(job.route().from() + " only takes files: none can come from there");
    }
    if (!ends.sendsUnseen()) {
      requireFiles();
      return;
    }
    if (mode.task() == Mode.Task.CHECK) {
      throw misconfigured(
          job.route().to() + " only takes files: what it has cannot be compared with anything");
    }
    if (job.safety().overwrite() != Overwrite.REPLACE) {
      throw misconfigured(job.route().to()
          + " only takes files: nobody can see what OELEO_OVERWRITE would keep there");
    }
    if (job.safety().space().quota().isPresent()) {
      throw misconfigured(
          job.route().to() + " only takes files: nobody can count what OELEO_QUOTA is about");
    }
  }

  /** A folder that is listed as a file without content would arrive as an empty file. */
  private void requireFiles() {
    if (ends.source().capabilities().has(Capability.WHOLE_FOLDERS)) {
      throw misconfigured("OELEO_WHOLE_FOLDERS is for OELEO_EXTERNAL=command: "
          + job.route().to() + " takes files only");
    }
  }

  /**
   * Both sides are there, or one is made before the first pass; one that is only read is never
   * made.
   */
  void requireBothRoots(Mode mode) throws IOException {
    requireFiles();
    for (Side side : Side.values()) {
      if (ends.on(side).capabilities().has(Capability.WRITE_ONLY)) {
        throw misconfigured("the " + side.name().toLowerCase(Locale.ROOT)
            + " side only takes files: both ways, both sides are looked at");
      }
    }
    requireDestination(mode);
    new Guards(job.from(ends.destinationSide()), ends.from(ends.destinationSide()), ledger)
        .requireDestination(mode);
    requireApart();
  }

  private void requireDestination(Mode mode) throws IOException {
    Connector destination = ends.destination();
    try {
      SideException.on(ends.destinationSide(), () -> {
        destination.ping();
        return true;
      });
    } catch (SideException e) {
      // A root that was there before and is gone now is a share that is not mounted: making it
      // would
      // fill the disk below. Only before the first copy is a missing one simply made.
      boolean fresh = e.kind() == Kind.UNREACHABLE
          && mode.reach() == Mode.Reach.WRITE
          && destination.capabilities().has(Capability.CREATE_ROOT)
          && ledger.agreedCount() == 0;
      if (!fresh) {
        throw e;
      }
      SideException.on(ends.destinationSide(), () -> {
        destination.createRoot();
        return true;
      });
    }
  }

  /**
   * A mount point without its share is an empty folder of the system disk: what is copied there is
   * neither where it should be nor to be seen once the share is back.
   */
  private void requireFilledDestination() throws IOException {
    boolean accepted = job.safety().emptyDestination() == WhenEmpty.ACCEPT;
    if (accepted || ends.sendsUnseen() || !hasSent() || holdsAnything()) {
      return;
    }
    throw new StopSignal(new Stop(
        Ending.DESTINATION_LOST,
        "destination " + job.route().to().root() + " is empty, although files were copied there"
            + " before: is it mounted? (OELEO_EMPTY_DESTINATION=accept if this is right)"));
  }

  /** What is at the destination before the first file is sent, as far as it may be looked at. */
  AtStart atStart() throws LedgerException {
    try {
      return ends.sendsUnseen() || hasSent() || holdsAnything() ? AtStart.FILLED : AtStart.EMPTY;
    } catch (LedgerException e) {
      throw e;
    } catch (IOException notToBeListed) {
      // Files may be left there all the same; whatever is wrong, the first of them tells.
      return AtStart.FILLED;
    }
  }

  private boolean hasSent() throws LedgerException {
    try {
      ledger.history(Optional.empty(), first -> {
        throw new Enough();
      });
      return false;
    } catch (Enough seen) {
      return true;
    }
  }

  private boolean holdsAnything() throws IOException {
    try {
      SideException.on(ends.destinationSide(), () -> {
        ends.destination().list(ListRequest.topLevel(), new FirstFind());
        return true;
      });
      return false;
    } catch (Enough found) {
      return true;
    }
  }

  /** Ends a walk whose first step has told everything. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Enough() {
      super("enough was seen", null, false, false);
    }
  }

  private static final class FirstFind implements EntrySink {
    @Override
    public void file(FileEntry entry) {
      throw new Enough();
    }

    @Override
    public void leftOut(String name, String reason) {
      throw new Enough();
    }

    @Override
    public void notEntered(String name) {
      throw new Enough();
    }
  }

  private void requireApart() throws IOException {
    Optional<Path> from = root(ends.source());
    Optional<Path> to = root(ends.destination());
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    if (from.get().equals(to.get())) {
      throw misconfigured("source and destination are the same folder: " + from.get());
    }
    if (job.choice().maxDepth() > 1 && to.get().startsWith(from.get())) {
      throw misconfigured("the destination " + to.get() + " is inside the source " + from.get()
          + ": every run would copy the copies");
    }
    boolean keepsFolders = job.choice().arrival() == Job.Arrival.DISTINCT;
    if (job.choice().maxDepth() > 1 && keepsFolders && from.get().startsWith(to.get())) {
      throw misconfigured("the source " + from.get() + " is inside the destination " + to.get()
          + ": a copy could land on a source file");
    }
  }

  private static StopSignal misconfigured(String why) {
    return new StopSignal(new Stop(Ending.MISCONFIGURED, why));
  }

  /** The root as a real path, as far as it is there yet. */
  private static Optional<Path> root(Connector connector) throws IOException {
    Optional<Path> root = connector
        .localFile(RelativePath.of("x"))
        .map(Path::getParent)
        .map(path -> path.toAbsolutePath().normalize());
    return root.isPresent() ? Optional.of(real(root.get())) : root;
  }

  private static Path real(Path path) throws IOException {
    Path parent = path.getParent();
    if (Files.exists(path) || parent == null) {
      return path.toRealPath();
    }
    return real(parent).resolve(path.getFileName());
  }

  /** A source that held files and is empty now is not to be believed. */
  void requireContent(boolean sawAnything) throws LedgerException {
    if (sawAnything || job.safety().emptySource() == WhenEmpty.ACCEPT) {
      return;
    }
    long before = ledger.remainingCount();
    if (before > 0) {
      throw new StopSignal(new Stop(
          Ending.SOURCE_GONE,
          "source " + job.route().from().root() + " is empty, although " + before
              + " files were copied from it before: is its disk mounted?"
              + " (OELEO_EMPTY_SOURCE=accept if this is right)"));
    }
  }
}
