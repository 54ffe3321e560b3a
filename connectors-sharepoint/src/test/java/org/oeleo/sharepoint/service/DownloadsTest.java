package org.oeleo.sharepoint.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How content comes back. */
class DownloadsTest extends ServiceUnderTest {
  @BeforeEach
  void put() {
    library.put("a b.txt", "0123456789".getBytes(StandardCharsets.UTF_8));
  }

  private String url() {
    Client.Reply reply = client.get(drive + "/root:/a%20b.txt:/content");
    assertThat(reply.status()).isEqualTo(302);
    return reply.header("Location").orElseThrow();
  }

  @Test
  void content_is_somewhere_else() {
    assertThat(client.get(url()).text()).isEqualTo("0123456789");
  }

  @Test
  void whoever_shows_a_token_is_sent_away() {
    assertThat(client.get(url(), "Authorization", "Bearer x").status()).isEqualTo(401);
  }

  @Test
  void a_range_is_answered_with_a_part() {
    Client.Reply middle = client.get(url(), "Range", "bytes=2-4");

    assertThat(middle.status()).isEqualTo(206);
    assertThat(middle.text()).isEqualTo("234");
    assertThat(middle.header("Content-Range")).contains("bytes 2-4/10");
    assertThat(client.get(url(), "Range", "bytes=8-").text()).isEqualTo("89");
    assertThat(client.get(url(), "Range", "bytes=-3").text()).isEqualTo("789");
    assertThat(client.get(url(), "Range", "bytes=8-99").text()).isEqualTo("89");
    assertThat(client.get(url(), "Range", "bytes=10-").status()).isEqualTo(416);
  }

  @Test
  void an_address_is_good_for_an_hour_or_less() {
    String old = url();
    service.pass(Duration.ofMinutes(61));
    assertThat(client.get(old).status()).isEqualTo(401);

    Client again = client.with(service.entra().token(app));
    String fresh = again.get(drive + "/root:/a%20b.txt").get("/@microsoft.graph.downloadUrl");
    assertThat(again.get(fresh).status()).isEqualTo(200);
    service.expireDownloads();
    assertThat(again.get(fresh).status()).isEqualTo(401);
  }

  @Test
  void a_file_that_is_gone_is_not_found() {
    String old = url();
    library.delete("a b.txt");

    assertThat(client.get(old).status()).isEqualTo(404);
  }
}
