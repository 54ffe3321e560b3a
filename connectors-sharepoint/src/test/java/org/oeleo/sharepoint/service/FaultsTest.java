package org.oeleo.sharepoint.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What goes wrong when it is told to. */
class FaultsTest extends ServiceUnderTest {
  private final String file = drive + "/root:/a.txt";

  private Client.Reply put() {
    return client.put(file + ":/content", "abc");
  }

  @Test
  void the_nth_request_is_refused_and_no_other() {
    service.faults().on("PUT", "a.txt").nth(2).answers(500, "generalException");

    assertThat(put().status()).isEqualTo(201);
    assertThat(put().code()).isEqualTo("generalException");
    assertThat(put().status()).isEqualTo(200);
  }

  @Test
  void a_client_is_told_to_come_again_later() {
    service.faults().next(2).throttles(429, Duration.ofSeconds(7));

    Client.Reply reply = put();
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.code()).isEqualTo("activityLimitReached");
    assertThat(reply.header("Retry-After")).contains("7");
    assertThat(put().status()).isEqualTo(429);
    assertThat(put().status()).isEqualTo(201);
  }

  @Test
  void a_dropped_request_is_not_served_and_one_whose_answer_is_lost_is() {
    service.faults().on("PUT", "a.txt").drops();
    assertThat(Fails.toAnswer(this::put)).isTrue();
    assertThat(library.names()).isEmpty();

    service.faults().on("DELETE", "a.txt").losesAnswer();
    put();
    assertThat(Fails.toAnswer(() -> client.delete(file))).isTrue();
    assertThat(library.names()).isEmpty();
  }

  @Test
  void an_answer_may_break_off() {
    library.put("a.txt", new byte[100_000]);
    String url = client.get(file + ":/content").header("Location").orElseThrow();
    service.faults().on("GET", "download.aspx").cutsAnswer(50_000);

    assertThat(Fails.toAnswer(() -> client.get(url))).isTrue();
    assertThat(client.get(url).text()).hasSize(100_000);
  }

  @Test
  void somebody_else_may_answer() {
    service.faults().on("GET", "a.txt").showsPortal();

    Client.Reply reply = client.get(file);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).startsWith("<!DOCTYPE html>");
  }

  @Test
  void what_is_stored_may_be_other_than_what_was_sent() {
    service.faults().on("PUT", "a.txt").flipsBit();
    service.faults().on("PUT", "a.txt").nth(2).storesOnly(1);

    put();
    assertThat(library.read("a.txt")).isEqualTo("acc".getBytes(StandardCharsets.UTF_8));
    assertThat(put().get("/size")).isEqualTo("1");
    assertThat(library.read("a.txt")).isEqualTo("a".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_request_stands_still_until_it_is_released() throws Exception {
    Fault frozen = service.faults().on("PUT", "a.txt").freezes();
    CompletableFuture<Client.Reply> reply = CompletableFuture.supplyAsync(this::put);
    frozen.awaitFrozen();
    assertThat(library.names()).isEmpty();

    frozen.release();
    assertThat(reply.get(20, TimeUnit.SECONDS).status()).isEqualTo(201);
  }

  @Test
  void something_may_happen_just_before() {
    service.faults().on("PUT", "a.txt").runs(() -> library.put("a.txt", new byte[9]));

    assertThat(put().status()).isEqualTo(200);
  }

  @Test
  void the_clock_may_be_wrong() {
    service.clockAhead(Duration.ofHours(2));
    String date = client.get(drive).header("Date").orElseThrow();
    Instant told =
        ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();

    assertThat(told).isAfter(Instant.now().plus(Duration.ofMinutes(119)));
  }

  @Test
  void the_journal_knows_what_was_asked() {
    library.folder("a b");
    client.post(drive + "/root:/a%20b:/children?x=a%20b", "{\"name\":\"f\",\"folder\":{}}");

    Journal.Entry entry = service.journal().entries("POST", "/a b:/children$").get(0);
    assertThat(entry.rawPath()).endsWith("/a%20b:/children");
    assertThat(entry.query()).containsEntry("x", "a b");
    assertThat(entry.body()).contains("folder");
    assertThat(entry.bytes()).isEqualTo(entry.body().length());
    assertThat(entry.status()).isEqualTo(201);
    assertThat(entry.header("authorization")).isPresent();
  }

  @Test
  void many_requests_are_served_at_once() {
    Fault frozen = service.faults().on("GET", "a.txt").times(64).freezes();
    ExecutorService threads = Executors.newCachedThreadPool();
    List<CompletableFuture<Integer>> replies = Stream.generate(
            () -> CompletableFuture.supplyAsync(() -> client.get(file).status(), threads))
        .limit(64)
        .toList();
    Awaitility.await().until(() -> frozen.matches() == 64);

    assertThat(client.get(drive).status()).isEqualTo(200);
    frozen.release();
    assertThat(replies).allMatch(reply -> reply.join() == 404);
    threads.shutdown();
  }
}
