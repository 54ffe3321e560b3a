package org.oeleo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.oeleo.LedgerLocation;
import org.oeleo.ProgramSettings;
import org.oeleo.Worker;
import org.oeleo.WorkerSettings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.LedgerLockedException;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;

/** Looks at all that one worker needs. One thread. */
final class WorkerCheckup {
  private static final long LITTLE_SPACE = 1L << 30;

  /** For a new ledger with its journal. */
  private static final long LEDGER_SPACE = 1L << 20;

  private final Setup setup;
  private final Worker worker;
  private final Consumer<Finding> tell;

  WorkerCheckup(Setup setup, Worker worker, Consumer<Finding> tell) {
    this.setup = setup;
    this.worker = worker;
    this.tell = tell;
  }

  void examine() throws SettingsException {
    Optional<Path> from = source();
    Optional<Path> to = destination();
    ledger();
    setup.settings().find(ProgramSettings.LOG_DIR).ifPresent(this::log);
    if (from.isPresent() && to.isPresent()) {
      tell.accept(overlap(from.get(), to.get()));
    }
  }

  private Optional<Path> source() {
    String what = "source " + worker.source();
    try (Connector source = worker.source().open()) {
      tellParticulars(source, what);
      source.ping();
      AtomicLong files = new AtomicLong();
      AtomicLong others = new AtomicLong();
      source.list(ListRequest.topLevel(), counting(files, others));
      String found = Sizes.files(files.get()) + " at the top";
      tell.accept(Finding.ok(
          what, others.get() == 0 ? found : found + ", " + others.get() + " that are no files"));
      return root(source);
    } catch (IOException e) {
      tell.accept(
          Finding.fail(what, message(e), "make it reachable and readable, or correct the setting"));
      return Optional.empty();
    }
  }

  private void tellParticulars(Connector end, String what) throws IOException {
    end.particulars().forEach(particular -> tell.accept(Finding.of(what, particular)));
  }

  private static EntrySink counting(AtomicLong files, AtomicLong others) {
    return new EntrySink() {
      @Override
      public void file(FileEntry entry) {
        files.incrementAndGet();
      }

      @Override
      public void leftOut(String name, String reason) {
        others.incrementAndGet();
      }
    };
  }

  private Optional<Path> destination() {
    String what = "destination " + worker.destination();
    try (Connector destination = worker.destination().open()) {
      tellParticulars(destination, what);
      if (isToBeMade(destination)) {
        tell.accept(Finding.ok(what, "not there yet; the first run makes it"));
        return root(destination);
      }
      destination.ping();
      Probe.of(destination, what).forEach(tell);
      space(destination, what);
      return root(destination);
    } catch (IOException e) {
      tell.accept(Finding.fail(
          what,
          message(e),
          "make it reachable and writable, or correct the setting; a first run makes the last folder"
              + " if that alone is missing"));
      return Optional.empty();
    }
  }

  private static boolean isToBeMade(Connector destination) {
    if (!destination.capabilities().has(Capability.CREATE_ROOT)) {
      return false;
    }
    Optional<Path> root = destination
        .localFile(RelativePath.of("file"))
        .map(Path::getParent)
        .map(Path::toAbsolutePath);
    Optional<Path> existing = root.map(WorkerCheckup::nearest);
    // A run makes the last level only, so that a misspelt path is not made to exist.
    return existing.isPresent()
        && existing.equals(root.map(Path::getParent))
        && Files.isDirectory(existing.get())
        && Files.isWritable(existing.get());
  }

  private void space(Connector destination, String what) throws IOException {
    if (!destination.capabilities().has(Capability.FREE_SPACE)) {
      return;
    }
    long free = destination.freeSpace();
    String found = Sizes.bytes(free) + " free";
    tell.accept(
        free < LITTLE_SPACE
            ? Finding.warn(what, "only " + found, "make room")
            : Finding.ok(what, found));
  }

  private static Optional<Path> root(Connector connector) throws IOException {
    Optional<Path> root = connector.localFile(RelativePath.of("file")).map(Path::getParent);
    if (root.isEmpty()) {
      return root;
    }
    Path existing = nearest(root.get());
    return Optional.of(
        existing.toRealPath().resolve(existing.relativize(root.get().toAbsolutePath())));
  }

  /** The folder itself or, if it is not there, the nearest above it that is. */
  private static Path nearest(Path folder) {
    Path existing = folder.toAbsolutePath();
    Path above = existing.getParent();
    while (!Files.exists(existing) && above != null) {
      existing = above;
      above = existing.getParent();
    }
    return existing;
  }

  private void log(Path folder) {
    String what = "log folder " + folder;
    Path existing = nearest(folder);
    boolean usable = Files.isDirectory(existing) && Files.isWritable(existing);
    tell.accept(
        usable
            ? Finding.ok(what, Files.exists(folder) ? "writable" : "not there yet; a run makes it")
            : Finding.fail(what, "cannot be written to", "correct OELEO_LOG_DIR"));
  }

  private void ledger() {
    LedgerLocation location = worker.ledger();
    String what = "ledger " + location;
    try {
      Optional<Path> file = location.file().map(Path::toAbsolutePath);
      if (file.isPresent() && !Files.exists(file.get())) {
        tell.accept(toBeMade(what, Optional.ofNullable(file.get().getParent()).orElse(file.get())));
      } else {
        inspect(location, what);
      }
    } catch (LedgerException e) {
      tell.accept(Finding.fail(what, message(e), "correct that, then run doctor again"));
    }
  }

  private void inspect(LedgerLocation location, String what) throws LedgerException {
    try (Bookkeeper ledger = location.open(Access.READ)) {
      List<String> damage = ledger.inspect();
      damage.forEach(text -> tell.accept(
          Finding.fail(what, text, "restore a copy from before, then check --update-db")));
      if (damage.isEmpty()) {
        tell.accept(Finding.ok(what, "sound, " + Sizes.files(ledger.agreedCount()) + " in it"));
      }
    }
    lock(location, what);
  }

  private static Finding toBeMade(String what, Path folder) {
    if (!Files.isDirectory(folder)) {
      return Finding.fail(
          what, "its folder does not exist", "create it, mount its disk, or correct OELEO_DB_NAME");
    }
    if (!Files.isWritable(folder)) {
      return Finding.fail(what, "its folder cannot be written to", "correct OELEO_DB_NAME");
    }
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      return free < LEDGER_SPACE
          ? Finding.fail(what, "only " + Sizes.bytes(free) + " free in its folder", "make room")
          : Finding.ok(what, "not there yet; the first run makes it");
    } catch (IOException e) {
      return Finding.fail(what, message(e), "make its folder readable");
    }
  }

  private void lock(LedgerLocation location, String what) {
    try (Bookkeeper ledger = location.open(Access.RUN)) {
      tell.accept(Finding.ok(what, "free for a run, id " + ledger.id().substring(0, 8)));
    } catch (LedgerLockedException e) {
      tell.accept(Finding.warn(what, message(e), "nothing, if that run is meant to be"));
    } catch (LedgerException e) {
      tell.accept(Finding.fail(what, message(e), "correct that, then run doctor again"));
    }
  }

  private Finding overlap(Path from, Path to) throws SettingsException {
    if (from.equals(to)) {
      return Finding.fail("folders", "source and destination are the same", "separate them");
    }
    if (to.startsWith(from) && setup.settings().get(WorkerSettings.INCLUDE_SUBDIRS)) {
      return Finding.fail(
          "folders", "the destination is within the source", "separate them; no run begins");
    }
    if (to.startsWith(from)) {
      return Finding.warn(
          "folders",
          "the destination is within the source",
          "separate them, or keep OELEO_INCLUDE_SUBDIRS=false");
    }
    return from.startsWith(to)
        ? Finding.warn("folders", "the source is within the destination", "separate them")
        : Finding.ok("folders", "source and destination do not overlap");
  }

  static String message(Exception failure) {
    return Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
  }
}
