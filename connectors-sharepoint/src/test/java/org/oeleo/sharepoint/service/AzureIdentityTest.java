package org.oeleo.sharepoint.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DeviceCodeCredential;
import com.azure.identity.DeviceCodeCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import com.microsoft.aad.msal4j.MsalServiceException;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logins by the library that programs use for it. */
class AzureIdentityTest extends ServiceUnderTest {
  private final HttpClient http = new JdkHttpClientBuilder(
          java.net.http.HttpClient.newBuilder().sslContext(service.trust()))
      .build();
  private final List<String> shown = new ArrayList<>();

  private static String token(TokenCredential credential) {
    TokenRequestContext wanted =
        new TokenRequestContext().addScopes("https://graph.microsoft.com/.default");
    return credential.getTokenSync(wanted).getToken();
  }

  private void assertWorks(TokenCredential credential) {
    assertThat(client.with(token(credential)).get(drive).status()).isEqualTo(200);
  }

  private TokenCredential secret(String secret) {
    return new ClientSecretCredentialBuilder()
        .tenantId(app.tenantId())
        .clientId(app.clientId())
        .clientSecret(secret)
        .authorityHost(service.authorityUrl())
        .disableInstanceDiscovery()
        .httpClient(http)
        .build();
  }

  private TokenCredential certificate(Path pem) {
    return new ClientCertificateCredentialBuilder()
        .tenantId(app.tenantId())
        .clientId(app.clientId())
        .pemCertificate(pem.toString())
        .authorityHost(service.authorityUrl())
        .disableInstanceDiscovery()
        .httpClient(http)
        .build();
  }

  private TokenCredential workload(Path token) {
    return new WorkloadIdentityCredentialBuilder()
        .tenantId(app.tenantId())
        .clientId(app.clientId())
        .tokenFilePath(token.toString())
        .authorityHost(service.authorityUrl())
        .disableInstanceDiscovery()
        .httpClient(http)
        .build();
  }

  private DeviceCodeCredential device(Tunnel tunnel, Runnable then) {
    return new DeviceCodeCredentialBuilder()
        .tenantId(app.tenantId())
        .clientId(app.clientId())
        .challengeConsumer(info -> {
          shown.add(info.getMessage());
          then.run();
        })
        .httpClient(new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder()
                .proxy(ProxySelector.of(tunnel.address()))
                .sslContext(service.trust()))
            .build())
        .build();
  }

  @Test
  void a_secret_logs_in() {
    assertWorks(secret(app.secret()));
  }

  @Test
  void a_wrong_secret_is_told_apart() {
    assertThatThrownBy(() -> token(secret("wrong")))
        .hasRootCauseInstanceOf(MsalServiceException.class)
        .hasMessageContaining("AADSTS7000215");
  }

  @Test
  void a_certificate_logs_in() {
    assertWorks(certificate(app.addCertificate(Duration.ofDays(30))));
  }

  @Test
  void a_certificate_that_is_over_or_not_known_does_not() {
    Path old = app.addCertificate(Duration.ofDays(-3));
    Path strange = app.strangeCertificate();

    assertThatThrownBy(() -> token(certificate(old))).hasMessageContaining("AADSTS700027");
    assertThatThrownBy(() -> token(certificate(strange)))
        .hasMessageContaining("AADSTS700027")
        .hasMessageContaining("not found");
  }

  @Test
  void an_assertion_of_a_clock_that_is_wrong_is_refused() {
    Path pem = app.addCertificate(Duration.ofDays(30));
    service.clockAhead(Duration.ofHours(2));

    assertThatThrownBy(() -> token(certificate(pem))).hasMessageContaining("AADSTS700024");
  }

  @Test
  void a_workload_logs_in_with_a_token_of_its_own() {
    Path file = app.addFederatedToken();
    assertWorks(workload(file));

    app.forgetFederatedTokens();
    assertThatThrownBy(() -> token(workload(file))).hasMessageContaining("AADSTS700211");
  }

  /** By the real names, because the library forgets the port when it looks for a login it has. */
  @Test
  void a_person_logs_in_elsewhere_and_stays_so() {
    try (Tunnel tunnel = service.tunnel()) {
      service.entra().tokenLifetime(Duration.ofSeconds(1));
      DeviceCodeCredential credential =
          device(tunnel, () -> service.entra().devices().approve("ada@laboratory.example"));
      token(credential);
      service.entra().tokenLifetime(Duration.ofHours(1));
      assertWorks(credential);

      assertThat(shown).singleElement().asString().contains("https://microsoft.com/devicelogin");
      assertThat(tunnel.asked()).contains("login.microsoftonline.com:443");
      assertThat(service.journal().entries("POST", "/token$"))
          .extracting(Journal.Entry::body)
          .anyMatch(body -> body.contains("grant_type=refresh_token"));
    }
  }

  @Test
  void a_person_may_say_no() {
    try (Tunnel tunnel = service.tunnel()) {
      DeviceCodeCredential credential =
          device(tunnel, () -> service.entra().devices().deny());

      assertThatThrownBy(() -> token(credential))
          .isInstanceOf(ClientAuthenticationException.class)
          .hasRootCauseInstanceOf(MsalServiceException.class);
    }
  }
}
