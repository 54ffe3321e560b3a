package org.oeleo.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Links;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/**
 * The folders below one root. Safe for many threads. Reaches a folder step by step from the root
 * without ever following a link, so that no path leads out, not even while somebody swaps folders
 * for links. The root itself may be a link.
 */
record Tree(Path root, Links links, FolderRole role, NameCoding names, OpenFolders folders)
    implements Closeable {
  Tree(Path root, Links links, FolderRole role) {
    this(root, links, role, NameCoding.ofThisMachine(), new OpenFolders(System::nanoTime));
  }

  /** Whether a folder of this name is an entry. */
  boolean isEntry(RelativePath folder) {
    return role == FolderRole.ENTRY && folder.depth() == 1;
  }

  /** Lets go of the folders kept open. */
  @Override
  public void close() throws IOException {
    folders.close();
  }

  /** The root, open. The caller closes it. */
  @SuppressWarnings("StreamResourceLeak") // the folder that is returned closes it
  Folder open() throws IOException {
    try {
      DirectoryStream<Path> stream = Files.newDirectoryStream(root);
      if (stream instanceof SecureDirectoryStream<Path> secure) {
        return new HeldFolder(secure, root);
      }
      stream.close();
      return new NamedFolder(root);
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw missing(e);
    }
  }

  /** The root is there, and still the one that was opened first. */
  void requireRoot() throws IOException {
    folders.requireRoot(this::open);
    openRoot().close();
  }

  /** Says that the root is not there. */
  ConnectorException missing(IOException cause) {
    return new ConnectorException(
        Kind.UNREACHABLE,
        "the folder " + Printable.name(root) + " is not there (not mounted? misspelt?)",
        cause);
  }

  /** The folder of {@code path}, open. The caller closes it. */
  Folder parentOf(RelativePath path) throws IOException {
    return parent(path, Tree::enter);
  }

  /** The same; folders that are missing, the root excepted, are made. */
  Folder madeParentOf(RelativePath path) throws IOException {
    return parent(path, Tree::make);
  }

  private Folder parent(RelativePath path, Step step) throws IOException {
    Optional<RelativePath> parent = path.parent();
    return parent.isEmpty() ? openRoot() : folder(parent.get(), step);
  }

  private Folder openRoot() throws IOException {
    return folders.open("", this::open);
  }

  private Folder folder(RelativePath path, Step step) throws IOException {
    return folders.open(path.toString(), () -> {
      try (Folder above = parent(path, step)) {
        return step.into(above, nameOf(path));
      }
    });
  }

  /** One step down. */
  private interface Step {
    Folder into(Folder here, Path name) throws IOException;
  }

  private static Folder make(Folder here, Path name) throws IOException {
    try {
      return enter(here, name);
    } catch (NoSuchFileException e) {
      try {
        Files.createDirectory(here.place().resolve(name));
      } catch (FileAlreadyExistsException madeMeanwhile) {
        // Another thread was faster; whether it is a folder is seen by entering it.
      }
      return enter(here, name);
    }
  }

  private static Folder enter(Folder here, Path name) throws IOException {
    try {
      return here.enter(name);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      if (here.look(name).isSymbolicLink()) {
        throw new ConnectorException(
            Kind.ACCESS_DENIED,
            Printable.name(here.place().resolve(name)) + " is a symbolic link and not followed",
            e);
      }
      throw e;
    }
  }

  /** The last segment of {@code path} as a name. */
  Path nameOf(RelativePath path) throws ConnectorException {
    return names.encode(path.name());
  }

  /** Where {@code path} is, unchecked: for showing, and for whoever asks for the file itself. */
  Optional<Path> place(RelativePath path) {
    if (names.isVerbatim(path.toString())) {
      return Optional.of(root.resolve(path.toString()));
    }
    try {
      Path place = root;
      for (String segment : path.toString().split("/")) {
        place = place.resolve(names.encode(segment));
      }
      return Optional.of(place);
    } catch (ConnectorException e) {
      return Optional.empty();
    }
  }
}
