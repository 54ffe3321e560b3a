package org.oeleo.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import org.oeleo.ssh.sftp.Attributes;
import org.oeleo.ssh.sftp.Download;
import org.oeleo.ssh.sftp.Handle;
import org.oeleo.ssh.sftp.OpenMode;
import org.oeleo.ssh.sftp.SftpClient;

/** Opens files for reading. Immutable. */
record Reading(Sight sight, Failures failures) {
  /** Looks before it opens: a server that opens a pipe waits for its writer, and all with it. */
  InputStream read(SftpClient client, RelativePath path, long offset) throws IOException {
    byte[] place = sight.tree().place(path);
    Optional<Attributes> found = sight.look(client, place);
    if (found.isEmpty() || found.get().type() == Attributes.Type.FOLDER) {
      sight.requireRoot(client);
      throw new ConnectorException(Kind.NOT_FOUND, Printable.name(path) + " is not there");
    }
    Sight.requireFile(found.get(), path);
    Handle handle = client.open(place, Set.of(OpenMode.READ)).await();
    return new RemoteInput(
        new Download(client, handle, offset, found.get().size().orElse(offset)), failures, path);
  }
}
