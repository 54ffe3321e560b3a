package org.oeleo.sharepoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.oeleo.settings.Settings;
import org.oeleo.sharepoint.service.App;
import org.oeleo.sharepoint.service.GraphService;
import org.oeleo.sharepoint.service.Library;
import org.oeleo.sharepoint.service.Right;
import org.oeleo.sharepoint.service.Site;
import org.oeleo.spi.Connector;

/** An organisation with one app registration and as many sites as a test wants. */
final class Tenant implements AutoCloseable {
  /** Asks twice for the pages of a listing, without much ado. */
  static final Patience HASTY = new Patience(2, Duration.ofMillis(1), Duration.ofMillis(100));

  private static final AtomicInteger SITES = new AtomicInteger();

  final GraphService service = GraphService.start();
  final App app = service.entra().addApp().selectedSitesOnly();

  /** A new site, on which the app registration may write. */
  Site newSite() {
    Site site = service.addSite("/sites/Lab" + SITES.incrementAndGet());
    site.allow(app, Right.WRITE);
    return site;
  }

  /** What an administrator would write down, by client secret. */
  Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("AZURE_TENANT_ID", app.tenantId());
    variables.put("AZURE_CLIENT_ID", app.clientId());
    variables.put("AZURE_CLIENT_SECRET", app.secret());
    variables.put("OELEO_AUTHORITY_HOST", service.authorityUrl());
    variables.put("OELEO_GRAPH_HOST", service.graphUrl());
    variables.put("OELEO_CA_BUNDLE", service.caBundle().toString());
    return variables;
  }

  /** A root as it is written: {@code sharepoint://host/sites/Lab/Documents/folder}. */
  static String root(Library library, String folder) {
    String url = library.site().url() + "/" + library.name() + "/" + folder;
    return url.replaceFirst("^https:", "sharepoint:");
  }

  Connector open(Library library, String folder) {
    return open(root(library, folder), Map.of());
  }

  /** With further settings. */
  Connector open(String root, Map<String, String> more) {
    Map<String, String> variables = variables();
    variables.putAll(more);
    try {
      Settings settings = Settings.of(variables);
      SharePointConnectorProvider provider = new SharePointConnectorProvider(HASTY);
      if (!settings.problems(provider.settings()).isEmpty()) {
        throw new IllegalArgumentException(
            settings.problems(provider.settings()).toString());
      }
      return provider.open(root, settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
