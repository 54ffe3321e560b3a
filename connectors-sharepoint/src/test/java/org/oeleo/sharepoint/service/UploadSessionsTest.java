package org.oeleo.sharepoint.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Large files, slice by slice. */
class UploadSessionsTest extends ServiceUnderTest {
  private static final int UNIT = 320 * 1024;

  private final byte[] bytes = new byte[2 * UNIT + 5];

  {
    new Random(1).nextBytes(bytes);
  }

  private String open(String path, String body) {
    Client.Reply reply = client.post(drive + "/root:/" + path + ":/createUploadSession", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().at("/nextExpectedRanges/0").asText()).isEqualTo("0-");
    return reply.get("/uploadUrl");
  }

  private Client.Reply slice(String url, int from, int to) {
    return client.send(
        "PUT",
        url,
        Arrays.copyOfRange(bytes, from, to),
        "Content-Range",
        "bytes " + from + "-" + (to - 1) + "/" + bytes.length);
  }

  private String expected(String url) {
    return client.get(url).get("/nextExpectedRanges/0");
  }

  @Test
  void a_file_comes_slice_by_slice_and_appears_with_the_last_one() {
    String url = open(
        "f/a.bin",
        "{\"item\":{\"fileSystemInfo\":{\"lastModifiedDateTime\":\"2020-02-03T04:05:06Z\"}}}");

    assertThat(slice(url, 0, UNIT).status()).isEqualTo(202);
    assertThat(slice(url, UNIT, 2 * UNIT).get("/nextExpectedRanges/0")).isEqualTo(2 * UNIT + "-");
    assertThat(library.names()).isEmpty();
    Client.Reply last = slice(url, 2 * UNIT, bytes.length);
    assertThat(last.status()).isEqualTo(201);
    assertThat(last.get("/file/hashes/quickXorHash")).isEqualTo(QuickXor.of(bytes));
    assertThat(library.read("f/a.bin")).isEqualTo(bytes);
    assertThat(library.stored("f/a.bin").modified()).isEqualTo("2020-02-03T04:05:06Z");
    assertThat(service.sessions().open()).isEmpty();
    assertThat(client.get(url).status()).isEqualTo(404);
  }

  @Test
  void a_slice_that_is_there_or_leaves_a_gap_is_refused() {
    String url = open("a.bin", "");
    slice(url, 0, UNIT);

    Client.Reply again = slice(url, 0, UNIT);
    assertThat(again.status()).isEqualTo(416);
    assertThat(again.get("/error/innerError/code")).isEqualTo("fragmentOverlap");
    Client.Reply gap = slice(url, 2 * UNIT, bytes.length);
    assertThat(gap.status()).isEqualTo(416);
    assertThat(gap.get("/error/innerError/code")).isEqualTo("fragmentOutOfOrder");
    assertThat(expected(url)).isEqualTo(UNIT + "-");
  }

  @Test
  void a_slice_has_a_size_that_fits() {
    String url = open("a.bin", "");

    assertThat(slice(url, 0, UNIT + 1).status()).isEqualTo(400);
    assertThat(client.put(url, "abc", "Content-Range", "bytes 0-1/2").status()).isEqualTo(400);
    assertThat(client.put(url, "", "Content-Range", "bytes 0--1/0").status()).isEqualTo(400);
    assertThat(client.put(url, "abc").status()).isEqualTo(400);
    slice(url, 0, UNIT);
    String other = "bytes " + UNIT + "-" + (UNIT + 2) + "/" + (UNIT + 3);
    assertThat(client.put(url, "abc", "Content-Range", other).get("/error/innerError/code"))
        .isEqualTo("fragmentLengthMismatch");
  }

  @Test
  void whoever_shows_a_token_is_sent_away() {
    String url = open("a.bin", "");

    assertThat(client.get(url, "Authorization", "Bearer x").status()).isEqualTo(401);
  }

  @Test
  void a_name_that_is_taken_is_refused_at_once_and_again_at_the_end() {
    String url = open("a.bin", "");
    library.put("a.bin", new byte[] {1});

    assertThat(client.post(drive + "/root:/a.bin:/createUploadSession", "").status())
        .isEqualTo(409);
    slice(url, 0, 2 * UNIT);
    Client.Reply last = slice(url, 2 * UNIT, bytes.length);
    assertThat(last.status()).isEqualTo(409);
    assertThat(last.code()).isEqualTo("nameAlreadyExists");
    assertThat(service.sessions().open()).hasSize(1);
    assertThat(library.read("a.bin")).isEqualTo(new byte[] {1});
  }

  @Test
  void a_file_with_an_id_is_replaced_without_being_told_to() {
    library.put("a.bin", new byte[] {1});
    String id = library.stored("a.bin").id();
    String url =
        client.post(drive + "/items/" + id + "/createUploadSession", "").get("/uploadUrl");

    assertThat(slice(url, 0, bytes.length).status()).isEqualTo(200);
    assertThat(library.read("a.bin")).isEqualTo(bytes);
    assertThat(library.stored("a.bin").id()).isEqualTo(id);
  }

  @Test
  void a_file_that_is_gone_at_the_end_is_not_found() {
    library.put("a.bin", new byte[] {1});
    String id = library.stored("a.bin").id();
    String url =
        client.post(drive + "/items/" + id + "/createUploadSession", "").get("/uploadUrl");
    library.delete("a.bin");

    assertThat(slice(url, 0, bytes.length).status()).isEqualTo(404);
  }

  @Test
  void a_session_below_a_folder_that_is_not_there_is_refused() {
    String nowhere = drive + "/items/01NOWHERE:/a.bin:/createUploadSession";

    assertThat(client.post(nowhere, "").status()).isEqualTo(404);
  }

  @Test
  void a_name_has_one_session_at_a_time_however_conflicts_are_met() {
    String replace = "{\"item\":{\"@microsoft.graph.conflictBehavior\":\"replace\"}}";
    String url = open("a.bin", replace);
    String again = drive + "/root:/A.bin:/createUploadSession";

    assertThat(client.post(again, replace).code()).isEqualTo("nameAlreadyExists");
    client.delete(url);
    assertThat(client.post(again, replace).status()).isEqualTo(200);
    service.sessions().severalAtATime();
    assertThat(client.post(again, replace).status()).isEqualTo(200);
  }

  @Test
  void a_session_may_be_cancelled_or_expire() {
    String cancelled = open("a.bin", "");
    String expired = open("b.bin", "");

    assertThat(client.delete(cancelled).status()).isEqualTo(204);
    service.sessions().expireAll();
    assertThat(slice(cancelled, 0, UNIT).status()).isEqualTo(404);
    assertThat(slice(expired, 0, UNIT).code()).isEqualTo("itemNotFound");
    assertThat(service.sessions().open()).isEmpty();
  }

  @Test
  void the_service_may_have_less_than_it_had_acknowledged() {
    String url = open("a.bin", "");
    slice(url, 0, UNIT);
    slice(url, UNIT, 2 * UNIT);
    UploadSession session = service.sessions().open().get(0);
    session.forget(1);
    assertThat(expected(url)).isEqualTo(UNIT + "-");
    session.keep(1000);
    assertThat(expected(url)).isEqualTo("1000-");

    slice(url, 1000, 1000 + 2 * UNIT - UNIT);
    assertThat(slice(url, 1000 + UNIT, bytes.length).status()).isEqualTo(201);
    assertThat(library.stored("a.bin").hash()).isEqualTo(QuickXor.of(bytes));
    assertThat(session.bytes()).isEqualTo(2L * UNIT + UNIT + bytes.length - 1000 - UNIT);
  }

  @Test
  void what_is_missing_may_be_said_in_other_forms() {
    String url = open("a.bin", "");
    slice(url, 0, UNIT);
    service.sessions().ranges(Ranges.CLOSED);
    assertThat(expected(url)).isEqualTo(UNIT + "-" + (bytes.length - 1));
    service.sessions().ranges(Ranges.SEVERAL);
    assertThat(client.get(url).json().path("nextExpectedRanges")).hasSize(2);
  }

  @Test
  void a_slice_that_breaks_off_counts_for_nothing() throws Exception {
    URI url = URI.create(open("a.bin", ""));
    String head = "PUT " + url.getRawPath() + "?" + url.getRawQuery() + " HTTP/1.1\r\n"
        + "Host: localhost\r\nContent-Length: " + bytes.length + "\r\n"
        + "Content-Range: bytes 0-" + (bytes.length - 1) + "/" + bytes.length + "\r\n\r\n";
    try (Socket socket =
        service.trust().getSocketFactory().createSocket("127.0.0.1", url.getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(bytes, 0, UNIT);
      // Closed at once, it would take back what the service has not read yet.
      socket.setSoTimeout(10_000);
      socket.shutdownOutput();
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
    UploadSession session = service.sessions().open().get(0);
    Awaitility.await().until(() -> session.bytes() == UNIT);

    assertThat(expected(url.toString())).isEqualTo("0-");
    assertThat(slice(url.toString(), 0, bytes.length).get("/file/hashes/quickXorHash"))
        .isEqualTo(QuickXor.of(bytes));
  }

  @Test
  void a_slice_may_be_lost_on_either_way() {
    String url = open("a.bin", "");
    service.faults().on("PUT", "/uploadSession$").losesAnswer();
    service.faults().on("PUT", "/uploadSession$").nth(2).drops();

    assertThat(Fails.toAnswer(() -> slice(url, 0, UNIT))).isTrue();
    assertThat(Fails.toAnswer(() -> slice(url, UNIT, 2 * UNIT))).isTrue();
    assertThat(expected(url)).isEqualTo(UNIT + "-");
  }

  @Test
  void a_commit_may_be_left_for_later() {
    String url = open("a.bin", "{\"deferCommit\":true}");

    assertThat(slice(url, 0, bytes.length).status()).isEqualTo(202);
    assertThat(library.names()).isEmpty();
    assertThat(client.post(url, "").status()).isEqualTo(201);
    assertThat(library.names()).containsExactly("a.bin");
  }
}
