package org.oeleo.ssh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oeleo.spi.RelativePath;
import org.oeleo.ssh.sftp.Handle;
import org.oeleo.ssh.sftp.Ok;
import org.oeleo.ssh.sftp.OpenMode;
import org.oeleo.ssh.sftp.Reply;
import org.oeleo.ssh.sftp.SftpClient;
import org.oeleo.ssh.sftp.SftpException;

/**
 * Has the server force files to its disk. What forces a file that was renamed forces its new name
 * as well, on the file systems with a journal. A server works off what one client asks in order, so
 * several clients ask at once: their files share the commits of the journal. Immutable.
 */
record Syncing(RemoteTree tree, Sight sight) {
  /** How many files each client has open at a time. */
  private static final int AT_ONCE = 32;

  private static final Set<OpenMode> READ = Set.of(OpenMode.READ);

  /** Windows forces only what is open for writing; elsewhere nobody needs that right for it. */
  private static final Set<OpenMode> WRITE = Set.of(OpenMode.WRITE);

  /** One file on its way to the disk. */
  private record Forcing(SftpClient client, Reply<Handle> opened) {}

  void sync(List<SftpClient> clients, Collection<RelativePath> paths) throws IOException {
    Iterator<RelativePath> next = paths.iterator();
    while (next.hasNext()) {
      List<Forcing> group = new ArrayList<>();
      while (next.hasNext() && group.size() < AT_ONCE * clients.size()) {
        SftpClient client = clients.get(group.size() % clients.size());
        RelativePath path = next.next();
        Set<OpenMode> mode = tree.isWindows() ? WRITE : READ;
        group.add(new Forcing(client, client.open(tree.place(path), mode)));
      }
      force(group);
    }
  }

  private void force(List<Forcing> group) throws IOException {
    List<Reply<Ok>> forced = new ArrayList<>();
    Optional<SftpException> failure = Optional.empty();
    for (Forcing file : group) {
      try {
        Handle handle = file.opened.await();
        forced.add(file.client.fsync(handle));
        file.client.close(handle);
      } catch (SftpException e) {
        // Whoever took the file away has nothing to lose by a power loss, unless it was the disk.
        if (Diagnosis.isAbsence(e)) {
          sight.requireRoot(file.client);
        } else {
          failure = Optional.of(e);
        }
      }
    }
    for (Reply<Ok> reply : forced) {
      try {
        reply.await();
      } catch (SftpException e) {
        failure = Optional.of(e);
      }
    }
    if (failure.isPresent()) {
      throw Diagnosis.unforced(failure.get(), tree);
    }
  }
}
