package org.oeleo.ssh.access;

import com.jcraft.jsch.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Notices a peer that has gone silent: asks it for a sign of life, and cuts the connection when
 * none comes. Counts its own looks and not the clock, so that a machine that slept is not taken for
 * a silent peer. JSch's own would set a time limit on the socket. Safe for many threads.
 */
final class KeepAlive {
  /** So many looks without anything heard are the end; the first of them is free. */
  private static final int LOOKS = 5;

  private final Session session;
  private final Line line;
  private final Duration silence;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean gaveUp;

  KeepAlive(Session session, Line line, Duration silence) {
    this.session = session;
    this.line = line;
    this.silence = silence;
  }

  /** Begins to look, on a thread of its own; {@code cutter} ends the connection. */
  void start(Runnable cutter) {
    Thread thread = new Thread(() -> watch(cutter), "keep-alive " + session.getHost());
    thread.setDaemon(true);
    thread.start();
  }

  void stop() {
    ended.countDown();
  }

  /** Why the connection was cut, if it was. */
  Optional<String> reason() {
    return gaveUp
        ? Optional.of("was silent for " + silence.toMillis() / 1000.0 + " s")
        : Optional.empty();
  }

  private void watch(Runnable cutter) {
    long pause = Math.max(1, silence.toMillis() / LOOKS);
    long heard = line.received();
    int silent = 0;
    Optional<Thread> asking = Optional.empty();
    try {
      while (!ended.await(pause, TimeUnit.MILLISECONDS)) {
        long now = line.received();
        silent = now == heard ? silent + 1 : 0;
        heard = now;
        if (silent >= LOOKS - 1 || !session.isConnected()) {
          gaveUp = session.isConnected();
          cutter.run();
          return;
        }
        if (silent > 0 && asking.filter(Thread::isAlive).isEmpty()) {
          asking = Optional.of(ask());
        }
      }
    } catch (InterruptedException e) {
      // Nobody does that to this thread but the end of the program.
    }
  }

  /** On a thread of its own, since asking waits for whoever is writing. */
  private Thread ask() {
    Thread thread = new Thread(this::send, "sign of life " + session.getHost());
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @SuppressWarnings("CatchingUnchecked") // JSch declares Exception.
  private void send() {
    try {
      session.sendKeepAliveMsg();
    } catch (Exception e) {
      // Whoever uses the connection is told by it; the next look ends it.
    }
  }
}
