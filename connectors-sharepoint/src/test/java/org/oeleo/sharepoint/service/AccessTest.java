package org.oeleo.sharepoint.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who may do what. */
class AccessTest extends ServiceUnderTest {
  @Test
  void nobody_comes_in_without_a_good_token() {
    Client.Reply reply = client.with("nonsense").get(drive);

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.code()).isEqualTo("InvalidAuthenticationToken");
    assertThat(reply.header("WWW-Authenticate").orElseThrow()).startsWith("Bearer ");
  }

  @Test
  void a_token_expires() {
    assertThat(client.get(drive).status()).isEqualTo(200);
    service.pass(Duration.ofHours(1));

    assertThat(client.get(drive).status()).isEqualTo(401);
  }

  @Test
  void a_token_may_be_taken_back() {
    service.entra().revokeTokens();

    assertThat(client.get(drive).status()).isEqualTo(401);
    assertThat(client.with(service.entra().token(app)).get(drive).status()).isEqualTo(200);
  }

  @Test
  void who_sees_selected_sites_only_sees_no_other() {
    app.selectedSitesOnly();

    assertThat(client.get(drive + "/root").status()).isEqualTo(403);
    assertThat(client.get("/sites/127.0.0.1:/sites/Lab").code()).isEqualTo("accessDenied");
    site.allow(app, Right.READ);
    assertThat(client.get(drive + "/root").status()).isEqualTo(200);
    assertThat(client.put(drive + "/root:/a:/content", "a").status()).isEqualTo(403);
    site.allow(app, Right.WRITE);
    assertThat(client.put(drive + "/root:/a:/content", "a").status()).isEqualTo(201);
  }

  @Test
  void sessions_may_be_denied_where_small_files_are_not() {
    site.denySessions();

    assertThat(client.post(drive + "/root:/a:/createUploadSession", "").status())
        .isEqualTo(403);
    assertThat(client.put(drive + "/root:/a:/content", "a").status()).isEqualTo(201);
  }

  @Test
  void an_application_reads_its_own_registration_if_it_may() {
    String self = "/applications(appId='" + app.clientId() + "')?$select=passwordCredentials";

    assertThat(client.get(self).code()).isEqualTo("Authorization_RequestDenied");
    app.readsItself();
    assertThat(client.get(self).json().at("/passwordCredentials/0/endDateTime").asText())
        .isNotEmpty();
  }
}
