package org.oeleo.testkit.engine;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.oeleo.spi.Connector;
import org.oeleo.spi.Content;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.ForwardingConnector;

/** Counts how many writes are under way at once. Safe for many threads. */
final class Peak {
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger highest = new AtomicInteger();
  private final CountDownLatch together;

  /** The first writes wait until {@code expected} are under way. */
  Peak(int expected) {
    this.together = new CountDownLatch(expected);
  }

  int highest() {
    return highest.get();
  }

  Connector watch(Connector connector) {
    return new ForwardingConnector(connector) {
      @Override
      public FileEntry write(RelativePath path, Content content) throws IOException {
        highest.accumulateAndGet(now.incrementAndGet(), Math::max);
        together.countDown();
        try {
          together.await(5, TimeUnit.SECONDS);
          return super.write(path, content);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException(e);
        } finally {
          now.decrementAndGet();
        }
      }
    };
  }
}
