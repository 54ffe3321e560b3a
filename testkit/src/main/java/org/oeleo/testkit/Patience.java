package org.oeleo.testkit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;

/** Where hanging calls hang. Safe for many threads. */
final class Patience {
  private final CountDownLatch end = new CountDownLatch(1);

  /** Waits for the end; always throws. */
  void hang() throws IOException {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted while hanging");
      interrupted.initCause(e);
      throw interrupted;
    }
    throw new ConnectorException(Kind.UNREACHABLE, "the connection was given up");
  }

  /** Lets everybody go. */
  void end() {
    end.countDown();
  }
}
