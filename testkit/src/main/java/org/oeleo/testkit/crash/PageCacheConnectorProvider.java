package org.oeleo.testkit.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.oeleo.Providers;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.ConnectorProvider;

/** Offers folders with a page cache that a power loss empties; see {@link PowerCut}. Immutable. */
public final class PageCacheConnectorProvider implements ConnectorProvider {
  static final String NAME = "page-cache";

  static final Setting<Path> DISK =
      Setting.path("DISK", "The folder that holds what would survive a power loss.");

  static final Setting<PageCacheConnector.Loss> LOSS = Setting.choice(
          "LOSS",
          "What a power loss takes of a file that was moved and not forced.",
          PageCacheConnector.Loss.class)
      .orElse(PageCacheConnector.Loss.NAME);

  static final Setting<Boolean> FSYNC =
      Setting.yesNo("FSYNC", "Whether anything is ever forced to the disk.").orElse(true);

  /** For {@link java.util.ServiceLoader}. */
  public PageCacheConnectorProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "a folder whose last changes a power loss takes back, for tests";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(DISK, LOSS, FSYNC);
  }

  @Override
  public Connector open(String root, Settings settings) throws IOException {
    try {
      // The cache itself may be as volatile as it likes.
      Connector cache = Providers.onClassPath()
          .connector("local", "page-cache")
          .open(root, Settings.of(Map.of("OELEO_FSYNC", "no")));
      return new PageCacheConnector(
          cache,
          settings.get(DISK),
          settings.get(LOSS),
          settings.get(FSYNC)
              ? PageCacheConnector.Forcing.ON_SYNC
              : PageCacheConnector.Forcing.NEVER);
    } catch (SettingsException e) {
      throw ConnectorException.of(e);
    }
  }
}
