package org.oeleo.testkit.engine;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.oeleo.spi.Connector;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.ForwardingConnector;

/** Counts streams that nobody has closed. Safe for many threads. */
final class Handles {
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  int opened() {
    return opened.get();
  }

  int stillOpen() {
    return opened.get() - closed.get();
  }

  Connector watch(Connector connector) {
    return new ForwardingConnector(connector) {
      @Override
      public InputStream read(RelativePath path, long offset) throws IOException {
        opened.incrementAndGet();
        AtomicBoolean open = new AtomicBoolean(true);
        return new FilterInputStream(super.read(path, offset)) {
          @Override
          public void close() throws IOException {
            if (open.getAndSet(false)) {
              closed.incrementAndGet();
            }
            super.close();
          }
        };
      }
    };
  }
}
