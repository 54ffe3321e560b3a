package org.oeleo.sharepoint.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where tokens come from, as a plain client sees it. */
class EntraTest extends ServiceUnderTest {
  private Client.Reply ask(String tenant, Map<String, String> form) {
    String body = form.entrySet().stream()
        .map(field -> Texts.encoded(field.getKey()) + "=" + Texts.encoded(field.getValue()))
        .collect(Collectors.joining("&"));
    return client.post(
        service.authorityUrl() + tenant + "/oauth2/v2.0/token",
        body,
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  private Map<String, String> secret(String secret) {
    return Map.of(
        "grant_type",
        "client_credentials",
        "client_id",
        app.clientId(),
        "client_secret",
        secret,
        "scope",
        "https://graph.microsoft.com/.default");
  }

  private static int code(Client.Reply reply) {
    return reply.json().at("/error_codes/0").asInt();
  }

  @Test
  void a_secret_is_worth_a_token() {
    Client.Reply reply = ask(app.tenantId(), secret(app.secret()));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(client.with(reply.get("/access_token")).get(drive).status()).isEqualTo(200);
  }

  @Test
  void a_wrong_secret_and_an_old_one_are_told_apart() {
    Client.Reply wrong = ask(app.tenantId(), secret("wrong"));
    Client.Reply old = ask(app.tenantId(), secret(app.addSecret(Duration.ofDays(-1))));

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.get("/error")).isEqualTo("invalid_client");
    assertThat(wrong.get("/error_description")).startsWith("AADSTS7000215: ");
    assertThat(code(old)).isEqualTo(7000222);
  }

  @Test
  void neither_tenant_nor_application_may_be_unknown() {
    Client.Reply tenant = ask("nowhere.onmicrosoft.com", secret(app.secret()));
    service.entra().remove(app);
    Client.Reply unknown = ask(app.tenantId(), secret(app.secret()));

    assertThat(tenant.status()).isEqualTo(400);
    assertThat(code(tenant)).isEqualTo(90002);
    assertThat(unknown.get("/error")).isEqualTo("unauthorized_client");
    assertThat(code(unknown)).isEqualTo(700016);
  }

  @Test
  void the_tenant_describes_itself() {
    String base = service.authorityUrl() + app.tenantId();

    Client.Reply reply = client.get(base + "/v2.0/.well-known/openid-configuration");
    assertThat(reply.get("/token_endpoint")).isEqualTo(base + "/oauth2/v2.0/token");
  }
}
