package org.oeleo.ssh;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Kind.Scope;
import org.oeleo.spi.Links;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.NameBytes;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import org.oeleo.ssh.sftp.Attributes;
import org.oeleo.ssh.sftp.FolderReading;
import org.oeleo.ssh.sftp.Name;
import org.oeleo.ssh.sftp.SftpClient;
import org.oeleo.ssh.sftp.SftpException;

/**
 * One pass over the tree. One thread, one use. Several folders are read at once, so that on a path
 * with delay nobody waits for each in turn; kept are only those and the names of folders still to
 * be looked into.
 */
final class Listing {
  private static final int AT_ONCE = 16;

  /** A folder that is being read; without a path it is the root. */
  private record Open(Optional<RelativePath> path, FolderReading names) {}

  private final SftpClient client;
  private final Sight sight;
  private final ListRequest request;
  private final EntrySink sink;
  private final Deque<RelativePath> pending = new ArrayDeque<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private Optional<ConnectorException> firstUnread = Optional.empty();
  private int unread;

  Listing(SftpClient client, Sight sight, ListRequest request, EntrySink sink) {
    this.client = client;
    this.sight = sight;
    this.request = request;
    this.sink = sink;
  }

  void run() throws IOException {
    sight.requireRoot(client);
    try {
      open.add(
          new Open(Optional.empty(), FolderReading.start(client, sight.tree().place())));
      while (!open.isEmpty()) {
        requireGoingOn();
        advance();
        begin();
      }
    } finally {
      open.forEach(folder -> folder.names.close());
    }
    sight.requireRoot(client);
    if (firstUnread.isPresent()) {
      throw incomplete(firstUnread.get());
    }
  }

  private void begin() throws IOException {
    while (open.size() < AT_ONCE && !pending.isEmpty()) {
      RelativePath folder = pending.pop();
      try {
        byte[] place = sight.tree().place(folder);
        open.add(new Open(Optional.of(folder), FolderReading.start(client, place)));
      } catch (ConnectorException e) {
        passOver(e);
      }
    }
  }

  private static void requireGoingOn() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while listing");
    }
  }

  /** Takes what the first folder that has something has, else waits for the oldest. */
  private void advance() throws IOException {
    Open folder = open.stream().filter(o -> o.names.isReady()).findFirst().orElse(open.element());
    try {
      Optional<List<Name>> names = folder.names.next();
      if (names.isEmpty()) {
        open.remove(folder);
        return;
      }
      for (Name name : names.get()) {
        visit(folder, name);
      }
    } catch (SftpException e) {
      open.remove(folder);
      folder.names.close();
      passOver(folder, e);
    }
  }

  /**
   * One folder that cannot be read does not keep the others back. One that was deleted meanwhile
   * has no files; that the root is still there is seen at the end. A folder that is there, and is
   * said not to be when it is opened, has not been read.
   */
  private void passOver(Open folder, SftpException refusal) throws IOException {
    if (Diagnosis.isAbsence(refusal) && folder.path.isPresent() && isGone(folder.path.get())) {
      return;
    }
    Object subject = folder.path.isPresent() ? folder.path.get() : sight.tree();
    passOver(Diagnosis.of(refusal, subject));
  }

  private boolean isGone(RelativePath folder) throws IOException {
    return sight
        .look(client, sight.tree().place(folder))
        .filter(found -> found.type() == Attributes.Type.FOLDER)
        .isEmpty();
  }

  private void passOver(ConnectorException failure) throws ConnectorException {
    if (failure.kind().scope() == Scope.CONNECTION) {
      throw failure;
    }
    unread++;
    if (firstUnread.isEmpty()) {
      firstUnread = Optional.of(failure);
    }
  }

  private ConnectorException incomplete(ConnectorException first) {
    String others = unread > 1 ? " (and " + (unread - 1) + " more)" : "";
    return new ConnectorException(first.kind(), first.getMessage() + others, first);
  }

  private void visit(Open folder, Name name) throws IOException {
    String text = NameBytes.toText(name.name());
    RelativePath path;
    try {
      path = folder.path.isPresent() ? folder.path.get().child(text) : single(text);
    } catch (ConnectorException e) {
      sink.leftOut(
          folder.path.map(parent -> parent + "/").orElse("") + text,
          String.valueOf(e.getMessage()));
      return;
    }
    boolean link = name.attributes().type() == Attributes.Type.LINK;
    try {
      if (link && sight.links() == Links.FOLLOW) {
        followed(path);
      } else {
        tell(path, name.attributes());
      }
    } catch (ConnectorException e) {
      passOver(e);
    }
  }

  /** A server that answers with a whole path is not to be followed anywhere. */
  private static RelativePath single(String text) throws ConnectorException {
    RelativePath path = RelativePath.parse(text);
    if (path.depth() > 1) {
      throw new ConnectorException(
          Kind.INVALID_NAME, Printable.name(text) + " holds a '/' within one name");
    }
    return path;
  }

  private void followed(RelativePath path) throws IOException {
    try {
      Optional<Attributes> target = sight.look(client, sight.tree().place(path));
      if (target.filter(a -> a.type() == Attributes.Type.FILE).isPresent()) {
        tell(path, target.get());
      } else {
        sink.leftOut(path.toString(), "symbolic link that leads to no file");
      }
    } catch (SftpException e) {
      passOver(Diagnosis.of(e, path));
    }
  }

  private void tell(RelativePath path, Attributes found) throws IOException {
    switch (found.type()) {
      case FILE -> sink.file(Sight.entry(path, found));
      case FOLDER -> tellFolder(path);
      case LINK -> sink.leftOut(path.toString(), "symbolic link");
      case OTHER -> sink.leftOut(path.toString(), "not a regular file");
      case UNKNOWN -> sink.leftOut(path.toString(), "the server does not tell what it is");
    }
  }

  private void tellFolder(RelativePath path) {
    if (path.depth() < request.maxDepth() && request.enters().test(path)) {
      pending.push(path);
    } else {
      sink.notEntered(path.toString());
    }
  }
}
