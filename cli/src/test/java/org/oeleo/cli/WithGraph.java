package org.oeleo.cli;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.oeleo.sharepoint.service.App;
import org.oeleo.sharepoint.service.GraphService;
import org.oeleo.sharepoint.service.Library;
import org.oeleo.sharepoint.service.Right;
import org.oeleo.sharepoint.service.Site;

/** A service that plays Microsoft Graph for all tests of a class. */
final class WithGraph implements BeforeAllCallback, AfterAllCallback {
  private static final AtomicInteger SITES = new AtomicInteger();

  private GraphService service = GraphService.start();
  private App app = service.entra().addApp().selectedSitesOnly();

  @Override
  public void beforeAll(ExtensionContext context) {
    // Started already, so that nothing of it is ever missing.
  }

  @Override
  public void afterAll(ExtensionContext context) {
    service.close();
  }

  GraphService service() {
    return service;
  }

  App app() {
    return app;
  }

  /** The library of a new site. */
  Library newLibrary() {
    Site site = service.addSite("/sites/Lab" + SITES.incrementAndGet());
    site.allow(app, Right.WRITE);
    return site.library(Site.DOCUMENTS);
  }

  /** All that a worker has to be told to push to a library. */
  Map<String, String> settings(Library library) {
    return new TreeMap<>(Map.of(
        "OELEO_BASE_DIR_TO", "/",
        "OELEO_EXTERNAL", "sharepoint",
        "OELEO_SHAREPOINT_URL", library.site().url(),
        "OELEO_TENANT_ID", app.tenantId(),
        "OELEO_CLIENT_ID", app.clientId(),
        "OELEO_CLIENT_SECRET", app.secret(),
        "OELEO_AUTHORITY_HOST", service.authorityUrl(),
        "OELEO_GRAPH_HOST", service.graphUrl(),
        "OELEO_CA_BUNDLE", service.caBundle().toString()));
  }
}
