package org.oeleo.testkit.crash;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does one thing over and over, on a thread of its own, until it is closed. */
final class Background implements AutoCloseable {
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;
  private volatile Optional<Throwable> failure = Optional.empty();

  /** One time of it. */
  @FunctionalInterface
  interface Turn {
    void take() throws IOException;
  }

  private Background(Turn turn, int pauseMillis) {
    this.thread = new Thread(() -> repeat(turn, pauseMillis), "background");
    thread.setDaemon(true);
  }

  static Background repeat(int pauseMillis, Turn turn) {
    Background background = new Background(turn, pauseMillis);
    background.thread.start();
    return background;
  }

  private void repeat(Turn turn, int pauseMillis) {
    try {
      do {
        turn.take();
      } while (!end.await(pauseMillis, TimeUnit.MILLISECONDS));
    } catch (IOException | RuntimeException e) {
      failure = Optional.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the last time to end; fails if one has failed. */
  @Override
  public void close() {
    end.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    failure.ifPresent(e -> {
      throw new AssertionError("the background work failed", e);
    });
  }
}
