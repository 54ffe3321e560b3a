package org.oeleo.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import org.oeleo.ssh.sftp.Attributes;
import org.oeleo.ssh.sftp.Extension;
import org.oeleo.ssh.sftp.Ok;
import org.oeleo.ssh.sftp.Reply;
import org.oeleo.ssh.sftp.SftpClient;
import org.oeleo.ssh.sftp.SftpException;

/** Gives files other names. Safe for many threads. */
record Moving(RemoteTree tree, Sight sight, Folders folders) {
  FileEntry move(SftpClient client, RelativePath from, RelativePath to) throws IOException {
    folders.makeAbove(client, to);
    try {
      return renamed(client, from, to);
    } catch (SftpException e) {
      requireSource(client, from);
      requireNoFolder(client, to);
      if (!Diagnosis.isAbsence(e)) {
        throw e;
      }
      // The source is there, so it is a folder above the target that has gone.
      folders.forget();
      folders.makeAbove(client, to);
      return renamed(client, from, to);
    }
  }

  private void requireSource(SftpClient client, RelativePath from) throws IOException {
    Optional<Attributes> there = sight.look(client, tree.place(from));
    if (there.isEmpty()) {
      sight.requireRoot(client);
      throw new ConnectorException(Kind.NOT_FOUND, Printable.name(from) + " is not there");
    }
    Sight.requireFile(there.get(), from);
  }

  private void requireNoFolder(SftpClient client, RelativePath to) throws IOException {
    Optional<Attributes> there = sight.look(client, tree.place(to));
    if (there.filter(a -> a.type() == Attributes.Type.FOLDER).isPresent()) {
      Sight.requireFile(there.get(), to);
    }
  }

  /** Asks for the rename and for what is there afterwards in one go. */
  private FileEntry renamed(SftpClient client, RelativePath from, RelativePath to)
      throws IOException {
    byte[] target = tree.place(to);
    if (!client.offers(Extension.POSIX_RENAME)) {
      renameOtherwise(client, from, to);
      return Sight.entry(to, client.lstat(target).await());
    }
    Reply<Ok> renamed = client.posixRename(tree.place(from), target);
    Reply<Attributes> found = client.lstat(target);
    renamed.await();
    return Sight.entry(to, found.await());
  }

  private void renameOtherwise(SftpClient client, RelativePath from, RelativePath to)
      throws IOException {
    byte[] old = tree.place(to.sibling(setAside(to)));
    try {
      client.rename(tree.place(from), tree.place(to)).await();
    } catch (SftpException e) {
      requireSource(client, from);
      if (sight.look(client, tree.place(to)).isEmpty()) {
        throw e;
      }
      requireNoFolder(client, to);
      swap(client, tree.place(from), tree.place(to), old);
    }
    removeIfThere(client, old);
  }

  /**
   * A rename that replaces nothing needs the target's name to be free. Whoever stops in the middle
   * leaves the old file beside the new one; the next run puts the new one in its place, and takes
   * the old one away.
   */
  private static void swap(SftpClient client, byte[] from, byte[] to, byte[] old)
      throws IOException {
    removeIfThere(client, old);
    client.rename(to, old).await();
    try {
      client.rename(from, to).await();
    } catch (SftpException e) {
      client.rename(old, to).await();
      throw e;
    }
  }

  /** Puts the old file back that a swap, cut off in the middle, has left aside; whether it did. */
  boolean isRestored(SftpClient client, RelativePath path) throws IOException {
    if (client.offers(Extension.POSIX_RENAME)) {
      return false;
    }
    try {
      client.rename(tree.place(path.sibling(setAside(path))), tree.place(path)).await();
      return true;
    } catch (SftpException nothingAside) {
      return false;
    }
  }

  private static void removeIfThere(SftpClient client, byte[] place) throws IOException {
    try {
      client.remove(place).await();
    } catch (SftpException e) {
      if (!Diagnosis.isAbsence(e)) {
        throw e;
      }
    }
  }

  /** Of the form that no worker takes for data; always the same for one target. */
  private static String setAside(RelativePath target) {
    byte[] sum =
        HashAlgorithm.SHA256.newDigest().digest(target.toString().getBytes(StandardCharsets.UTF_8));
    return ".oeleo-" + HexFormat.of().formatHex(sum, 0, 12) + ".part";
  }
}
