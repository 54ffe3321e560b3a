package org.oeleo.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Kind.Scope;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/**
 * One pass over the tree. One thread, one use. Names are passed on as they come; kept are only the
 * folders still to be looked into, and one folder is open at a time.
 */
final class Listing {
  /** A folder to look into, and which one it was when it was found. */
  private record Pending(Optional<RelativePath> path, Path place, Optional<Object> identity) {}

  private final Tree tree;
  private final OpenFiles files;
  private final ListRequest request;
  private final EntrySink sink;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private Optional<ConnectorException> firstUnread = Optional.empty();
  private int unread;

  Listing(Tree tree, OpenFiles files, ListRequest request, EntrySink sink) {
    this.tree = tree;
    this.files = files;
    this.request = request;
    this.sink = sink;
  }

  void run() throws IOException {
    tree.requireRoot();
    Optional<Object> rootIdentity = rootIdentity();
    lookInto(new Pending(Optional.empty(), tree.root(), rootIdentity));
    while (!pending.isEmpty()) {
      Pending folder = pending.pop();
      try {
        lookInto(folder);
      } catch (NoSuchFileException | NotDirectoryException vanished) {
        // A folder deleted meanwhile has no files; that the root is still there is seen below.
      } catch (IOException e) {
        passOver(folder.place, e);
      }
    }
    if (!rootIdentity().equals(rootIdentity)) {
      throw tree.missing(new NoSuchFileException(tree.root().toString()));
    }
    if (firstUnread.isPresent()) {
      throw incomplete(firstUnread.get());
    }
  }

  private Optional<Object> rootIdentity() throws IOException {
    try {
      BasicFileAttributes root = Files.readAttributes(tree.root(), BasicFileAttributes.class);
      if (root.isDirectory()) {
        return Optional.ofNullable(root.fileKey());
      }
      throw new NotDirectoryException(tree.root().toString());
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw tree.missing(e);
    }
  }

  /** One folder or file that cannot be read (a bad sector, say) does not keep the others back. */
  private void passOver(Path place, IOException failure) throws IOException {
    IOException told = Diagnosis.of(failure, place);
    if (!(told instanceof ConnectorException known) || known.kind().scope() == Scope.CONNECTION) {
      throw told;
    }
    unread++;
    if (firstUnread.isEmpty()) {
      firstUnread = Optional.of(known);
    }
  }

  private ConnectorException incomplete(ConnectorException first) {
    String others = unread > 1 ? " (and " + (unread - 1) + " more)" : "";
    return new ConnectorException(first.kind(), first.getMessage() + others, first);
  }

  private void lookInto(Pending folder) throws IOException {
    try (DirectoryStream<Path> names = Files.newDirectoryStream(folder.place)) {
      requireSame(folder, names);
      for (Path place : names) {
        requireGoingOn();
        visit(folder, place);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void requireGoingOn() throws IOException {
    files.requireOpen();
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while listing " + tree.root());
    }
  }

  /** Whoever swaps a folder for a link after it was looked at does not lead us out of the root. */
  private static void requireSame(Pending folder, DirectoryStream<Path> names) throws IOException {
    if (names instanceof SecureDirectoryStream<Path> held) {
      Object now = held.getFileAttributeView(BasicFileAttributeView.class)
          .readAttributes()
          .fileKey();
      if (!Optional.ofNullable(now).equals(folder.identity)) {
        throw new ConnectorException(
            Kind.CHANGED, Printable.name(folder.place) + " was replaced while it was listed");
      }
    }
  }

  private void visit(Pending folder, Path place) throws IOException {
    String name = tree.names().decode(place.getFileName());
    RelativePath path;
    try {
      path = folder.path.isPresent() ? folder.path.get().child(name) : RelativePath.parse(name);
    } catch (ConnectorException e) {
      sink.leftOut(
          folder.path.map(parent -> parent + "/").orElse("") + name,
          String.valueOf(e.getMessage()));
      return;
    }
    try {
      tell(path, place, Node.at(place).resolved(place, tree.links()));
    } catch (NoSuchFileException vanished) {
      // Gone between the listing and the look: it is not there.
    } catch (IOException e) {
      passOver(place, e);
    }
  }

  private void tell(RelativePath path, Path place, Node found) throws IOException {
    Optional<FileEntry> file = found.entry(path, tree);
    if (file.isPresent()) {
      sink.file(file.get());
    } else if (found.type() == Node.Type.FOLDER) {
      tellFolder(path, place);
    } else {
      boolean link = found.type() == Node.Type.LINK;
      sink.leftOut(path.toString(), link ? "symbolic link" : "not a regular file");
    }
  }

  private void tellFolder(RelativePath path, Path place) throws IOException {
    if (path.depth() < request.maxDepth() && request.enters().test(path)) {
      BasicFileAttributes found =
          Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      pending.push(new Pending(Optional.of(path), place, Optional.ofNullable(found.fileKey())));
    } else {
      sink.notEntered(path.toString());
    }
  }
}
