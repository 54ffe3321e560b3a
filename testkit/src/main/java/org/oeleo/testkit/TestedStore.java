package org.oeleo.testkit;

import java.io.IOException;
import java.util.Set;
import org.oeleo.spi.Connector;
import org.oeleo.spi.RelativePath;

/**
 * The store one contract test runs against: made for it, empty at first, and reachable also behind
 * the connector's back. Connectors from {@link #open} and {@link #openMissing} are closed by the
 * test.
 */
public interface TestedStore extends AutoCloseable {
  /** A new connector on this store's root; all of them see the same files. */
  Connector open() throws IOException;

  /** A new connector on a root that is not there; the same root each time. */
  Connector openMissing() throws IOException;

  /**
   * Replaces the content of a file without the connector, as a bad disk or another program would;
   * answers whether this store lets it be done. A check that needs it is skipped otherwise.
   */
  default boolean tamper(RelativePath path, byte[] content) throws IOException {
    return false;
  }

  /**
   * Names of everything next to the root, where a file that escaped would be; empty if there is no
   * such place.
   */
  default Set<String> outside() throws IOException {
    return Set.of();
  }

  /** Removes everything that was made for the test. */
  @Override
  void close() throws IOException;
}
