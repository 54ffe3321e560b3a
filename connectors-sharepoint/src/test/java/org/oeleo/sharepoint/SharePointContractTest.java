package org.oeleo.sharepoint;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.oeleo.testkit.ConnectorContract;
import org.oeleo.testkit.TestedStore;

/** The contract, where names that SharePoint does not take are refused. */
class SharePointContractTest extends ConnectorContract {
  private static Tenant tenant;

  @BeforeAll
  static void start() {
    tenant = new Tenant();
  }

  @AfterAll
  static void stop() {
    tenant.close();
  }

  @Override
  protected TestedStore newStore() {
    return new LibraryUnderTest(tenant, Map.of());
  }
}
