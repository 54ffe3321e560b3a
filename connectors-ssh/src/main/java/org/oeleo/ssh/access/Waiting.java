package org.oeleo.ssh.access;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;

/**
 * Lets a thread of its own do what may be stuck, or may swallow an interrupt, and waits for it: not
 * longer than it may take, and not when interrupted. Immutable.
 *
 * @param abort frees that thread, when it is not waited for any more
 */
record Waiting(Runnable abort) {
  /** What the work gives, or its failure; UNREACHABLE when it takes too long. */
  <T> T call(String what, Duration longest, Callable<T> work) throws ConnectorException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, what);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      abort.run();
      throw new ConnectorException(
          Kind.UNREACHABLE,
          what + " took longer than " + longest.toMillis() / 1000.0
              + " s: the other end is too busy, frozen, or no ssh server",
          e);
    } catch (InterruptedException e) {
      abort.run();
      Thread.currentThread().interrupt();
      throw new ConnectorException(Kind.UNREACHABLE, what + " was given up", e);
    } catch (ExecutionException e) {
      throw failure(what, Optional.ofNullable(e.getCause()).orElse(e));
    }
  }

  private static ConnectorException failure(String what, Throwable cause) {
    if (cause instanceof ConnectorException known) {
      return known;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new ConnectorException(Kind.UNREACHABLE, what + " failed: " + cause.getMessage(), cause);
  }
}
