package org.oeleo.ssh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
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
record Syncing(RemoteTree tree) {
  /** How many files each client has open at a time. */
  private static final int AT_ONCE = 32;

  private static final Set<OpenMode> WRITE = Set.of(OpenMode.WRITE);

  /** One file on its way to the disk. */
  private record Forcing(RelativePath path, SftpClient client, Reply<Handle> opened) {}

  void sync(List<SftpClient> clients, Collection<RelativePath> paths) throws IOException {
    Iterator<RelativePath> next = paths.iterator();
    while (next.hasNext()) {
      List<Forcing> group = new ArrayList<>();
      while (next.hasNext() && group.size() < AT_ONCE * clients.size()) {
        SftpClient client = clients.get(group.size() % clients.size());
        RelativePath path = next.next();
        group.add(new Forcing(path, client, client.open(tree.place(path), WRITE)));
      }
      force(group);
    }
  }

  private static void force(List<Forcing> group) throws IOException {
    List<Reply<Ok>> forced = new ArrayList<>();
    List<IOException> failures = new ArrayList<>();
    for (Forcing file : group) {
      try {
        Handle handle = file.opened.await();
        forced.add(file.client.fsync(handle));
        file.client.close(handle);
      } catch (SftpException e) {
        // Whoever took it away meanwhile has nothing to lose by a power loss.
        if (!Diagnosis.isAbsence(e)) {
          failures.add(Diagnosis.of(e, file.path));
        }
      }
    }
    for (Reply<Ok> reply : forced) {
      reply.await();
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }
}
