package org.oeleo.s3.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oeleo.settings.Settings;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the client sends, seen by a server that answers as it is told. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ClientTest {
  @TempDir
  Path place;

  private final List<HttpExchange> requests = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch ended = new CountDownLatch(1);
  private HttpServer server;
  private Answer answer = exchange -> exchange.sendResponseHeaders(200, -1);

  private interface Answer {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    ended.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(exchange);
    exchange.getRequestBody().readAllBytes();
    try {
      answer.to(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private Access open(Map<String, String> more) throws IOException {
    Map<String, String> variables = new HashMap<>(Map.of(
        "OELEO_ENDPOINT", address(), "OELEO_ACCESS_KEY", "key", "OELEO_SECRET_KEY", "secret"));
    variables.putAll(more);
    return Access.open("s3://bucket", Settings.of(variables), Folders.in(place).surroundings());
  }

  private static void put(Access access) {
    access
        .client()
        .putObject(r -> r.bucket("bucket").key("a/b.csv"), RequestBody.fromString("content"));
  }

  private String header(String name) {
    return "" + requests.get(0).getRequestHeaders().getFirst(name);
  }

  @Test
  void opening_asks_nothing_of_the_store() throws Exception {
    open(Map.of()).close();

    assertThat(requests).isEmpty();
  }

  @Test
  void a_store_elsewhere_gets_what_every_store_understands() throws Exception {
    try (Access access = open(Map.of())) {
      put(access);

      assertThat(access.checksums()).isEqualTo(Checksums.WHEN_REQUIRED);
      assertThat(access).hasToString("s3://bucket/ on " + address());
    }
    assertThat(requests.get(0).getRequestURI()).hasToString("/bucket/a/b.csv");
    assertThat(header("Authorization")).contains("Credential=key/").contains("/us-east-1/s3/");
    assertThat(header("x-amz-content-sha256")).matches("[0-9a-f]{64}");
    assertThat(requests.get(0).getRequestHeaders().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-amz-checksum"))
        .noneMatch(name -> name.equalsIgnoreCase("x-amz-trailer"));
  }

  @Test
  void a_store_that_knows_the_newest_gets_a_checksum() throws Exception {
    try (Access access = open(Map.of("OELEO_CHECKSUMS", "when_supported"))) {
      put(access);
    }

    assertThat(header("x-amz-trailer")).startsWith("x-amz-checksum-");
  }

  @ParameterizedTest
  @CsvSource({"500", "503", "429"})
  void a_request_that_fails_is_not_sent_again(int status) throws Exception {
    answer = exchange -> exchange.sendResponseHeaders(status, -1);

    try (Access access = open(Map.of())) {
      assertThatThrownBy(() -> put(access)).isInstanceOf(S3Exception.class);
    }

    assertThat(requests).hasSize(1);
  }

  @Test
  void a_connection_that_breaks_is_not_tried_again() throws Exception {
    answer = HttpExchange::close;

    try (Access access = open(Map.of())) {
      assertThatThrownBy(() -> put(access)).isInstanceOf(SdkClientException.class);
    }

    assertThat(requests).hasSize(1);
  }

  @Test
  void a_store_that_is_silent_is_given_up() throws Exception {
    answer = exchange -> ended.await();

    try (Access access = open(Map.of("OELEO_TIMEOUT", "200ms"))) {
      assertThatThrownBy(() -> put(access))
          .isInstanceOf(SdkClientException.class)
          .hasCauseInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void many_requests_go_at_once() throws Exception {
    CountDownLatch together = new CountDownLatch(128);
    answer = exchange -> {
      together.countDown();
      together.await();
      exchange.sendResponseHeaders(200, -1);
    };

    try (Access access = open(Map.of())) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 128; i++) {
        all.add(threads.submit(() -> put(access)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }

    assertThat(requests).hasSize(128);
  }

  @Test
  void the_machine_is_asked_for_keys_only_when_told_to() throws Exception {
    System.setProperty("aws.ec2MetadataServiceEndpoint", address() + "/machine");
    try {
      Map<String, String> noKeys = Map.of("OELEO_ENDPOINT", address());
      assertThat(catchThrowable(() -> openWith(noKeys))).hasMessageContaining("no keys");
      assertThat(requests).isEmpty();

      Map<String, String> told =
          Map.of("OELEO_ENDPOINT", address(), "OELEO_INSTANCE_METADATA", "yes");
      assertThat(catchThrowable(() -> openWith(told))).hasMessageContaining("no keys");
      assertThat(requests).isNotEmpty();
    } finally {
      System.clearProperty("aws.ec2MetadataServiceEndpoint");
    }
  }

  private void openWith(Map<String, String> variables) throws IOException {
    Access.open("s3://bucket", Settings.of(variables), Folders.in(place).surroundings())
        .close();
  }
}
