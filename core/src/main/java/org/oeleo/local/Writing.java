package org.oeleo.local;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/** Writes files. Safe for many threads. */
record Writing(Tree tree, OpenFiles files, Durability durability) {
  private static final int BUFFER = 256 * 1024;

  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS);
  private static final Set<OpenOption> AGAIN =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS);

  FileEntry write(RelativePath path, Content content) throws IOException {
    Path name = tree.nameOf(path);
    try (Folder folder = tree.madeParentOf(path)) {
      FileChannel file = files.keep(open(folder, name));
      try {
        long held = file.size();
        long from = content.continues() && held <= content.size() ? held : 0;
        if (held > from) {
          file.truncate(from);
        }
        fill(file, from, content, path);
        keepModified(folder, name, content);
        durability.written(path, file);
      } finally {
        files.close(file);
      }
      if (folder instanceof NamedFolder) {
        // Windows may note the time of the last write only when the file is closed.
        keepModified(folder, name, content);
      }
      return Node.at(folder.place().resolve(name))
          .entry(path, tree)
          .orElseThrow(() -> new NoSuchFileException(path.toString()));
    }
  }

  /**
   * Some mounted shares let only the owner set times. That is no reason to lose the file: what is
   * returned tells the time it has.
   */
  private static void keepModified(Folder folder, Path name, Content content) {
    try {
      folder.setModified(name, FileTime.from(content.modified()));
    } catch (IOException refused) {
      // The entry of the file as it is now says so to whoever asked.
    }
  }

  /** Looks only at what is there already: opening a pipe would wait for a reader, for ever. */
  private static FileChannel open(Folder folder, Path name) throws IOException {
    try {
      return folder.open(name, NEW);
    } catch (FileAlreadyExistsException there) {
      requireFile(folder.look(name), folder.place().resolve(name));
      return folder.open(name, AGAIN);
    }
  }

  /** Refuses to put a file where something else is. */
  static void requireFile(BasicFileAttributes there, Path place) throws ConnectorException {
    if (there.isSymbolicLink()) {
      throw new ConnectorException(
          Kind.ACCESS_DENIED, Printable.name(place) + " is a symbolic link and not followed");
    }
    if (!there.isRegularFile()) {
      String what = there.isDirectory() ? "a folder" : "a device or pipe";
      throw new ConnectorException(Kind.REJECTED, Printable.name(place) + " is " + what);
    }
  }

  private void fill(FileChannel file, long from, Content content, RelativePath path)
      throws IOException {
    if (from > 0) {
      file.position(from);
    }
    long left = content.size() - from;
    byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(1, left))];
    try (InputStream in = content.open(from)) {
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          throw changed(path, "ended " + left + " bytes early", new EOFException());
        }
        put(file, ByteBuffer.wrap(buffer, 0, n), left, path);
        left -= n;
      }
      if (in.read() >= 0) {
        throw changed(path, "is longer than its " + content.size() + " bytes", new EOFException());
      }
    }
  }

  private static ConnectorException changed(RelativePath path, String how, IOException cause) {
    return new ConnectorException(
        Kind.CHANGED, "the source of " + Printable.name(path) + " " + how, cause);
  }

  private void put(FileChannel file, ByteBuffer bytes, long needed, RelativePath path)
      throws IOException {
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      if (file.isOpen() && Files.getFileStore(tree.root()).getUsableSpace() < needed) {
        throw new ConnectorException(
            Kind.NO_SPACE, Printable.name(path) + " does not fit: the disk is full", e);
      }
      throw Diagnosis.of(e, path);
    }
  }
}
