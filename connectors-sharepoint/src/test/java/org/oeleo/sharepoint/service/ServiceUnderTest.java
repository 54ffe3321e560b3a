package org.oeleo.sharepoint.service;

import org.junit.jupiter.api.AfterEach;

/** A fresh service with one site, one application and one client for each test. */
abstract class ServiceUnderTest {
  final GraphService service = GraphService.start();
  final App app = service.entra().addApp();
  final Site site = service.addSite("/sites/Lab");
  final Library library = site.library(Site.DOCUMENTS);
  final Client client = Client.of(service, app);
  final String drive = "/drives/" + library.id();

  @AfterEach
  void close() {
    service.close();
    if (!service.journal().failures().isEmpty()) {
      throw service.journal().failures().get(0);
    }
  }
}
