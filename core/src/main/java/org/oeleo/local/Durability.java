package org.oeleo.local;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/**
 * Makes what was written survive a power loss. Safe for many threads.
 *
 * <p>Forcing one file after the other costs a turn of the disk for each. Where the system can force
 * whole file systems, files are only noted when they are written, and forced together by
 * {@link #sync}.
 */
final class Durability {
  private static final Set<Kind> REFUSING =
      Set.of(Kind.INVALID_NAME, Kind.UNSUPPORTED, Kind.ACCESS_DENIED);

  /** Up to so many, one after the other is cheaper than whatever else waits for that disk. */
  private static final int FEW = 16;

  private static final Set<OpenOption> FILE = Set.of(
      // Windows forces only what may be written.
      File.separatorChar == '\\' ? StandardOpenOption.WRITE : StandardOpenOption.READ,
      LinkOption.NOFOLLOW_LINKS);

  private final Tree tree;
  private final boolean forcing;
  private final Optional<FileSystemSync> together;

  /** Written, perhaps moved since, and not yet forced. */
  private final Set<RelativePath> unforced = ConcurrentHashMap.newKeySet();

  /**
   * Of which the disk has lost something. A system says so once, and calls the next attempt well.
   */
  private final Set<RelativePath> broken = ConcurrentHashMap.newKeySet();

  /**
   * Begins without anything to force.
   *
   * @param forcing whether anything is ever forced
   * @param together how many are forced at once; empty if only one by one
   */
  Durability(Tree tree, boolean forcing, Optional<FileSystemSync> together) {
    this.tree = tree;
    this.forcing = forcing;
    this.together = forcing ? together : Optional.empty();
  }

  /** Whether many files together cost little more than one. */
  boolean inGroups() {
    return together.isPresent();
  }

  /** {@code path} has been written completely through {@code file}. */
  void written(RelativePath path, FileChannel file) throws IOException {
    if (together.isPresent()) {
      unforced.add(path);
    } else if (forcing) {
      file.force(true);
    }
  }

  void moved(RelativePath from, RelativePath to) {
    if (unforced.remove(from)) {
      unforced.add(to);
    }
  }

  void deleted(RelativePath path) {
    unforced.remove(path);
    broken.remove(path);
  }

  /** Frees whoever waits for the disk. */
  void close() {
    together.ifPresent(FileSystemSync::close);
  }

  /** Forces these files, and the names that lead to them. */
  void sync(Collection<RelativePath> paths) throws IOException {
    if (!forcing) {
      return;
    }
    List<RelativePath> files = new ArrayList<>(paths);
    files.retainAll(unforced);
    Set<Path> folders = foldersOf(paths);
    boolean many = files.size() + folders.size() > FEW && Collections.disjoint(files, broken);
    if (!(many && together.isPresent() && together.get().sync(folders))) {
      for (RelativePath file : files) {
        force(file);
      }
      for (Path folder : folders) {
        force(folder);
      }
    }
    files.forEach(unforced::remove);
  }

  /** With all folders above, because a new folder is a name in the one above it. */
  private Set<Path> foldersOf(Collection<RelativePath> paths) {
    Set<Path> folders = new TreeSet<>();
    folders.add(tree.root());
    Optional<RelativePath> last = Optional.empty();
    for (RelativePath path : paths) {
      Optional<RelativePath> folder = path.parent();
      if (folder.equals(last)) {
        continue;
      }
      last = folder;
      while (folder.isPresent() && tree.place(folder.get()).map(folders::add).orElse(false)) {
        folder = folder.get().parent();
      }
    }
    return folders;
  }

  private void force(RelativePath path) throws IOException {
    if (broken.contains(path)) {
      throw new ConnectorException(
          Kind.IO_ERROR, Printable.name(path) + " could not be written to the disk");
    }
    Path name = tree.nameOf(path);
    try (Folder folder = tree.parentOf(path);
        FileChannel file = folder.open(name, FILE)) {
      forced(path, file);
    } catch (NoSuchFileException | NotDirectoryException goneMeanwhile) {
      // What is no longer there need not survive.
    }
  }

  private void forced(RelativePath path, FileChannel file) throws IOException {
    try {
      file.force(true);
    } catch (IOException e) {
      broken.add(path);
      throw e;
    }
  }

  private static void force(Path folder) throws IOException {
    if (File.separatorChar == '\\') {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (NoSuchFileException goneMeanwhile) {
      // What is no longer there needs no name.
    } catch (IOException e) {
      if (Diagnosis.of(e, folder) instanceof ConnectorException known
          && REFUSING.contains(known.kind())) {
        // A file system that cannot do this for folders has nothing to be waited for.
        return;
      }
      throw e;
    }
  }
}
