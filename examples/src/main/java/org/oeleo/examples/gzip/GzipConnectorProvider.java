package org.oeleo.examples.gzip;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.ConnectorProvider;
import org.oeleo.spi.Kind;

/**
 * Offers a folder whose files are kept gzip-compressed; found by {@link java.util.ServiceLoader}
 * through {@code META-INF/services}. Immutable.
 */
public final class GzipConnectorProvider implements ConnectorProvider {
  /** On the external side {@code OELEO_EXTERNAL_GZIP_LEVEL}, on either {@code OELEO_GZIP_LEVEL}. */
  static final Setting<Integer> LEVEL =
      Setting.integer("GZIP_LEVEL", "From 1 (fast) to 9 (small).", 1, 9).orElse(6);

  @Override
  public String name() {
    return "gzip";
  }

  @Override
  public String description() {
    return "a folder of this machine in which each file is kept gzip-compressed";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(LEVEL);
  }

  @Override
  public Connector open(String root, Settings settings) throws IOException {
    try {
      Path folder = root.startsWith("gzip:")
          ? Path.of(URI.create("file:" + root.substring("gzip:".length())))
          : Path.of(root);
      return new GzipConnector(folder.toAbsolutePath().normalize(), settings.get(LEVEL));
    } catch (IllegalArgumentException e) {
      throw new ConnectorException(Kind.UNREACHABLE, root + " is not the path of a folder", e);
    } catch (SettingsException e) {
      throw ConnectorException.of(e);
    }
  }
}
