package org.oeleo.testkit.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.ForwardingConnector;
import org.oeleo.testkit.Tagless;

/**
 * A folder as an operating system keeps it: what is written can be read at once, and reaches the
 * disk when {@link #sync} is called, not before. A second folder shows what a power loss would
 * leave at any moment. Takes the contract at its word: nothing but {@code sync} is relied on. Safe
 * for many threads.
 */
final class PageCacheConnector extends ForwardingConnector {
  /** What a power loss does to a file that was given its name and not forced to the disk. */
  enum Loss {
    /** The old file is back, or none. */
    NAME,
    /** The name is there, of an empty file. */
    CONTENT,
    /** Size and time are there, of nothing but zeros. */
    BYTES
  }

  /** When what is written survives. */
  enum Forcing {
    ON_SYNC,
    NEVER
  }

  /** By new name, the old one of what was moved since it was last forced. */
  private final Map<RelativePath, RelativePath> movedFrom = new ConcurrentHashMap<>();

  private final Path disk;
  private final Loss loss;
  private final Forcing forcing;

  PageCacheConnector(Connector cache, Path disk, Loss loss, Forcing forcing) {
    // Tags are change times, and a test that starts the machine again makes the files anew.
    super(new Tagless(cache));
    this.disk = disk;
    this.loss = loss;
    this.forcing = forcing;
  }

  @Override
  public Capabilities capabilities() {
    Capabilities cache = wrapped().capabilities();
    Set<Capability> flags = EnumSet.copyOf(cache.flags());
    flags.remove(Capability.SYNC_IN_GROUPS);
    if (forcing == Forcing.ON_SYNC) {
      flags.add(Capability.SYNC_IN_GROUPS);
    }
    return new Capabilities(flags, cache.hashes(), cache.timePrecision());
  }

  @Override
  public FileEntry move(RelativePath from, RelativePath to) throws IOException {
    FileEntry moved = wrapped().move(from, to);
    Path forced = disk.resolve(from.toString());
    if (loss != Loss.NAME && Files.exists(forced)) {
      put(forced, to);
    } else if (loss != Loss.NAME) {
      put(shellOf(to), to);
    }
    movedFrom.put(to, from);
    return moved;
  }

  /** What the disk may have of a file whose bytes nobody forced there. */
  private Path shellOf(RelativePath path) throws IOException {
    FileEntry entry = wrapped().stat(path).orElseThrow();
    int size = loss == Loss.BYTES ? Math.toIntExact(entry.size()) : 0;
    Path shell = Files.createTempFile(disk.resolveSibling(""), "shell", "");
    Files.write(shell, new byte[size]);
    return Files.setLastModifiedTime(shell, FileTime.from(entry.modified()));
  }

  @Override
  public void sync(Collection<RelativePath> paths) throws IOException {
    if (forcing == Forcing.NEVER) {
      return;
    }
    for (RelativePath path : paths) {
      Path cached = wrapped().localFile(path).orElseThrow();
      Path copy = Files.createTempFile(disk.resolveSibling(""), "forced", "");
      try {
        Files.copy(
            cached, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        put(copy, path);
        forgetOldNameOf(path);
      } catch (NoSuchFileException replacedOrGone) {
        Files.delete(copy);
      }
    }
  }

  /** With its new name a file has lost the old one. */
  private void forgetOldNameOf(RelativePath path) throws IOException {
    Optional<RelativePath> old = Optional.ofNullable(movedFrom.remove(path));
    if (old.isPresent()) {
      Files.deleteIfExists(disk.resolve(old.get().toString()));
    }
  }

  private void put(Path file, RelativePath path) throws IOException {
    Path place = disk.resolve(path.toString());
    Files.createDirectories(place.resolveSibling(""));
    Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(RelativePath path) throws IOException {
    wrapped().delete(path);
    Files.deleteIfExists(disk.resolve(path.toString()));
  }
}
