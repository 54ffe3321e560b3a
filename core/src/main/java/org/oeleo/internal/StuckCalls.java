package org.oeleo.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.oeleo.Cancellation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees the run's own thread from a call that does not return, once somebody wished to stop: a
 * listing may hang as well as a transfer. Closing the connectors from another thread is what frees
 * such calls.
 */
final class StuckCalls implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StuckCalls.class);

  private static final Duration PATIENCE = Duration.ofMillis(400);
  private static final Duration TURN = Duration.ofMillis(100);

  private final CountDownLatch moving = new CountDownLatch(1);
  private final Cancellation cancellation;
  private final Closing closing;

  /** Closes both ends; may be called from any thread. */
  @FunctionalInterface
  interface Closing {
    void close() throws IOException;
  }

  private StuckCalls(Cancellation cancellation, Closing closing) {
    this.cancellation = cancellation;
    this.closing = closing;
  }

  static StuckCalls watch(Cancellation cancellation, Closing closing) {
    StuckCalls watch = new StuckCalls(cancellation, closing);
    Thread thread = new Thread(watch::stand, "oeleo-stop");
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  private void stand() {
    try {
      boolean over = false;
      while (!over && !cancellation.await(TURN)) {
        over = moving.getCount() == 0;
      }
      if (!over && !moving.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        closing.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("an end could not be closed to free a stuck call", e);
    }
  }

  /** The run's thread has noticed the wish by itself. */
  void callOff() {
    moving.countDown();
  }

  /** The run is done. */
  @Override
  public void close() {
    callOff();
  }
}
