package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.settings.Settings;
import org.oeleo.sharepoint.service.App;
import org.oeleo.sharepoint.service.Right;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;

/** How we prove who we are, and what is said if that is refused. */
class SignInTest extends InLibrary {
  private static final Duration MONTH = Duration.ofDays(31);

  @TempDir
  Path place;

  /** Who we are and where, without any proof. */
  private Map<String, String> unproven(App app) {
    Map<String, String> variables = tenant.variables();
    variables.put("AZURE_CLIENT_ID", app.clientId());
    variables.remove("AZURE_CLIENT_SECRET");
    return variables;
  }

  private App newApp() {
    App app = tenant.service.entra().addApp().selectedSitesOnly();
    site.allow(app, Right.WRITE);
    return app;
  }

  private Connector open(Map<String, String> variables) throws IOException {
    return new SharePointConnectorProvider()
        .open(Tenant.root(library, ROOT), Settings.of(variables));
  }

  private void assertSignsIn(Map<String, String> variables) throws IOException {
    try (Connector open = open(variables)) {
      open.ping();
    }
  }

  private ConnectorException refusal(Map<String, String> variables) throws IOException {
    try (Connector open = open(variables)) {
      ConnectorException failure = failure(open::ping);
      assertThat(failure.kind()).as("%s", failure).isEqualTo(Kind.AUTHENTICATION);
      return failure;
    }
  }

  private static Map<String, String> with(Map<String, String> map, String... more) {
    Map<String, String> all = new HashMap<>(map);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  private Path pkcs12(Path pem, String password) throws Exception {
    String text = Files.readString(pem);
    String key = text.substring(text.indexOf("KEY-----") + 8, text.indexOf("-----END PRIVATE KEY"));
    PrivateKey secret = KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key)));
    Certificate certificate;
    try (var in = Files.newInputStream(Files.writeString(
        place.resolve("public.pem"), text.substring(text.indexOf("-----BEGIN CERTIFICATE"))))) {
      certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("app", secret, password.toCharArray(), new Certificate[] {certificate});
    Path file = place.resolve("app.pfx");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"OELEO_", "AZURE_"})
  void a_certificate_in_a_pem_file_signs_in(String prefix) throws IOException {
    App app = newApp();
    Path pem = app.addCertificate(MONTH);

    assertSignsIn(with(unproven(app), prefix + "CLIENT_CERTIFICATE_PATH", pem.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"OELEO_", "AZURE_"})
  void a_certificate_in_a_pkcs12_file_signs_in(String prefix) throws Exception {
    App app = newApp();
    Path file = pkcs12(app.addCertificate(MONTH), "canary");

    assertSignsIn(with(
        unproven(app),
        prefix + "CLIENT_CERTIFICATE_PATH",
        file.toString(),
        prefix + "CLIENT_CERTIFICATE_PASSWORD",
        "canary"));
  }

  @Test
  void a_wrong_password_of_a_pkcs12_file_is_a_wrong_setting() throws Exception {
    App app = newApp();
    Path file = pkcs12(app.addCertificate(MONTH), "canary");
    Map<String, String> variables = with(
        unproven(app),
        "OELEO_CLIENT_CERTIFICATE_PATH",
        file.toString(),
        "OELEO_CLIENT_CERTIFICATE_PASSWORD",
        "not the canary");

    ConnectorException failure = failure(() -> open(variables).close());

    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure)
        .hasMessageContaining("OELEO_CLIENT_CERTIFICATE_PATH")
        .hasMessageContaining("the right password")
        .hasMessageNotContaining("canary");
  }

  @Test
  void a_file_without_a_certificate_is_a_wrong_setting() throws IOException {
    Path file = Files.writeString(place.resolve("a.pem"), "-----BEGIN NOTHING-----\n");
    Map<String, String> variables =
        with(unproven(tenant.app), "AZURE_CLIENT_CERTIFICATE_PATH", file.toString());

    ConnectorException failure = failure(() -> open(variables).close());

    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure).hasMessageContaining(file.toString());
  }

  @Test
  void a_certificate_that_nobody_was_told_of_is_refused_with_words() throws IOException {
    App app = newApp();
    app.addCertificate(MONTH);

    assertThat(refusal(with(
            unproven(app),
            "AZURE_CLIENT_CERTIFICATE_PATH",
            app.strangeCertificate().toString())))
        .hasMessageContaining("the certificate is not one of the app registration, or has expired");
  }

  @Test
  void a_secret_signs_in_by_every_name_it_has() throws IOException {
    App app = newApp();
    Path file = Files.writeString(place.resolve("secret"), app.secret() + "\n");
    file.toFile().setReadable(false, false);
    file.toFile().setReadable(true, true);

    assertSignsIn(with(unproven(app), "AZURE_CLIENT_SECRET", app.secret()));
    assertSignsIn(with(unproven(app), "OELEO_CLIENT_SECRET", app.secret()));
    assertSignsIn(with(unproven(app), "OELEO_CLIENT_SECRET_FILE", file.toString()));
    Map<String, String> own = with(
        unproven(app),
        "OELEO_CLIENT_SECRET",
        app.secret(),
        "OELEO_CLIENT_ID",
        app.clientId(),
        "OELEO_TENANT_ID",
        app.tenantId());
    own.remove("AZURE_TENANT_ID");
    own.remove("AZURE_CLIENT_ID");
    assertSignsIn(own);
  }

  @Test
  void a_tenant_may_be_named_by_its_domain() throws IOException {
    assertSignsIn(
        with(tenant.variables(), "AZURE_TENANT_ID", tenant.service.entra().domain()));
  }

  @Test
  void a_wrong_secret_is_refused_with_what_to_do() throws IOException {
    assertThat(refusal(with(tenant.variables(), "AZURE_CLIENT_SECRET", "canary")))
        .hasMessageContaining("the client secret is wrong")
        .hasMessageContaining("AADSTS7000215")
        .hasMessageNotContaining("canary");
  }

  @Test
  void an_expired_secret_is_refused_with_what_to_do() throws IOException {
    App app = newApp();
    String old = app.addSecret(Duration.ofDays(-1));

    assertThat(refusal(with(unproven(app), "AZURE_CLIENT_SECRET", old)))
        .hasMessageContaining("the client secret has expired: make a new one")
        .hasMessageNotContaining(old);
  }

  @Test
  void an_app_registration_and_a_tenant_that_are_not_there_are_refused_with_words()
      throws IOException {
    assertThat(refusal(with(tenant.variables(), "AZURE_CLIENT_ID", "nobody")))
        .hasMessageContaining("there is no app registration of this client id in this tenant");
    assertThat(refusal(with(tenant.variables(), "AZURE_TENANT_ID", "nobody.example")))
        .hasMessageContaining("there is no such tenant");
  }

  @Test
  void a_token_of_the_surroundings_signs_in_until_it_is_no_longer_trusted() throws IOException {
    App app = newApp();
    Path file = app.addFederatedToken();

    assertSignsIn(with(unproven(app), "AZURE_FEDERATED_TOKEN_FILE", file.toString()));
    assertSignsIn(with(unproven(app), "OELEO_FEDERATED_TOKEN_FILE", file.toString()));

    app.forgetFederatedTokens();
    assertThat(refusal(with(unproven(app), "AZURE_FEDERATED_TOKEN_FILE", file.toString())))
        .hasMessageContaining("AADSTS700211");
  }

  @Test
  void a_token_of_the_surroundings_that_is_not_there_is_told() throws IOException {
    Map<String, String> variables = with(
        unproven(newApp()), "AZURE_FEDERATED_TOKEN_FILE", place.resolve("no").toString());
    try (Connector open = open(variables)) {
      assertThat(failure(open::ping)).hasMessageContaining("no");
    }
  }

  @Test
  void the_certificate_counts_before_the_secret_and_the_way_can_be_said() throws IOException {
    App app = newApp();
    Map<String, String> both = with(
        unproven(app),
        "AZURE_CLIENT_CERTIFICATE_PATH",
        app.addCertificate(MONTH).toString(),
        "AZURE_CLIENT_SECRET",
        "wrong");

    assertSignsIn(both);

    assertThat(refusal(with(both, "OELEO_SIGN_IN", "secret")))
        .hasMessageContaining("the client secret is wrong");
  }
}
