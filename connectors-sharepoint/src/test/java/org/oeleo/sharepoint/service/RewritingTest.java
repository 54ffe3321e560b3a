package org.oeleo.sharepoint.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Office and HTML files become others. */
class RewritingTest extends ServiceUnderTest {
  private final byte[] sent = "abc".getBytes(StandardCharsets.UTF_8);

  private Client.Reply put(String name) {
    return client.put(drive + "/root:/" + name + ":/content", "abc");
  }

  @Test
  void an_office_file_is_another_each_time() {
    String first = put("a.docx").get("/file/hashes/quickXorHash");
    String second = put("a.docx").get("/file/hashes/quickXorHash");

    assertThat(first).isNotEqualTo(QuickXor.of(sent)).isNotEqualTo(second);
    assertThat(library.read("a.docx")).hasSizeGreaterThan(3).startsWith(sent);
  }

  @Test
  void other_files_stay_as_they_are() {
    put("a.txt");
    library.keepsFilesAsSent();
    put("a.HTML");

    assertThat(library.read("a.txt")).isEqualTo(sent);
    assertThat(library.read("a.HTML")).isEqualTo(sent);
  }

  @Test
  void it_may_happen_later_and_changes_the_tags() {
    library.rewritesFilesAfter(Duration.ofMinutes(5));
    Client.Reply reply = put("a.html");
    assertThat(reply.get("/size")).isEqualTo("3");
    assertThat(client.get(drive + "/root:/a.html").get("/size")).isEqualTo("3");

    service.pass(Duration.ofMinutes(6));
    Client.Reply later = client.get(drive + "/root:/a.html");
    assertThat(later.json().path("size").asInt()).isGreaterThan(3);
    assertThat(later.get("/eTag")).isNotEqualTo(reply.get("/eTag"));
  }

  @Test
  void sums_may_be_missing_for_a_while() {
    library.hideHashes(1);

    assertThat(put("a.txt").json().at("/file/hashes/quickXorHash").isMissingNode())
        .isTrue();
    assertThat(put("a.txt").json().at("/file/hashes/quickXorHash").isMissingNode())
        .isFalse();
  }
}
