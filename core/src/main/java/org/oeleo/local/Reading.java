package org.oeleo.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Links;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/** Opens files for reading. Safe for many threads. */
record Reading(Tree tree, OpenFiles files) {
  private static final Set<OpenOption> FOLLOWING = Set.of(StandardOpenOption.READ);
  private static final Set<OpenOption> PLAIN =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  InputStream read(RelativePath path, long offset) throws IOException {
    if (isFolder(path)) {
      return InputStream.nullInputStream();
    }
    FileChannel file = files.keep(open(path));
    try {
      if (offset == 0) {
        requireUnlocked(file, path);
      } else {
        file.position(offset);
      }
      return new FileInput(file, path, files);
    } catch (IOException e) {
      files.close(file);
      throw e;
    }
  }

  private boolean isFolder(RelativePath path) throws IOException {
    if (!tree.isEntry(path)) {
      return false;
    }
    try (Folder folder = tree.parentOf(path)) {
      return folder.look(tree.nameOf(path)).isDirectory();
    }
  }

  /** Looks before it opens: opening a pipe would wait for a writer, for ever. */
  private FileChannel open(RelativePath path) throws IOException {
    Path name = tree.nameOf(path);
    boolean following = tree.links() == Links.FOLLOW;
    try (Folder folder = tree.parentOf(path)) {
      BasicFileAttributes found = following ? folder.lookThrough(name) : folder.look(name);
      if (found.isSymbolicLink()) {
        throw new ConnectorException(
            Kind.ACCESS_DENIED, Printable.name(path) + " is a symbolic link and not followed");
      }
      if (!found.isRegularFile()) {
        throw new NoSuchFileException(path.toString());
      }
      return folder.open(name, following ? FOLLOWING : PLAIN);
    }
  }

  /**
   * A program that still writes a file may say so by a lock. It is only asked after, not kept: ours
   * would stand in that program's way. File systems without locks, and a lock of this very process,
   * tell nothing.
   */
  private static void requireUnlocked(FileChannel file, RelativePath path)
      throws ConnectorException {
    boolean free = true;
    try (FileLock lock = file.tryLock(0, Long.MAX_VALUE, true)) {
      free = lock != null;
    } catch (IOException | OverlappingFileLockException untold) {
      return;
    }
    if (!free) {
      throw new ConnectorException(
          Kind.BUSY, Printable.name(path) + " is locked by another program");
    }
  }
}
