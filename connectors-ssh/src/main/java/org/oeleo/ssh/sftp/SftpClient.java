package org.oeleo.ssh.sftp;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * A client of one SFTP server, with as many requests under way as its callers send. Safe for many
 * threads. Each request returns at once, and its {@link Reply} waits for the answer. Requests are
 * sent when somebody awaits an answer, or a second later; those that nobody may wait for (close,
 * remove, make folder and the like) right away. When the connection ends, every reply that waits
 * and every later one throws {@link ConnectionLostException}. Paths and names are the server's
 * bytes.
 *
 * <p>See draft-ietf-secsh-filexfer-02, and PROTOCOL of OpenSSH for the extensions.
 */
public final class SftpClient implements Closeable {
  private static final byte[] NO_PATH = {};

  /** Of all uploads together, so that many of them do not make every other request wait. */
  private static final int UNANSWERED = 16 << 20;

  /** Of all downloads together: what they may hold in memory ahead of their readers. */
  private static final int READ_AHEAD = 16 << 20;

  private final Connection connection;
  private final Set<Extension> extensions;
  private final Limits limits;
  private final Semaphore unanswered = new Semaphore(UNANSWERED, true);
  private final Semaphore readAhead = new Semaphore(READ_AHEAD);

  private SftpClient(Connection connection, Set<Extension> extensions, Limits limits) {
    this.connection = connection;
    this.extensions = extensions;
    this.limits = limits;
  }

  /**
   * Greets the server. The wire is closed with the client, or when this throws.
   *
   * @param patience how long the server may be silent while it owes answers; ten times that while
   *     it owes an {@link #fsync}. Then the connection ends
   */
  public static SftpClient open(Wire wire, Duration patience) throws IOException {
    Connection connection = new Connection(wire);
    try {
      Outgoing hello = Outgoing.greeting(3);
      Set<Extension> extensions = connection
          .start(new Call<>(Verb.INIT, NO_PATH, Answers::version), hello, patience)
          .await();
      return new SftpClient(connection, extensions, limits(connection, extensions));
    } catch (IOException | RuntimeException | Error e) {
      connection.close();
      throw e;
    }
  }

  private static Limits limits(Connection connection, Set<Extension> extensions)
      throws IOException {
    if (!extensions.contains(Extension.LIMITS)) {
      return Limits.USUAL;
    }
    try {
      return connection
          .send(
              new Call<>(Verb.LIMITS, NO_PATH, Answers::limits),
              Outgoing.extended(Verb.LIMITS, Extension.LIMITS))
          .await();
    } catch (SftpException offeredAndRefused) {
      return Limits.USUAL;
    }
  }

  public boolean offers(Extension extension) {
    return extensions.contains(extension);
  }

  /** Whether the connection is thought to be there. */
  public boolean isOpen() {
    return connection.isOpen();
  }

  /** Says what a link itself is. */
  public Reply<Attributes> lstat(byte[] path) {
    return send(Outgoing.on(Verb.LSTAT, path), path, Answers::attributes);
  }

  /** Says what a link leads to. */
  public Reply<Attributes> stat(byte[] path) {
    return send(Outgoing.on(Verb.STAT, path), path, Answers::attributes);
  }

  public Reply<Attributes> fstat(Handle handle) {
    return send(Outgoing.on(Verb.FSTAT, handle.id()), handle.path(), Answers::attributes);
  }

  /** The absolute path of what there is. */
  public Reply<byte[]> realpath(byte[] path) {
    return send(Outgoing.on(Verb.REALPATH, path), path, Answers::path);
  }

  /** Whoever asks awaits the handle, and closes it. */
  public Reply<Handle> open(byte[] path, Set<OpenMode> modes) {
    Outgoing request = Outgoing.on(Verb.OPEN, path).int32(OpenMode.bits(modes)).int32(0);
    return opening(request, path);
  }

  /** Whoever asks awaits the handle, and closes it. */
  public Reply<Handle> opendir(byte[] path) {
    return opening(Outgoing.on(Verb.OPENDIR, path), path);
  }

  Call<Handle> opening(byte[] folder) {
    return opening(Outgoing.on(Verb.OPENDIR, folder), folder);
  }

  private Call<Handle> opening(Outgoing request, byte[] path) {
    return connection.send(
        new Call<>(request.verb(), path, Answers.handle(path), this::closeUnclaimed), request);
  }

  /** The reading thread must not write, so a thread that lives as long as the request does. */
  private void closeUnclaimed(Call<Handle> call, Outcome<Handle> how) {
    if (how instanceof Outcome.Value<Handle> opened && call.isGivenUp()) {
      Connection.daemon("oeleo-sftp-closing", () -> close(opened.value()));
    }
  }

  /** Some names of a folder, {@code .} and {@code ..} among them; empty at the end. */
  public Reply<Optional<List<Name>>> readdir(Handle handle) {
    return send(Outgoing.on(Verb.READDIR, handle.id()), handle.path(), Answers::listing);
  }

  /** What was written is in the file when this has been answered. */
  public Reply<Ok> close(Handle handle) {
    return send(Outgoing.on(Verb.CLOSE, handle.id()), handle.path(), Answers::ok);
  }

  public Reply<Ok> setstat(byte[] path, Times times) {
    return send(Outgoing.on(Verb.SETSTAT, path).times(times), path, Answers::ok);
  }

  public Reply<Ok> fsetstat(Handle handle, Times times) {
    return send(Outgoing.on(Verb.FSETSTAT, handle.id()).times(times), handle.path(), Answers::ok);
  }

  public Reply<Ok> remove(byte[] path) {
    return send(Outgoing.on(Verb.REMOVE, path), path, Answers::ok);
  }

  public Reply<Ok> mkdir(byte[] path) {
    return send(Outgoing.on(Verb.MKDIR, path).int32(0), path, Answers::ok);
  }

  public Reply<Ok> rmdir(byte[] path) {
    return send(Outgoing.on(Verb.RMDIR, path), path, Answers::ok);
  }

  /** Fails, with most servers, if {@code to} is there. */
  public Reply<Ok> rename(byte[] from, byte[] to) {
    return send(Outgoing.on(Verb.RENAME, from).string(to), from, Answers::ok);
  }

  /** Replaces {@code to} in one step, if the server {@link #offers} POSIX_RENAME. */
  public Reply<Ok> posixRename(byte[] from, byte[] to) {
    Outgoing request = Outgoing.extended(Verb.POSIX_RENAME, Extension.POSIX_RENAME)
        .string(from)
        .string(to);
    return send(request, from, Answers::ok);
  }

  /** Brings to the disk what was written, if the server {@link #offers} FSYNC. */
  public Reply<Ok> fsync(Handle handle) {
    Outgoing request = Outgoing.extended(Verb.FSYNC, Extension.FSYNC).string(handle.id());
    return send(request, handle.path(), Answers::ok);
  }

  /** Of the file system that holds {@code path}, if the server {@link #offers} STATVFS. */
  public Reply<Space> statvfs(byte[] path) {
    Outgoing request = Outgoing.extended(Verb.STATVFS, Extension.STATVFS).string(path);
    return send(request, path, Answers::space);
  }

  private <T> Reply<T> send(Outgoing request, byte[] subject, Call.Decoder<T> decoder) {
    return connection.send(new Call<>(request.verb(), subject, decoder), request);
  }

  <T> Call<T> send(Call<T> call, Outgoing request) {
    return connection.send(call, request);
  }

  /** Ends the connection, because of what its server did. */
  ProtocolException distrust(String why) {
    ProtocolException reason = new ProtocolException(why);
    connection.end(reason);
    return reason;
  }

  /** Sends what is held back. */
  void push() {
    connection.push();
  }

  Limits limits() {
    return limits;
  }

  Semaphore unanswered() {
    return unanswered;
  }

  Semaphore readAhead() {
    return readAhead;
  }

  /** Closes the wire; whoever waits gets {@link ConnectionLostException}. May be called again. */
  @Override
  public void close() {
    connection.close();
  }
}
