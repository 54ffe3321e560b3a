package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.oeleo.settings.Settings;
import org.oeleo.sharepoint.service.App;
import org.oeleo.sharepoint.service.Right;
import org.oeleo.spi.Connector;
import org.oeleo.spi.Particular;

/** What a person who looks for a problem is told. */
class CheckupTest extends InLibrary {
  private App newApp() {
    App app = tenant.service.entra().addApp().selectedSitesOnly();
    site.allow(app, Right.WRITE);
    return app;
  }

  private Connector open(App app, String variable, String proof) throws IOException {
    Map<String, String> variables = tenant.variables();
    variables.remove("AZURE_CLIENT_SECRET");
    variables.put("AZURE_CLIENT_ID", app.clientId());
    variables.put(variable, proof);
    return new SharePointConnectorProvider()
        .open(Tenant.root(library, ROOT), Settings.of(variables));
  }

  @Test
  void an_end_that_is_near_is_a_concern() throws IOException {
    App app = newApp();
    Path pem = app.addCertificate(Duration.ofDays(10));
    try (Connector open = open(app, "AZURE_CLIENT_CERTIFICATE_PATH", pem.toString())) {
      assertThat(open.particulars())
          .anyMatch(particular -> particular.level() == Particular.Level.CONCERN
              && particular.text().startsWith("the certificate ends on"));
    }
  }

  @Test
  void when_a_secret_ends_is_said_where_that_may_be_read() throws IOException {
    assertThat(connector.particulars())
        .extracting(Particular::text)
        .anyMatch(text -> text.startsWith("when a client secret ends is not shown"));

    App app = newApp().readsItself();
    try (Connector open = open(app, "AZURE_CLIENT_SECRET", app.secret())) {
      assertThat(open.particulars())
          .extracting(Particular::text)
          .anyMatch(text -> text.startsWith("the client secret ends on"));
    }
  }

  @Test
  void a_secret_is_no_matter_to_who_has_none() throws IOException {
    App app = newApp();
    Path file = app.addFederatedToken();
    try (Connector open = open(app, "AZURE_FEDERATED_TOKEN_FILE", file.toString())) {
      assertThat(open.particulars())
          .extracting(Particular::text)
          .noneMatch(text -> text.contains("client secret"));
    }
  }

  @Test
  void a_clock_that_is_wrong_is_a_concern() throws IOException {
    connector.ping();
    tenant.service.clockAhead(Duration.ofMinutes(3));

    assertThat(connector.particulars())
        .anyMatch(particular -> particular.level() == Particular.Level.CONCERN
            && particular.text().contains("behind the service's"));
  }
}
