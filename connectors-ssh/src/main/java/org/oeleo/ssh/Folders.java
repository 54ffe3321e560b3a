package org.oeleo.ssh;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.oeleo.spi.RelativePath;
import org.oeleo.ssh.sftp.Attributes;
import org.oeleo.ssh.sftp.Ok;
import org.oeleo.ssh.sftp.Reply;
import org.oeleo.ssh.sftp.SftpClient;
import org.oeleo.ssh.sftp.SftpException;

/**
 * The folders that files are put into. Each is made, and seen to be no link, once and not for each
 * file. Safe for many threads.
 */
final class Folders {
  private final RemoteTree tree;
  private final Sight sight;
  private final Set<RelativePath> known = ConcurrentHashMap.newKeySet();

  Folders(RemoteTree tree, Sight sight) {
    this.tree = tree;
    this.sight = sight;
  }

  /** One level that has been asked for. */
  private record Level(RelativePath folder, Reply<Ok> made, Reply<Attributes> found) {}

  /**
   * Makes every folder above {@code path} that is not there; never the root.
   *
   * @throws org.oeleo.spi.ConnectorException UNREACHABLE if the root is not there; ACCESS_DENIED,
   *     REJECTED if a link or a file is in the way
   */
  void makeAbove(SftpClient client, RelativePath path) throws IOException {
    Optional<RelativePath> parent = path.parent();
    if (parent.isEmpty() || known.contains(parent.get())) {
      return;
    }
    // All at once: a server works them off in order, so each folder is there for the next.
    List<Level> levels = new ArrayList<>();
    for (RelativePath folder : unknownFrom(parent.get())) {
      byte[] place = tree.place(folder);
      levels.add(new Level(folder, client.mkdir(place), client.lstat(place)));
    }
    for (Level level : levels) {
      require(client, level);
      known.add(level.folder);
    }
  }

  /** Outermost first. */
  private Deque<RelativePath> unknownFrom(RelativePath folder) {
    Deque<RelativePath> unknown = new ArrayDeque<>();
    Optional<RelativePath> next = Optional.of(folder);
    while (next.isPresent() && !known.contains(next.get())) {
      unknown.push(next.get());
      next = next.get().parent();
    }
    return unknown;
  }

  /** That making it was refused says nothing: it may have been there. */
  private void require(SftpClient client, Level level) throws IOException {
    Optional<SftpException> refused = refusal(level.made);
    try {
      Attributes found = level.found.await();
      if (found.isBlank() && refused.isPresent()) {
        throw Diagnosis.of(refused.get(), level.folder);
      }
      if (found.type() != Attributes.Type.FOLDER) {
        Sight.requireFile(found, level.folder);
        throw Diagnosis.inTheWay(level.folder);
      }
    } catch (SftpException e) {
      sight.requireRoot(client);
      throw Diagnosis.of(refused.orElse(e), level.folder);
    }
  }

  private static Optional<SftpException> refusal(Reply<Ok> reply) throws IOException {
    try {
      reply.await();
      return Optional.empty();
    } catch (SftpException e) {
      return Optional.of(e);
    }
  }

  /** After one of them has gone, all are looked at again. */
  void forget() {
    known.clear();
  }
}
