package org.oeleo;

import java.io.IOException;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorProvider;

/**
 * One end of a worker, described and not yet open. Immutable.
 *
 * @param provider what opens it
 * @param root a path or a URI, as the provider understands it; for a person to read, so without
 *     secrets
 * @param settings of the provider, valid, looked up for its side
 */
public record Endpoint(ConnectorProvider provider, String root, Settings settings) {
  /** Opens it; the caller closes it. */
  public Connector open() throws IOException {
    return provider.open(root, settings);
  }

  @Override
  public String toString() {
    return provider.name() + ":" + root;
  }
}
