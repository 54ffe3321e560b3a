package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.settings.Settings;
import org.oeleo.sharepoint.service.App;
import org.oeleo.sharepoint.service.Devices;
import org.oeleo.sharepoint.service.Right;
import org.oeleo.sharepoint.service.Tunnel;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.SampleContent;

/** A person who signs in with a browser; Microsoft's names are reached by a proxy. */
class PersonTest extends InLibrary {
  private static final String ADA = "ada@laboratory.example";

  @TempDir
  static Path newHome;

  private final List<String> told = new ArrayList<>();
  private Tunnel tunnel;
  private App app;
  private Map<String, String> variables;

  @BeforeEach
  void register() {
    tunnel = tenant.service.tunnel();
    app = tenant.service.entra().addApp().selectedSitesOnly();
    site.allow(app, Right.WRITE);
    devices().leavePending();
    variables = new HashMap<>(Map.of(
        "OELEO_CLIENT_ID", app.clientId(),
        "OELEO_TENANT_ID", app.tenantId(),
        "OELEO_SIGN_IN", "device-code",
        "OELEO_SIGN_IN_FILE", newHome.resolve(app.clientId()).toString(),
        "OELEO_CA_BUNDLE", tenant.service.caBundle().toString(),
        "HTTPS_PROXY", "http://127.0.0.1:" + tunnel.address().getPort(),
        "NO_PROXY", "localhost"));
  }

  @AfterEach
  void unplug() {
    tunnel.close();
    tenant.service.entra().tokenLifetime(Duration.ofHours(1));
  }

  private static Devices devices() {
    return tenant.service.entra().devices();
  }

  private Optional<String> signIn(Runnable person) throws IOException {
    return new SharePointConnectorProvider().signIn(Settings.of(variables), text -> {
      told.add(text);
      person.run();
    });
  }

  private Connector open() throws IOException {
    return new SharePointConnectorProvider()
        .open(Tenant.root(library, ROOT), Settings.of(variables));
  }

  private ConnectorException refusedRun() throws IOException {
    try (Connector open = open()) {
      ConnectorException failure = failure(open::ping);
      assertThat(failure.kind()).as("%s", failure).isEqualTo(Kind.AUTHENTICATION);
      return failure;
    }
  }

  @Test
  void whoever_has_signed_in_once_is_never_asked_again() throws IOException {
    tenant.service.entra().tokenLifetime(Duration.ofSeconds(1));
    assertThat(signIn(() -> devices().approve(ADA))).contains(ADA);
    tenant.service.entra().tokenLifetime(Duration.ofHours(1));
    int asked = devices().asked();

    try (Connector open = open()) {
      open.ping();
      open.write(path("a.txt"), SampleContent.of("by a person"));
    }

    assertThat(stored("a.txt")).asString().isEqualTo("by a person");
    assertThat(devices().asked()).as("nobody is asked in a run").isEqualTo(asked);
    assertThat(told).singleElement().asString().contains("https://microsoft.com/devicelogin");
    assertThat(tunnel.asked()).contains("login.microsoftonline.com:443", "graph.microsoft.com:443");
  }

  /** There are tokens in it. */
  @Test
  void what_is_kept_of_it_is_for_its_owner_only() throws IOException {
    signIn(() -> devices().approve(ADA));

    assertThat(Files.getPosixFilePermissions(newHome.resolve(app.clientId())))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void a_run_in_which_nobody_has_signed_in_asks_nobody() throws IOException {
    ConnectorException failure = refusedRun();

    assertThat(failure).hasMessageContaining("nobody has signed in").hasMessageContaining("login");
    assertThat(journal().entries()).as("nobody was even asked").isEmpty();
  }

  @Test
  void who_says_no_is_not_signed_in() {
    ConnectorException failure = failure(() -> signIn(() -> devices().deny()));

    assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
    assertThat(newHome.resolve(app.clientId())).doesNotExist();
  }

  @Test
  void who_does_not_come_in_time_is_not_signed_in() throws IOException {
    ConnectorException failure = failure(() -> signIn(() -> devices().expire()));

    assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
    assertThat(failure).hasMessageContaining("nobody signed in in time");
    refusedRun();
  }

  @Test
  void somebody_else_than_was_expected_is_not_taken() throws IOException {
    variables.put("OELEO_SHAREPOINT_USERNAME", "grace@laboratory.example");

    ConnectorException failure = failure(() -> signIn(() -> devices().approve(ADA)));

    assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
    assertThat(failure)
        .hasMessageContaining(ADA)
        .hasMessageContaining("grace@laboratory.example")
        .hasMessageContaining("OELEO_SHAREPOINT_USERNAME");
    refusedRun();
  }

  @Test
  void who_was_expected_is_taken_by_the_name_of_the_original_too() throws IOException {
    variables.put("OELEO_USERNAME", "ADA@laboratory.example");

    assertThat(signIn(() -> devices().approve(ADA))).contains(ADA);

    try (Connector open = open()) {
      open.ping();
    }
    variables.put("OELEO_USERNAME", "grace@laboratory.example");
    assertThat(refusedRun()).hasMessageContaining("grace@laboratory.example");
  }

  @Test
  void a_sign_in_that_has_ended_is_told_and_asks_nobody() throws IOException {
    tenant.service.entra().tokenLifetime(Duration.ofSeconds(1));
    signIn(() -> devices().approve(ADA));
    tenant.service.entra().revokeLogins();
    int asked = devices().asked();

    assertThat(refusedRun()).hasMessageContaining("oeleo login");
    assertThat(devices().asked()).isEqualTo(asked);
  }

  @Test
  void a_note_that_cannot_be_read_is_told() throws IOException {
    Files.writeString(newHome.resolve(app.clientId()), "{");

    assertThat(refusedRun()).hasMessageContaining("cannot be read").hasMessageContaining("login");
  }

  @Test
  void nobody_signs_in_where_a_secret_does() throws IOException {
    variables.put("OELEO_SIGN_IN", "auto");
    variables.put("OELEO_CLIENT_SECRET", app.secret());

    assertThat(signIn(() -> devices().approve(ADA))).isEmpty();
    assertThat(told).isEmpty();
  }
}
