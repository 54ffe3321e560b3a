package org.oeleo.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Links;
import org.oeleo.spi.RelativePath;

/** What a name in a folder is, read in one look. */
record Node(Type type, long size, Instant modified, Instant touched, Optional<String> tag) {
  /** What can be there. */
  enum Type {
    FILE,
    FOLDER,
    LINK,
    OTHER
  }

  private static final String UNIX = "unix:mode,size,lastModifiedTime,ctime,creationTime";
  private static final int TYPE_BITS = 0170000;

  /** What is at {@code place}, not following a link. */
  static Node at(Path place) throws IOException {
    return read(place, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * What a link to a file points to, if such links are followed; otherwise this itself, as also
   * where the target is missing, or a loop, or not for us to see.
   */
  Node resolved(Path place, Links links) {
    if (type != Type.LINK || links == Links.SKIP) {
      return this;
    }
    try {
      Node target = read(place);
      return target.type == Type.FILE ? target : this;
    } catch (IOException unseen) {
      return this;
    }
  }

  private static Node read(Path place, LinkOption... options) throws IOException {
    return place.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? ofUnix(Files.readAttributes(place, UNIX, options))
        : of(Files.readAttributes(place, BasicFileAttributes.class, options));
  }

  private static Node ofUnix(Map<String, Object> found) {
    Type type = switch (fact(found, "mode", Integer.class) & TYPE_BITS) {
      case 0100000 -> Type.FILE;
      case 0040000 -> Type.FOLDER;
      case 0120000 -> Type.LINK;
      default -> Type.OTHER;
    };
    FileTime modified = fact(found, "lastModifiedTime", FileTime.class);
    FileTime changed = fact(found, "ctime", FileTime.class);
    FileTime created = fact(found, "creationTime", FileTime.class);
    Instant touched = latest(modified, latest(changed, created)).toInstant();
    Instant change = changed.toInstant();
    // Not the inode: some mounted file systems make up another at every look, and whatever gives a
    // name another inode changes this time as well.
    String tag = change.getEpochSecond() + "." + change.getNano();
    long size = fact(found, "size", Long.class);
    return new Node(type, size, modified.toInstant(), touched, Optional.of(tag));
  }

  private static <T> T fact(Map<String, Object> found, String name, Class<T> type) {
    return type.cast(Objects.requireNonNull(found.get(name), name));
  }

  /**
   * A junction and whatever else Windows keeps behind a reparse point is "other", also if it is a
   * folder.
   */
  private static Node of(BasicFileAttributes found) {
    Type type = Type.FILE;
    if (found.isSymbolicLink()) {
      type = Type.LINK;
    } else if (found.isOther()) {
      type = Type.OTHER;
    } else if (found.isDirectory()) {
      type = Type.FOLDER;
    }
    FileTime modified = found.lastModifiedTime();
    FileTime touched = latest(modified, found.creationTime());
    return new Node(
        type, found.size(), modified.toInstant(), touched.toInstant(), Optional.empty());
  }

  private static FileTime latest(FileTime a, FileTime b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /** This as the file {@code path}; empty if it is none. */
  Optional<FileEntry> entry(RelativePath path, Tree tree) {
    if (type == Type.FOLDER && tree.isEntry(path)) {
      return Optional.of(new FileEntry(path, 0, modified, touched, tag));
    }
    return type == Type.FILE
        ? Optional.of(new FileEntry(path, size, modified, touched, tag))
        : Optional.empty();
  }
}
