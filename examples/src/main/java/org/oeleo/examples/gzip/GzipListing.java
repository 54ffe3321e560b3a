package org.oeleo.examples.gzip;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/** One pass over the folders of a {@link GzipConnector}. One thread, one use. */
final class GzipListing extends SimpleFileVisitor<Path> {
  private final GzipConnector connector;
  private final Path root;
  private final ListRequest request;
  private final EntrySink sink;
  private Optional<IOException> denied = Optional.empty();

  /** {@code root} is a real path: walking does not begin at a link. */
  GzipListing(GzipConnector connector, Path root, ListRequest request, EntrySink sink) {
    this.connector = connector;
    this.root = root;
    this.request = request;
    this.sink = sink;
  }

  /** Complete, or throws; a folder that cannot be read does not hide the others. */
  void run() throws IOException {
    Files.walkFileTree(root, Set.of(), request.maxDepth(), this);
    if (denied.isPresent()) {
      throw new ConnectorException(
          Kind.ACCESS_DENIED,
          Printable.name(String.valueOf(denied.get().getMessage())) + " cannot be read",
          denied.get());
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes found)
      throws IOException {
    Optional<RelativePath> path =
        folder.equals(root) ? Optional.empty() : path(root.relativize(folder).toString(), folder);
    if (folder.equals(root) || path.filter(request.enters()).isPresent()) {
      return FileVisitResult.CONTINUE;
    }
    path.ifPresent(left -> sink.notEntered(left.toString()));
    return FileVisitResult.SKIP_SUBTREE;
  }

  @Override
  public FileVisitResult visitFile(Path place, BasicFileAttributes found) throws IOException {
    String name = root.relativize(place).toString();
    if (found.isDirectory()) {
      sink.notEntered(name);
    } else if (!found.isRegularFile()) {
      sink.leftOut(name, found.isSymbolicLink() ? "symbolic link" : "not a regular file");
    } else if (!name.endsWith(GzipConnector.SUFFIX)) {
      sink.leftOut(name, "not a " + GzipConnector.SUFFIX + " file");
    } else {
      String plain = name.substring(0, name.length() - GzipConnector.SUFFIX.length());
      Optional<RelativePath> path = path(plain, place);
      if (path.isPresent()) {
        tell(path.get(), place);
      }
    }
    return FileVisitResult.CONTINUE;
  }

  private void tell(RelativePath path, Path place) throws IOException {
    try {
      Optional<FileEntry> entry = connector.entry(path, place);
      entry.ifPresent(sink::file);
    } catch (AccessDeniedException e) {
      denied = Optional.of(e);
    }
  }

  /** The path of what {@code place} holds; empty, and told, if no text says its name. */
  private Optional<RelativePath> path(String name, Path place) {
    try {
      // A name that is no UTF-8 reads as another one, which would not be found again.
      if (root.resolve(root.relativize(place).toString()).equals(place)) {
        return Optional.of(RelativePath.parse(name));
      }
      sink.leftOut(name, "its name is no UTF-8");
    } catch (ConnectorException e) {
      sink.leftOut(name, String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  @Override
  public FileVisitResult visitFileFailed(Path place, IOException failure) throws IOException {
    if (failure instanceof AccessDeniedException) {
      denied = Optional.of(failure);
    } else if (!(failure instanceof NoSuchFileException) || place.equals(root)) {
      throw failure;
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
      throws IOException {
    if (failure != null) {
      throw failure;
    }
    return FileVisitResult.CONTINUE;
  }
}
