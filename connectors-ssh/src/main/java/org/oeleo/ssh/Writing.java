package org.oeleo.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
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
import org.oeleo.ssh.sftp.Upload;

/** Writes files. Safe for many threads. */
final class Writing {
  private static final int BUFFER = 256 * 1024;

  /** How much at the end of a part is compared with the source before it is continued. */
  private static final int PROOF = 1024 * 1024;

  private static final Set<OpenMode> NEW =
      Set.of(OpenMode.WRITE, OpenMode.CREATE, OpenMode.EXCLUSIVE);
  private static final Set<OpenMode> CONTINUED = Set.of(OpenMode.READ, OpenMode.WRITE);

  private final RemoteTree tree;
  private final Sight sight;
  private final Folders folders;
  private final Timekeeping timekeeping;

  Writing(RemoteTree tree, Sight sight, Folders folders) {
    this.tree = tree;
    this.sight = sight;
    this.folders = folders;
    this.timekeeping = new Timekeeping(tree);
  }

  /** One file on its way. */
  private record Load(RelativePath path, Content content) {}

  FileEntry write(SftpClient client, RelativePath path, Content content) throws IOException {
    Load load = new Load(path, content);
    Optional<FileEntry> continued = continued(client, load);
    if (continued.isPresent()) {
      return continued.get();
    }
    try (InputStream in = content.open(0);
        OpenFile file = created(client, load)) {
      return send(client, file, load, 0, in);
    }
  }

  /** Goes on with a part, if what it ends with is what the source has there. */
  private Optional<FileEntry> continued(SftpClient client, Load load) throws IOException {
    long held = held(client, load);
    if (held == 0) {
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

  /**
   * How much of the content is there: up to the last checkpoint, or all of the part if the whole is
   * compared afterwards. What lies between may have holes, where one write failed and the next did
   * not, or where the server lost its power.
   */
  private long held(SftpClient client, Load load) throws IOException {
    long safe = Checkpoints.reached(load.content);
    if (safe == 0 && !load.content.continues()) {
      return 0;
    }
    long size = sight
        .look(client, tree.place(load.path))
        .filter(a -> a.type() == Attributes.Type.FILE)
        .map(a -> a.size().orElse(0))
        .orElse(0L);
    if (size > load.content.size()) {
      return 0;
    }
    return load.content.continues() ? size : size >= safe ? safe : 0;
  }

  private static boolean isSame(
      SftpClient client, OpenFile file, InputStream source, long from, long held)
      throws IOException {
    // Not closed here: that would close the file, which is still written to.
    Download part = new Download(client, file.handle(), from, held);
    int length = (int) (held - from);
    return Arrays.equals(part.readNBytes(length), source.readNBytes(length));
  }

  /**
   * A new file under this name, whatever was there: whoever put a link there beforehand leads
   * nothing astray.
   */
  private OpenFile created(SftpClient client, Load load) throws IOException {
    folders.makeAbove(client, load.path);
    byte[] place = tree.place(load.path);
    try {
      return new OpenFile(client, client.open(place, NEW).await());
    } catch (SftpException e) {
      makeWay(client, load, e);
    }
    return new OpenFile(client, client.open(place, NEW).await());
  }

  private void makeWay(SftpClient client, Load load, SftpException refusal) throws IOException {
    if (Diagnosis.isAbsence(refusal)) {
      sight.requireRoot(client);
      folders.forget();
      folders.makeAbove(client, load.path);
      return;
    }
    byte[] place = tree.place(load.path);
    boolean taken =
        refusal.status() == Status.FAILURE || refusal.status() == Status.FILE_ALREADY_EXISTS;
    Optional<Attributes> there = taken ? sight.look(client, place) : Optional.empty();
    if (there.isEmpty()) {
      throw explained(client, refusal, load, load.content.size());
    }
    if (there.get().type() != Attributes.Type.LINK) {
      Sight.requireFile(there.get(), load.path);
    }
    client.remove(place).await();
  }

  private FileEntry send(SftpClient client, OpenFile file, Load load, long from, InputStream in)
      throws IOException {
    Upload upload = new Upload(client, file.handle(), from);
    try {
      pour(in, upload, load, new Checkpoints(client, file.handle(), load.content));
      upload.push();
      Optional<Reply<?>> times = timekeeping.ask(client, file.handle(), load.content);
      Reply<Attributes> found = client.fstat(file.handle());
      Reply<?> closed = file.finish();
      upload.await();
      closed.await();
      timekeeping.note(times);
      Attributes kept =
          timekeeping.kept(client, tree.place(load.path), load.content, found.await());
      return Sight.entry(load.path, kept);
    } catch (SftpException e) {
      throw explained(client, e, load, load.content.size() - upload.certain());
    }
  }

  private static void pour(InputStream in, Upload upload, Load load, Checkpoints checkpoints)
      throws IOException {
    long at = upload.offset();
    long end = load.content.size();
    byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(1, end - at))];
    while (at < end) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, end - at));
      if (n < 0) {
        throw Diagnosis.changed(
            load.path, "ended " + (end - at) + " bytes early", new EOFException());
      }
      upload.write(buffer, 0, n);
      at += n;
      checkpoints.passing(upload, at);
    }
    if (in.read() >= 0) {
      throw Diagnosis.changed(
          load.path, "is longer than its " + load.content.size() + " bytes", new EOFException());
    }
  }

  /** Version 3 has no word for a full disk: whatever fails is asked whether it was that. */
  private ConnectorException explained(
      SftpClient client, SftpException refusal, Load load, long missing) {
    if (refusal.status() == Status.FAILURE && Room.isShort(client, tree, missing)) {
      return new ConnectorException(
          Kind.NO_SPACE,
          Printable.name(load.path) + " does not fit: " + tree + " is full",
          refusal);
    }
    return Diagnosis.of(refusal, load.path);
  }
}
