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
import org.oeleo.spi.Kind;

/** Offers SharePoint; found by {@link java.util.ServiceLoader} only. Immutable. */
public final class SharePointConnectorProvider implements ConnectorProvider {
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
      StoreNames names = new StoreNames(settings.get(SharePointSettings.NAMES));
      Slices slices = SharePointSettings.slices(settings);
      return new SharePointConnector(Access.open(root, settings), names, slices);
    } catch (SettingsException e) {
      throw new ConnectorException(Kind.REJECTED, e.problems().toString(), e);
    }
  }

  @Override
  public Optional<String> signIn(Settings settings, Consumer<String> tell) throws IOException {
    return Access.signIn(settings, tell);
  }
}
