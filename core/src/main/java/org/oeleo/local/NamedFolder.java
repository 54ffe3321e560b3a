package org.oeleo.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/**
 * A folder known by its path only, where Java cannot hold one open (Windows). Each step is checked
 * not to be a link or junction; making those needs rights there that writing files does not.
 */
record NamedFolder(Path place) implements Folder {
  @Override
  public Folder enter(Path name) throws IOException {
    BasicFileAttributes found = look(name);
    if (!found.isDirectory() || found.isSymbolicLink() || found.isOther()) {
      throw new NotDirectoryException(place.resolve(name).toString());
    }
    return new NamedFolder(place.resolve(name));
  }

  @Override
  public BasicFileAttributes look(Path name) throws IOException {
    return Files.readAttributes(
        place.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public BasicFileAttributes lookThrough(Path name) throws IOException {
    return Files.readAttributes(place.resolve(name), BasicFileAttributes.class);
  }

  @Override
  public FileChannel open(Path name, Set<? extends OpenOption> options) throws IOException {
    return FileChannel.open(place.resolve(name), options);
  }

  @Override
  public void setModified(Path name, FileTime modified) throws IOException {
    Files.getFileAttributeView(
            place.resolve(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(modified, null, null);
  }

  @Override
  public void delete(Path name) throws IOException {
    Files.delete(place.resolve(name));
  }

  @Override
  public void deleteFolder(Path name) throws IOException {
    enter(name).close();
    Files.delete(place.resolve(name));
  }

  /** Windows refuses to replace a file that anybody, a virus scanner say, has open just then. */
  @Override
  public void move(Path name, Folder to, Path newName) throws IOException {
    Path target = to.place().resolve(newName);
    try {
      Files.move(place.resolve(name), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AccessDeniedException e) {
      throw new ConnectorException(
          Kind.BUSY, Printable.name(target) + " may be in use by another program", e);
    }
  }

  @Override
  public void close() {}
}
