package org.oeleo.testkit;

import java.io.IOException;
import java.util.Optional;
import org.oeleo.spi.Connector;
import org.oeleo.spi.RelativePath;

/**
 * What one test of {@link WriteOnlyContract} gives files to: made for it, empty at first, and to be
 * looked at behind the connector's back. Connectors are closed by the test.
 */
public interface TakingStore extends AutoCloseable {
  /** A new connector that files can be given to. */
  Connector open() throws IOException;

  /** A new connector that nobody is behind. */
  Connector openMissing() throws IOException;

  /** What has arrived under this path. */
  Optional<byte[]> taken(RelativePath path) throws IOException;

  /** Removes everything that was made for the test. */
  @Override
  void close() throws IOException;
}
