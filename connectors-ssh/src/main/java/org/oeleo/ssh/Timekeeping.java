package org.oeleo.ssh;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.oeleo.spi.Content;
import org.oeleo.ssh.sftp.Attributes;
import org.oeleo.ssh.sftp.Handle;
import org.oeleo.ssh.sftp.Reply;
import org.oeleo.ssh.sftp.SftpClient;
import org.oeleo.ssh.sftp.SftpException;
import org.oeleo.ssh.sftp.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the modified times of files, where the server lets us. Safe for many threads. */
final class Timekeeping {
  private static final Logger LOG = LoggerFactory.getLogger(Timekeeping.class);

  private final RemoteTree tree;
  private final AtomicBoolean refused = new AtomicBoolean();

  Timekeeping(RemoteTree tree) {
    this.tree = tree;
  }

  /** SFTP has no time before 1970 or after 2106; then the file has that of its arrival. */
  private static Optional<Times> times(Content content) {
    Instant modified = content.modified();
    return Times.canTell(modified) ? Optional.of(of(modified)) : Optional.empty();
  }

  static Times of(Instant modified) {
    Instant second = modified.truncatedTo(ChronoUnit.SECONDS);
    return new Times(second, second);
  }

  Optional<Reply<?>> ask(SftpClient client, Handle handle, Content content) {
    return times(content).map(wanted -> client.fsetstat(handle, wanted));
  }

  /** Many a server lets nobody set times. That is no reason to lose the file. */
  void note(Optional<? extends Reply<?>> asked) throws IOException {
    try {
      if (asked.isPresent()) {
        asked.get().await();
      }
    } catch (SftpException e) {
      if (!refused.getAndSet(true)) {
        LOG.warn(
            "{} does not let modified times be set ({}): files have the time of their arrival",
            tree,
            e.status());
      }
    }
  }

  /** A server on Windows may note the time of the last write when the file is closed. */
  Attributes kept(SftpClient client, byte[] place, Content content, Attributes found)
      throws IOException {
    Optional<Times> wanted = times(content);
    if (!tree.isWindows() || wanted.isEmpty()) {
      return found;
    }
    note(Optional.of(client.setstat(place, wanted.get())));
    return client.lstat(place).await();
  }
}
