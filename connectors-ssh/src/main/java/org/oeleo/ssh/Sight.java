package org.oeleo.ssh;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Links;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import org.oeleo.ssh.sftp.Attributes;
import org.oeleo.ssh.sftp.Reply;
import org.oeleo.ssh.sftp.SftpClient;
import org.oeleo.ssh.sftp.SftpException;

/** Looks at what is there. Immutable. */
record Sight(RemoteTree tree, Links links) {
  /** The file of this name, if it is one; asks after the root in the same go. */
  Optional<FileEntry> find(SftpClient client, RelativePath path) throws IOException {
    Reply<Attributes> root = client.stat(tree.place());
    Optional<Attributes> found = look(client, tree.place(path));
    if (found.isEmpty()) {
      requireRoot(root);
    }
    Optional<Attributes> file = found.filter(this::isFile);
    return file.isPresent() ? Optional.of(entry(path, file.get())) : Optional.empty();
  }

  /** What a name stands for: a link itself, or with {@link Links#FOLLOW} what it leads to. */
  Optional<Attributes> look(SftpClient client, byte[] place) throws IOException {
    Optional<Attributes> found = present(() -> client.lstat(place).await());
    boolean through = links == Links.FOLLOW
        && found.filter(a -> a.type() == Attributes.Type.LINK).isPresent();
    return through ? present(() -> client.stat(place).await()) : found;
  }

  private interface Question {
    Attributes ask() throws IOException;
  }

  /** Some servers, MINA's among them, say nothing at all of what there cannot be. */
  private static Optional<Attributes> present(Question question) throws IOException {
    try {
      return Optional.of(question.ask()).filter(found -> !found.isBlank());
    } catch (SftpException e) {
      if (Diagnosis.isAbsence(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private boolean isFile(Attributes found) {
    return found.type() == Attributes.Type.FILE;
  }

  /**
   * Makes sure that the root is there.
   *
   * @throws ConnectorException UNREACHABLE if not
   */
  void requireRoot(SftpClient client) throws IOException {
    requireRoot(client.stat(tree.place()));
  }

  private void requireRoot(Reply<Attributes> asked) throws IOException {
    Optional<Attributes> root = present(asked::await);
    if (root.isEmpty()) {
      throw new ConnectorException(
          Kind.UNREACHABLE,
          "the folder " + Printable.name(tree.root()) + " is not there on " + tree.host()
              + " (not mounted? misspelt?)");
    }
    if (root.get().type() != Attributes.Type.FOLDER) {
      throw new ConnectorException(
          Kind.UNREACHABLE, Printable.name(tree.root()) + " on " + tree.host() + " is no folder");
    }
  }

  /** What a listing says of a file. SFTP tells one time only, to the second. */
  static FileEntry entry(RelativePath path, Attributes file) throws ConnectorException {
    if (file.size().isEmpty()) {
      throw new ConnectorException(
          Kind.UNSUPPORTED, "the server does not tell the size of " + Printable.name(path));
    }
    Instant modified = file.modified().orElse(Instant.EPOCH);
    return FileEntry.of(path, file.size().getAsLong(), modified);
  }

  /** Refuses to put a file where something else is, or to read what is none. */
  static void requireFile(Attributes found, Object subject) throws ConnectorException {
    String name = Printable.name(subject);
    switch (found.type()) {
      case FILE -> {
        // As it should be.
      }
      case LINK ->
        throw new ConnectorException(
            Kind.ACCESS_DENIED, name + " is a symbolic link and not followed");
      case FOLDER -> throw new ConnectorException(Kind.REJECTED, name + " is a folder");
      case OTHER -> throw new ConnectorException(Kind.REJECTED, name + " is a device or pipe");
      case UNKNOWN ->
        throw new ConnectorException(
            Kind.UNSUPPORTED, "the server does not tell what " + name + " is");
    }
  }
}
