package org.oeleo.sharepoint;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.sharepoint.access.Access;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.ConnectorProvider;

/** Offers SharePoint; found by {@link java.util.ServiceLoader} only. Immutable. */
public final class SharePointConnectorProvider implements ConnectorProvider {
  private final Patience patience;

  /** For {@link java.util.ServiceLoader}. */
  public SharePointConnectorProvider() {
    this(Patience.standard());
  }

  SharePointConnectorProvider(Patience patience) {
    this.patience = patience;
  }

  @Override
  public String name() {
    return "sharepoint";
  }

  @Override
  public String description() {
    return "a document library of SharePoint, reached by Microsoft Graph";
  }

  @Override
  public List<Setting<?>> settings() {
    return SharePointSettings.all();
  }

  /** Connects at the first call. */
  @Override
  public Connector open(String root, Settings settings) throws IOException {
    try {
      Tuning tuning = new Tuning(
          new StoreNames(settings.get(SharePointSettings.NAMES)),
          SharePointSettings.slices(settings),
          patience);
      return new SharePointConnector(Access.open(root, settings), tuning);
    } catch (SettingsException e) {
      throw ConnectorException.of(e);
    }
  }

  @Override
  public Optional<String> signIn(Settings settings, Consumer<String> tell) throws IOException {
    return Access.signIn(settings, tell);
  }
}
