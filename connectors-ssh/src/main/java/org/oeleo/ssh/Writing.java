package org.oeleo.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import org.oeleo.ssh.sftp.Attributes;
import org.oeleo.ssh.sftp.Download;
import org.oeleo.ssh.sftp.OpenMode;
import org.oeleo.ssh.sftp.Reply;
import org.oeleo.ssh.sftp.SftpClient;
import org.oeleo.ssh.sftp.SftpException;
import org.oeleo.ssh.sftp.Status;
import org.oeleo.ssh.sftp.Times;
import org.oeleo.ssh.sftp.Upload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes files. Safe for many threads. */
final class Writing {
  private static final Logger LOG = LoggerFactory.getLogger(Writing.class);
  private static final int BUFFER = 256 * 1024;

  /** How much at the end of a part is compared with the source before it is continued. */
  private static final int PROOF = 1024 * 1024;

  private static final Set<OpenMode> NEW =
      Set.of(OpenMode.WRITE, OpenMode.CREATE, OpenMode.EXCLUSIVE);
  private static final Set<OpenMode> CONTINUED = Set.of(OpenMode.READ, OpenMode.WRITE);

  private final RemoteTree tree;
  private final Sight sight;
  private final Folders folders;
  private final AtomicBoolean timesRefused = new AtomicBoolean();

  Writing(RemoteTree tree, Sight sight, Folders folders) {
    this.tree = tree;
    this.sight = sight;
    this.folders = folders;
  }

  /** One file on its way. */
  private record Load(RelativePath path, Content content) {}

  FileEntry write(SftpClient client, RelativePath path, Content content) throws IOException {
    Load load = new Load(path, content);
    if (content.continues()) {
      Optional<FileEntry> continued = continued(client, load);
      if (continued.isPresent()) {
        return continued.get();
      }
    }
    try (InputStream in = content.open(0);
        OpenFile file = created(client, load)) {
      return send(client, file, load, 0, in);
    }
  }

  /** Goes on with a part, if what it ends with is what the source has there. */
  private Optional<FileEntry> continued(SftpClient client, Load load) throws IOException {
    Optional<Attributes> part = sight.look(client, tree.place(load.path));
    long held = part.filter(a -> a.type() == Attributes.Type.FILE)
        .map(a -> a.size().orElse(0))
        .orElse(0L);
    if (held == 0 || held > load.content.size()) {
      return Optional.empty();
    }
    long from = Math.max(0, held - PROOF);
    try (InputStream in = load.content.open(from);
        OpenFile file =
            new OpenFile(client, client.open(tree.place(load.path), CONTINUED).await())) {
      return isSame(client, file, in, from, held)
          ? Optional.of(send(client, file, load, held, in))
          : Optional.empty();
    }
  }

  private static boolean isSame(
      SftpClient client, OpenFile file, InputStream source, long from, long held)
      throws IOException {
    // Not closed here: that would close the file, which is still written to.
    Download part = new Download(client, file.handle(), from);
    int length = (int) (held - from);
    return Arrays.equals(part.readNBytes(length), source.readNBytes(length));
  }

  /**
   * A new file under this name, whatever was there: whoever put a link there beforehand leads
   * nothing astray.
   */
  private OpenFile created(SftpClient client, Load load) throws IOException {
    folders.makeAbove(client, load.path);
    try {
      return new OpenFile(client, client.open(tree.place(load.path), NEW).await());
    } catch (SftpException e) {
      makeWay(client, load, e);
    }
    return new OpenFile(client, client.open(tree.place(load.path), NEW).await());
  }

  private void makeWay(SftpClient client, Load load, SftpException refusal) throws IOException {
    if (Diagnosis.isAbsence(refusal)) {
      sight.requireRoot(client);
      folders.forget();
      folders.makeAbove(client, load.path);
      return;
    }
    boolean taken =
        refusal.status() == Status.FAILURE || refusal.status() == Status.FILE_ALREADY_EXISTS;
    Optional<Attributes> there =
        taken ? sight.look(client, tree.place(load.path)) : Optional.empty();
    if (there.isEmpty()) {
      throw explained(client, refusal, load);
    }
    if (there.get().type() != Attributes.Type.LINK) {
      Sight.requireFile(there.get(), load.path);
    }
    client.remove(tree.place(load.path)).await();
  }

  private FileEntry send(SftpClient client, OpenFile file, Load load, long from, InputStream in)
      throws IOException {
    try {
      Upload upload = new Upload(client, file.handle(), from);
      pour(in, upload, load, from);
      upload.push();
      Optional<Reply<?>> times =
          times(load.content).map(wanted -> client.fsetstat(file.handle(), wanted));
      Reply<Attributes> found = client.fstat(file.handle());
      Reply<?> closed = file.finish();
      upload.await();
      closed.await();
      note(times);
      return entry(client, load, found.await());
    } catch (SftpException e) {
      throw explained(client, e, load);
    }
  }

  /** A server on Windows may note the time of the last write when the file is closed. */
  private FileEntry entry(SftpClient client, Load load, Attributes found) throws IOException {
    Optional<Times> wanted = times(load.content);
    boolean kept = wanted.isEmpty() || found.modified().equals(wanted.map(Times::modified));
    if (kept || !tree.windows()) {
      return Sight.entry(load.path, found);
    }
    note(Optional.of(client.setstat(tree.place(load.path), wanted.get())));
    return Sight.entry(load.path, client.lstat(tree.place(load.path)).await());
  }

  private static void pour(InputStream in, Upload upload, Load load, long from) throws IOException {
    long left = load.content.size() - from;
    byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(1, left))];
    while (left > 0) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        throw Diagnosis.changed(load.path, "ended " + left + " bytes early", new EOFException());
      }
      upload.write(buffer, 0, n);
      left -= n;
    }
    if (in.read() >= 0) {
      throw Diagnosis.changed(
          load.path, "is longer than its " + load.content.size() + " bytes", new EOFException());
    }
  }

  /** SFTP has no time before 1970 or after 2106; then the file has that of its arrival. */
  private static Optional<Times> times(Content content) {
    Instant modified = content.modified();
    return Times.canTell(modified)
        ? Optional.of(new Times(
            modified.truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
            modified.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)))
        : Optional.empty();
  }

  /** Many a server lets nobody set times. That is no reason to lose the file. */
  private void note(Optional<? extends Reply<?>> times) throws IOException {
    try {
      if (times.isPresent()) {
        times.get().await();
      }
    } catch (SftpException refused) {
      if (!timesRefused.getAndSet(true)) {
        LOG.warn(
            "{} does not let modified times be set ({}): files have the time of their arrival",
            tree,
            refused.status());
      }
    }
  }

  /** Version 3 has no word for a full disk: whatever fails is asked whether it was that. */
  private ConnectorException explained(SftpClient client, SftpException refusal, Load load) {
    if (refusal.status() == Status.FAILURE && Room.isShort(client, tree, load.content.size())) {
      return new ConnectorException(
          Kind.NO_SPACE,
          Printable.name(load.path) + " does not fit: " + tree + " is full",
          refusal);
    }
    return Diagnosis.of(refusal, load.path);
  }
}
