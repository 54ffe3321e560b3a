package org.oeleo.testkit.engine;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.ForwardingConnector;

/** A store that takes files and shows none; counts how many it is given at once. */
final class WriteOnly extends ForwardingConnector {
  private final AtomicInteger writing = new AtomicInteger();
  private final AtomicInteger most;

  WriteOnly(Connector wrapped, AtomicInteger most) {
    super(wrapped);
    this.most = most;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Set.of(Capability.WRITE_ONLY), List.of(), Duration.ZERO);
  }

  @Override
  public FileEntry write(RelativePath path, Content content) throws IOException {
    int together = writing.incrementAndGet();
    most.accumulateAndGet(together, Math::max);
    try {
      return super.write(path, content);
    } finally {
      writing.decrementAndGet();
    }
  }

  @Override
  public void list(ListRequest request, EntrySink sink) throws IOException {
    throw refused();
  }

  @Override
  public Optional<FileEntry> stat(RelativePath path) throws IOException {
    throw refused();
  }

  @Override
  public InputStream read(RelativePath path, long offset) throws IOException {
    throw refused();
  }

  @Override
  public void delete(RelativePath path) throws IOException {
    throw refused();
  }

  private static ConnectorException refused() {
    return new ConnectorException(Kind.UNSUPPORTED, "only takes files");
  }
}
