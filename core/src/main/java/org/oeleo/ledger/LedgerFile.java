package org.oeleo.ledger;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.Printable;

/** The file of a ledger, as the file system sees it. Immutable. */
final class LedgerFile {
  /** How a network file system calls itself, at the beginning of {@code FileStore.type()}. */
  private static final List<String> NETWORK_TYPES = List.of(
      "nfs",
      "cifs",
      "smb",
      "9p",
      "afp",
      "webdav",
      "davfs",
      "ncpfs",
      "afs",
      "glusterfs",
      "fuse.sshfs",
      "fuse.rclone",
      "fuse.s3fs",
      "fuse.davfs",
      "fuse.gvfsd",
      "fuse.smb",
      "fuse.glusterfs",
      "macfuse.sshfs",
      "osxfuse.sshfs");

  private final Path path;

  private LedgerFile(Path path) {
    this.path = path;
  }

  /** The file a setting names: relative to the working folder, {@code ~/} is the home folder. */
  static LedgerFile named(String name) throws LedgerException {
    try {
      boolean home = name.startsWith("~/") || name.startsWith("~\\");
      Path path =
          home ? Path.of(System.getProperty("user.home"), name.substring(2)) : Path.of(name);
      return new LedgerFile(resolved(path.toAbsolutePath().normalize()));
    } catch (InvalidPathException e) {
      throw new LedgerException(
          "the ledger " + Printable.name(name) + " is no file name: " + e.getReason(), e);
    }
  }

  /** Through links, so that one ledger has one lock whatever name it is called by. */
  private static Path resolved(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      // Not there yet, or not readable: its folder decides, and opening it will say what is wrong.
      return inRealFolder(path);
    }
  }

  private static Path inRealFolder(Path path) {
    Path folder = path.getParent();
    try {
      return folder == null ? path : folder.toRealPath().resolve(path.getFileName());
    } catch (IOException e) {
      return path;
    }
  }

  Path path() {
    return path;
  }

  Path folder() {
    return Optional.ofNullable(path.getParent()).orElse(path);
  }

  /** The file beside it that SQLite calls the same and {@code suffix}. */
  Path companion(String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }

  /** As SQLite takes it: percent-encoded, so that no character of the path has a meaning. */
  String uri(String query) {
    URI uri = path.toUri();
    String authority = uri.getRawAuthority() == null ? "" : "//" + uri.getRawAuthority();
    return "file://" + authority + uri.getRawPath() + query;
  }

  void refuseNetwork() throws LedgerException {
    if (isNetwork(path.toString(), storeType())) {
      throw new LedgerException("the ledger "
          + this
          + " is on a network file system, where SQLite files get damaged: set OELEO_DB_NAME to"
          + " a file on this computer, or OELEO_DB_ALLOW_NETWORK=true if only this one uses it");
    }
  }

  static boolean isNetwork(String path, String storeType) {
    String type = storeType.toLowerCase(Locale.ROOT);
    return path.startsWith("\\\\") || NETWORK_TYPES.stream().anyMatch(type::startsWith);
  }

  private String storeType() {
    try {
      return Files.getFileStore(folder()).type();
    } catch (IOException e) {
      // Nothing is known of a folder that is not there; opening the ledger says so better.
      return "";
    }
  }

  /**
   * A missing folder is a typing error or a disk that is not mounted: making it would hide either.
   */
  void requireFolder() throws LedgerException {
    if (!Files.isDirectory(folder())) {
      throw new LedgerException("the folder of the ledger "
          + this
          + " does not exist: create it, mount its disk, or correct OELEO_DB_NAME");
    }
    if (Files.isDirectory(path)) {
      throw new LedgerException(
          "the ledger " + this + " is a folder: OELEO_DB_NAME must name a file");
    }
  }

  /** Whether there is no file, or one without a byte: both read as an empty ledger. */
  boolean holdsNothing() throws LedgerException {
    try {
      return Files.size(path) == 0;
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Makes it, empty and readable by its owner only. Returns whether it was missing. */
  boolean createIfMissing() throws LedgerException {
    try {
      createPrivate(path);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new LedgerException(
          "the ledger "
              + this
              + " cannot be created: check that its folder is writable and its disk not full ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  /** A new file, readable by its owner only where the file system knows owners. */
  static void createPrivate(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] owner = {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
    EnumSet<StandardOpenOption> fresh =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    Files.newByteChannel(file, fresh, posix ? owner : new FileAttribute<?>[0]).close();
  }

  /** Takes a file of ours back that never became a ledger. */
  void deleteIfEmpty() {
    try {
      if (Files.size(path) == 0) {
        Files.delete(path);
      }
    } catch (IOException e) {
      // What made us give up is being reported; an empty file left behind reads as an empty ledger.
      return;
    }
  }

  /** What tells this file from another one put in its place; empty where that cannot be told. */
  String identity() throws LedgerException {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return String.valueOf(now.fileKey());
    } catch (NoSuchFileException e) {
      throw new LedgerException(
          "the ledger " + this + " was deleted while it was in use: restore it from a backup", e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** What changes whenever somebody writes into the file itself. */
  String stamp() throws LedgerException {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return now.fileKey() + " " + now.size() + " " + now.lastModifiedTime();
    } catch (NoSuchFileException e) {
      return "missing";
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private LedgerException unreadable(IOException cause) {
    return new LedgerException(
        "the ledger " + this + " cannot be looked at: check its permissions and its disk ("
            + cause.getMessage() + ")",
        cause);
  }

  @Override
  public String toString() {
    return Printable.name(path);
  }
}
