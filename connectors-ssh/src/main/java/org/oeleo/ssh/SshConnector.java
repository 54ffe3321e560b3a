package org.oeleo.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.Particular;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import org.oeleo.ssh.sftp.Attributes;
import org.oeleo.ssh.sftp.SftpClient;
import org.oeleo.ssh.sftp.SftpException;
import org.oeleo.ssh.sftp.Status;
import org.oeleo.ssh.sftp.Times;

/** A folder of another machine, reached by SFTP. Safe for many threads. */
final class SshConnector implements Connector {
  private final Lifeline line;
  private final RemoteTree tree;
  private final Capabilities capabilities;
  private final Failures failures;
  private final Sight sight;
  private final Reading reading;
  private final Writing writing;
  private final Moving moving;
  private final RemoteHash hash;

  SshConnector(Lifeline line, Sight sight, Capabilities capabilities) {
    this.line = line;
    this.sight = sight;
    this.tree = sight.tree();
    this.capabilities = capabilities;
    this.failures = new Failures(tree.host());
    Folders folders = new Folders(tree, sight);
    this.reading = new Reading(sight, failures);
    this.writing = new Writing(tree, sight, folders);
    this.moving = new Moving(tree, sight, folders);
    this.hash = new RemoteHash(line);
  }

  /** One call's work, in the terms of SFTP. */
  private interface Step<T> {
    T run(SftpClient client) throws IOException;
  }

  private <T> T at(Object subject, Step<T> step) throws IOException {
    try {
      return step.run(line.client());
    } catch (IOException e) {
      throw failures.of(e, subject);
    }
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public void ping() throws IOException {
    at(tree, client -> {
      sight.requireRoot(client);
      client.close(client.opendir(tree.place()).await()).await();
      return true;
    });
  }

  @Override
  public void list(ListRequest request, EntrySink sink) throws IOException {
    at(tree, client -> {
      new Listing(client, sight, request, sink).run();
      return true;
    });
  }

  @Override
  public Optional<FileEntry> stat(RelativePath path) throws IOException {
    return at(path, client -> {
      Optional<FileEntry> found = sight.find(client, path);
      return found.isEmpty() && moving.isRestored(client, path) ? sight.find(client, path) : found;
    });
  }

  @Override
  public InputStream read(RelativePath path, long offset) throws IOException {
    return at(path, client -> reading.read(client, path, offset));
  }

  @Override
  public FileEntry write(RelativePath path, Content content) throws IOException {
    return at(path, client -> writing.write(client, path, content));
  }

  @Override
  public void delete(RelativePath path) throws IOException {
    at(path, client -> deleted(client, path));
  }

  private boolean deleted(SftpClient client, RelativePath path) throws IOException {
    byte[] place = tree.place(path);
    Optional<Attributes> there = sight.look(client, place);
    if (there.isEmpty()) {
      sight.requireRoot(client);
      return false;
    }
    Sight.requireFile(there.get(), path);
    try {
      client.remove(place).await();
      return true;
    } catch (SftpException e) {
      if (Diagnosis.isAbsence(e)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public boolean deleteFolder(RelativePath folder) throws IOException {
    return at(folder, client -> folderDeleted(client, folder));
  }

  /** OpenSSH does not say why it refused: whoever is still there holds something. */
  private boolean folderDeleted(SftpClient client, RelativePath folder) throws IOException {
    byte[] place = tree.place(folder);
    if (!isFolder(client, place)) {
      sight.requireRoot(client);
      return true;
    }
    try {
      client.rmdir(place).await();
      return true;
    } catch (SftpException e) {
      boolean holdsSomething = e.status() == Status.FAILURE || e.status() == Status.DIR_NOT_EMPTY;
      if (Diagnosis.isAbsence(e) || holdsSomething) {
        return !isFolder(client, place);
      }
      throw e;
    }
  }

  private boolean isFolder(SftpClient client, byte[] place) throws IOException {
    return sight
        .look(client, place)
        .filter(there -> there.type() == Attributes.Type.FOLDER)
        .isPresent();
  }

  @Override
  public void close() throws IOException {
    line.close();
  }

  @Override
  public String locate(RelativePath path) {
    return tree.locate(path);
  }

  @Override
  public List<Particular> particulars() throws IOException {
    return line.connection().particulars().stream().map(Particular::fact).toList();
  }

  /** Its last level only: more would turn a misspelt path into folders nobody looks for. */
  @Override
  public void createRoot() throws IOException {
    at(tree, client -> {
      try {
        client.mkdir(tree.place()).await();
      } catch (SftpException e) {
        if (Diagnosis.isAbsence(e)) {
          throw new ConnectorException(
              Kind.UNREACHABLE,
              "the folder " + Printable.name(tree.root()) + " is not there on " + tree.host()
                  + ", and neither is the one above it (not mounted? misspelt?)",
              e);
        }
        sight.requireRoot(client);
      }
      return true;
    });
  }

  @Override
  public FileEntry move(RelativePath from, RelativePath to) throws IOException {
    return at(from, client -> moving.move(client, from, to));
  }

  /** Before 1970 and after 2106 there is no time to set. */
  @Override
  public void setModified(RelativePath path, Instant modified) throws IOException {
    if (!Times.canTell(modified)) {
      throw new ConnectorException(
          Kind.UNSUPPORTED, "SFTP cannot set " + Printable.name(path) + " to " + modified);
    }
    at(
        path,
        client -> client.setstat(tree.place(path), Timekeeping.of(modified)).await());
  }

  @Override
  public Optional<Checksum> checksum(RelativePath path, HashAlgorithm algorithm)
      throws IOException {
    if (!capabilities.names(algorithm)) {
      line.client();
      return Optional.empty();
    }
    return at(path, client -> hashed(client, path, algorithm));
  }

  /** Looks first: whoever sums up a pipe waits for its writer. */
  private Optional<Checksum> hashed(SftpClient client, RelativePath path, HashAlgorithm algorithm)
      throws IOException {
    byte[] place = tree.place(path);
    Optional<Attributes> there = sight.look(client, place);
    if (there.isEmpty()) {
      sight.requireRoot(client);
      throw new ConnectorException(Kind.NOT_FOUND, Printable.name(path) + " is not there");
    }
    Sight.requireFile(there.get(), path);
    return hash.of(place, there.get().size().orElse(0), algorithm);
  }

  @Override
  public long freeSpace() throws IOException {
    return at(tree, client -> Room.free(client, tree));
  }

  @Override
  public void sync(Collection<RelativePath> paths) throws IOException {
    if (capabilities.has(Capability.SYNC_IN_GROUPS)) {
      at(tree, client -> {
        new Syncing(tree, sight).sync(line.helpers(), paths);
        return true;
      });
    }
  }
}
