package org.oeleo.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.ssh.access.Access;
import org.oeleo.ssh.access.Dialling;
import org.oeleo.ssh.access.SshConnection;
import org.oeleo.ssh.sftp.SftpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to the server that all threads share: made when it is first needed, and anew
 * after it broke. Safe for many threads.
 */
final class Lifeline implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Lifeline.class);

  /** Beside the main client, and within the ten sessions that OpenSSH allows by default. */
  private static final int HELPERS = 4;

  private final Access access;
  private final ReentrantLock making = new ReentrantLock();
  private volatile Optional<Made> made = Optional.empty();

  /** What has to be closed to free whoever is connecting. */
  private volatile Optional<Closeable> attempt = Optional.empty();

  /** How the newest attempt to connect failed; for those who waited for it. */
  private volatile Optional<IOException> failure = Optional.empty();

  private final AtomicInteger attempts = new AtomicInteger();
  private volatile boolean closed;

  Lifeline(Access access) {
    this.access = access;
  }

  /** A connection and its clients. */
  private record Made(SshConnection connection, SftpClient client, List<SftpClient> helpers) {
    boolean isOpen() {
      return connection.isOpen() && client.isOpen();
    }

    /** The connection first: then nothing of the rest waits for an answer. */
    void close() {
      connection.close();
      client.close();
      helpers.forEach(SftpClient::close);
    }
  }

  /** The client for everything. */
  SftpClient client() throws IOException {
    return made().client;
  }

  /** The connection itself, for commands. */
  SshConnection connection() throws IOException {
    return made().connection;
  }

  /**
   * Further clients, for what keeps a server busy for long; only the main one if it refuses more.
   */
  List<SftpClient> helpers() throws IOException {
    Made now = made();
    lock();
    try {
      now.helpers.removeIf(helper -> !helper.isOpen());
      while (now.helpers.size() < HELPERS) {
        now.helpers.add(SftpClient.open(now.connection.sftp(), access.silence()));
      }
    } catch (ConnectorException refused) {
      LOG.debug("{} takes no more than {} sessions", access, now.helpers.size() + 1);
    } finally {
      making.unlock();
    }
    return now.helpers.isEmpty() ? List.of(now.client) : List.copyOf(now.helpers);
  }

  private Made made() throws IOException {
    Optional<Made> now = made;
    return now.isPresent() && now.get().isOpen() && !closed ? now.get() : remade();
  }

  private Made remade() throws IOException {
    int before = attempts.get();
    lock();
    try {
      requireOpen();
      if (made.isEmpty() || !made.get().isOpen()) {
        made.ifPresent(Made::close);
        made = Optional.empty();
        if (attempts.get() != before && failure.isPresent()) {
          throw shared(failure.get());
        }
        made = Optional.of(make());
      }
      requireOpen();
      return made.get();
    } finally {
      making.unlock();
    }
  }

  /** Thirty threads need not find out one after the other that a server is not there. */
  private static ConnectorException shared(IOException failure) {
    return new ConnectorException(
        ConnectorException.kindOf(failure), String.valueOf(failure.getMessage()), failure);
  }

  private Made make() throws IOException {
    failure = Optional.empty();
    try {
      return greeted(dialled());
    } catch (IOException e) {
      failure = Optional.of(e);
      throw e;
    } finally {
      attempts.incrementAndGet();
      attempt = Optional.empty();
    }
  }

  private SshConnection dialled() throws ConnectorException {
    Dialling dialling = new Dialling(access);
    attempt = Optional.of(dialling);
    requireOpen();
    return dialling.connect();
  }

  private Made greeted(SshConnection connection) throws IOException {
    attempt = Optional.of(connection);
    try {
      requireOpen();
      SftpClient client = SftpClient.open(connection.sftp(), access.silence());
      return new Made(connection, client, new CopyOnWriteArrayList<>());
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void lock() throws InterruptedIOException {
    try {
      making.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException stopped = new InterruptedIOException("interrupted while connecting");
      stopped.initCause(e);
      throw stopped;
    }
  }

  private void requireOpen() throws ConnectorException {
    if (closed) {
      made.ifPresent(Made::close);
      throw new ConnectorException(Kind.UNREACHABLE, "the connection to " + access + " is closed");
    }
  }

  /** Frees whoever is stuck in a call, or in connecting. */
  @Override
  public void close() throws IOException {
    closed = true;
    if (attempt.isPresent()) {
      attempt.get().close();
    }
    made.ifPresent(Made::close);
  }
}
