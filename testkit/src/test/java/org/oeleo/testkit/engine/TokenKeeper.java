package org.oeleo.testkit.engine;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.ForwardingConnector;

/** Gives a new token at each write and records the one it was given. Safe for many threads. */
final class TokenKeeper {
  final List<String> seen = new CopyOnWriteArrayList<>();
  volatile boolean fails;
  private final AtomicInteger uploads = new AtomicInteger();

  Connector watch(Connector connector) {
    return new ForwardingConnector(connector) {
      @Override
      public FileEntry write(RelativePath path, Content content) throws IOException {
        seen.add(content.resumeToken().orElse(""));
        content.keepResumeToken("upload " + uploads.incrementAndGet());
        if (fails) {
          throw new ConnectorException(Kind.IO_ERROR, "a part was lost");
        }
        return super.write(path, content);
      }
    };
  }
}
