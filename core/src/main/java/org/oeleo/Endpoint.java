package org.oeleo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.oeleo.settings.Problem;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
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
  /**
   * One end by the name of its connector, which is on the class path.
   *
   * @param settings of the connector; {@link Settings#scoped} where they are looked up for a side
   * @throws SettingsException if there is no such connector, or its settings are not valid
   */
  public static Endpoint of(String connector, String root, Settings settings)
      throws SettingsException {
    ConnectorProvider provider = Providers.onClassPath().connector(connector, connector);
    List<Problem> problems = settings.problems(provider.settings());
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new Endpoint(provider, root, settings);
  }

  /** A folder of this machine. */
  static Endpoint ofFolder(Path folder) {
    try {
      return of("local", folder.toString(), Settings.of(Map.of()));
    } catch (SettingsException e) {
      throw new IllegalStateException("the local connector is missing from this installation", e);
    }
  }

  /** Opens it; the caller closes it. */
  public Connector open() throws IOException {
    return provider.open(root, settings);
  }

  @Override
  public String toString() {
    return provider.name() + ":" + root;
  }
}
