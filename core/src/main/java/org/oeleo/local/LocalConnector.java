package org.oeleo.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Links;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/** A folder of this machine. Safe for many threads. */
final class LocalConnector implements Connector {
  private final Tree tree;
  private final Capabilities capabilities;
  private final OpenFiles files = new OpenFiles();
  private final Reading reading;
  private final Writing writing;
  private final Durability durability;

  LocalConnector(Tree tree, Capabilities capabilities, Durability durability) {
    this.tree = tree;
    this.capabilities = capabilities;
    this.durability = durability;
    this.reading = new Reading(tree, files);
    this.writing = new Writing(tree, files, durability);
  }

  /** One call's work in the terms of {@code java.nio.file}. */
  private interface Step<T> {
    T run() throws IOException;
  }

  private <T> T at(Object subject, Step<T> step) throws IOException {
    files.requireOpen();
    try {
      return step.run();
    } catch (NoSuchFileException e) {
      tree.requireRoot();
      throw Diagnosis.of(e, subject);
    } catch (IOException e) {
      throw Diagnosis.of(e, subject);
    }
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public void ping() throws IOException {
    at(tree.root(), () -> {
      tree.requireRoot();
      if (!Files.isReadable(tree.root()) || !Files.isExecutable(tree.root())) {
        throw new ConnectorException(
            Kind.ACCESS_DENIED, Printable.name(tree.root()) + " may not be read");
      }
      return true;
    });
  }

  @Override
  public void list(ListRequest request, EntrySink sink) throws IOException {
    at(tree.root(), () -> {
      new Listing(tree, files, request, sink).run();
      return true;
    });
  }

  @Override
  public Optional<FileEntry> stat(RelativePath path) throws IOException {
    return at(path, () -> found(path));
  }

  private Optional<FileEntry> found(RelativePath path) throws IOException {
    Path name = tree.nameOf(path);
    try (Folder folder = tree.parentOf(path)) {
      Path place = folder.place().resolve(name);
      return Node.at(place).resolved(place, tree.links()).entry(path, tree);
    } catch (NoSuchFileException | NotDirectoryException e) {
      tree.requireRoot();
      return Optional.empty();
    }
  }

  @Override
  public InputStream read(RelativePath path, long offset) throws IOException {
    return at(path, () -> reading.read(path, offset));
  }

  @Override
  public FileEntry write(RelativePath path, Content content) throws IOException {
    return at(path, () -> writing.write(path, content));
  }

  @Override
  public void delete(RelativePath path) throws IOException {
    at(path, () -> deleted(path));
  }

  private boolean deleted(RelativePath path) throws IOException {
    Path name = tree.nameOf(path);
    try (Folder folder = tree.parentOf(path)) {
      BasicFileAttributes there = folder.look(name);
      if (!there.isSymbolicLink() || tree.links() == Links.SKIP) {
        Writing.requireFile(there, folder.place().resolve(name));
      }
      folder.delete(name);
      durability.deleted(path);
      return true;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return false;
    }
  }

  @Override
  public boolean deleteFolder(RelativePath folder) throws IOException {
    return at(folder, () -> folderDeleted(folder));
  }

  private boolean folderDeleted(RelativePath path) throws IOException {
    Path name = tree.nameOf(path);
    try (Folder parent = tree.parentOf(path)) {
      BasicFileAttributes there = parent.look(name);
      if (!there.isDirectory() || there.isOther()) {
        return true;
      }
      parent.deleteFolder(name);
      return true;
    } catch (DirectoryNotEmptyException holdsSomething) {
      return false;
    } catch (NoSuchFileException | NotDirectoryException e) {
      tree.requireRoot();
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    durability.close();
    tree.close();
    files.close();
  }

  @Override
  public String locate(RelativePath path) {
    return tree.place(path).map(Path::toString).orElse(tree.root() + File.separator + path);
  }

  @Override
  public void createRoot() throws IOException {
    at(tree.root(), () -> {
      try {
        return Files.createDirectory(tree.root());
      } catch (FileAlreadyExistsException there) {
        tree.open().close();
        return tree.root();
      } catch (NoSuchFileException e) {
        // Making more than the last level would turn a misspelt or unmounted path into a copy on
        // the
        // wrong disk.
        throw new ConnectorException(
            Kind.UNREACHABLE,
            "the folder " + Printable.name(tree.root())
                + " is not there, and neither is the one above it (not mounted? misspelt?)",
            e);
      }
    });
  }

  @Override
  public FileEntry move(RelativePath from, RelativePath to) throws IOException {
    return at(from, () -> moved(from, to));
  }

  private FileEntry moved(RelativePath from, RelativePath to) throws IOException {
    Path name = tree.nameOf(from);
    Path newName = tree.nameOf(to);
    try (Folder source = tree.parentOf(from)) {
      Writing.requireFile(source.look(name), source.place().resolve(name));
      try (Folder target = tree.madeParentOf(to)) {
        replace(source, name, target, newName);
      }
    }
    durability.moved(from, to);
    return found(to)
        .orElseThrow(() -> new ConnectorException(
            Kind.CORRUPTED, locate(to) + " is not there after it was moved into place"));
  }

  private static void replace(Folder source, Path name, Folder target, Path newName)
      throws IOException {
    try {
      source.move(name, target, newName);
    } catch (IOException e) {
      requireFileIfAny(target, newName);
      throw e;
    }
  }

  /** Names what stands in the way instead of the temporary file that could not go there. */
  private static void requireFileIfAny(Folder folder, Path name) throws IOException {
    try {
      BasicFileAttributes there = folder.look(name);
      if (!there.isSymbolicLink()) {
        Writing.requireFile(there, folder.place().resolve(name));
      }
    } catch (NoSuchFileException nothingInTheWay) {
      // Then it was something else.
    }
  }

  @Override
  public void setModified(RelativePath path, Instant modified) throws IOException {
    at(path, () -> {
      Path name = tree.nameOf(path);
      try (Folder folder = tree.parentOf(path)) {
        Writing.requireFile(folder.look(name), folder.place().resolve(name));
        folder.setModified(name, FileTime.from(modified));
      }
      return true;
    });
  }

  /** The disk is here, so the file is read. */
  @Override
  public Optional<Checksum> checksum(RelativePath path, HashAlgorithm algorithm)
      throws IOException {
    if (!capabilities.names(algorithm)) {
      files.requireOpen();
      return Optional.empty();
    }
    try (InputStream in = read(path, 0)) {
      return Optional.of(Checksum.of(algorithm, in));
    }
  }

  @Override
  public Optional<Path> localFile(RelativePath path) {
    return tree.place(path);
  }

  @Override
  public long freeSpace() throws IOException {
    return at(tree.root(), () -> {
      tree.requireRoot();
      return Files.getFileStore(tree.root()).getUsableSpace();
    });
  }

  @Override
  public void sync(Collection<RelativePath> paths) throws IOException {
    at(tree.root(), () -> {
      durability.sync(paths);
      return true;
    });
  }
}
