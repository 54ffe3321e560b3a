package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.sharepoint.service.Journal;
import org.oeleo.sharepoint.service.Tunnel;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.SampleContent;

/** Tokens that end before their time, and where they go. */
class TokensTest extends InLibrary {
  @AfterEach
  void asUsual() {
    tenant.service.entra().tokenLifetime(Duration.ofHours(1));
  }

  private static int logins() {
    return journal().count("POST", "/token$");
  }

  @Test
  void one_token_does_for_many_calls() throws IOException {
    for (int i = 0; i < 5; i++) {
      write("a" + i, SampleContent.of("a"));
    }
    listed();

    assertThat(logins()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, WHOLE, WHOLE + 1})
  void a_token_that_was_revoked_between_two_files_is_replaced(int size) throws IOException {
    write("a.txt", SampleContent.of("a"));
    tenant.service.entra().revokeTokens();
    Source source = Source.of(size);

    write("b.bin", source);

    assertThat(stored("b.bin")).isEqualTo(source.bytes());
    assertThat(logins()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, WHOLE})
  void a_token_that_is_revoked_while_a_file_is_sent_is_replaced_and_the_file_sent_again(int size)
      throws IOException {
    connector.ping();
    journal().clear();
    faults().on("PUT", "/content$").runs(() -> tenant.service.entra().revokeTokens());
    Source source = Source.of(size);

    write("b.bin", source);

    assertThat(stored("b.bin")).isEqualTo(source.bytes());
    assertThat(logins()).isEqualTo(1);
    assertThat(journal().entries("PUT", "/content$"))
        .extracting(Journal.Entry::status)
        .containsExactly(401, 201);
  }

  @Test
  void a_token_that_is_revoked_in_mid_session_is_no_matter_of_the_session() throws IOException {
    faults()
        .on("PUT", "/uploadSession$")
        .nth(3)
        .runs(() -> tenant.service.entra().revokeTokens());
    Source source = Source.of(WHOLE + 1);

    write("b.bin", source);
    connector.stat(path("b.bin"));

    assertThat(stored("b.bin")).isEqualTo(source.bytes());
    assertThat(uploads()).hasSize(13);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PATCH", "DELETE"})
  void every_call_gets_another_token(String method) throws IOException {
    put("a.txt", new byte[1]);
    connector.ping();
    faults().on(method, "^/v1.0/").runs(() -> tenant.service.entra().revokeTokens());

    switch (method) {
      case "GET" -> assertThat(listed()).containsExactly("a.txt");
      case "POST" -> write("x/large.bin", Source.of(WHOLE + 1));
      case "PATCH" -> connector.move(path("a.txt"), path("b.txt"));
      default -> connector.delete(path("a.txt"));
    }

    assertThat(journal().count(entry -> entry.status() == 401)).isEqualTo(1);
  }

  @Test
  void eight_threads_that_are_refused_together_log_in_once() throws Exception {
    connector.ping();
    tenant.service.entra().revokeTokens();
    journal().clear();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String name = "a" + i;
      all.add(threads.submit(() -> write(name, SampleContent.of("a"))));
    }
    for (Future<?> each : all) {
      each.get();
    }
    threads.shutdown();

    assertThat(logins()).isEqualTo(1);
  }

  @Test
  void a_token_that_is_refused_again_and_again_ends_the_run() throws IOException {
    connector.ping();
    journal().clear();
    faults().on("*", "^/v1.0/").always().answers(401, "InvalidAuthenticationToken");

    assertThat(kind(() -> write("a.txt", SampleContent.of("a")))).isEqualTo(Kind.AUTHENTICATION);
    assertThat(kind(this::listed)).isEqualTo(Kind.AUTHENTICATION);
    assertThat(journal().count(entry -> entry.status() == 401)).isLessThanOrEqualTo(4);
  }

  /** That Entra has trouble of its own says nothing of who we are. */
  @ParameterizedTest
  @CsvSource({"500, UNREACHABLE", "503, UNREACHABLE", "504, UNREACHABLE", "429, UNREACHABLE"})
  void an_entra_that_is_out_of_order_is_for_another_time(int status, Kind kind) throws IOException {
    faults().on("POST", "/token$").always().answers(status, "odd");

    ConnectorException failure = failure(() -> write("a.txt", SampleContent.of("a")));

    assertThat(failure.kind()).as("%s", failure).isEqualTo(kind);
    assertThat(failure).hasMessageContaining("Microsoft Entra");
  }

  @Test
  void a_page_of_some_network_is_not_taken_for_entra() throws IOException {
    faults().on("POST", "/token$").always().showsPortal();

    assertThat(kind(connector::ping)).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void tokens_go_to_graph_and_nowhere_else() throws IOException {
    write("a.bin", Source.of(WHOLE + 1));
    write("b.bin", Source.of(10));
    read("a.bin");
    read("b.bin");
    listed();
    connector.move(path("a.bin"), path("c/a.bin"));
    connector.delete(path("b.bin"));

    assertThat(journal().entries())
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.header("Authorization").isPresent())
            .as("%s", entry)
            .isEqualTo(entry.path().startsWith("/v1.0/")));
  }

  @Test
  void every_request_says_who_we_are() throws IOException {
    write("a.bin", Source.of(WHOLE + 1));
    read("a.bin");

    assertThat(journal().entries())
        .allSatisfy(entry ->
            assertThat(entry.header("User-Agent").orElse("")).startsWith("NONISV|oeleo|oeleo/"));
  }

  @Test
  void an_entra_that_cannot_be_reached_is_unreachable() throws IOException {
    try (Connector open = another(Map.of("OELEO_AUTHORITY_HOST", "https://127.0.0.1:1"))) {
      assertThat(kind(open::ping)).isEqualTo(Kind.UNREACHABLE);
    }
  }

  @Test
  void a_host_that_is_not_known_is_unreachable() throws IOException {
    try (Connector open = another(Map.of("OELEO_GRAPH_HOST", "https://graph.invalid"))) {
      assertThat(failure(open::ping))
          .hasMessageContaining("the host graph.invalid")
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
    }
  }

  @Test
  void nothing_is_told_to_a_server_that_nobody_vouches_for() throws IOException {
    Map<String, String> variables = tenant.variables();
    variables.remove("OELEO_CA_BUNDLE");
    try (Connector open = new SharePointConnectorProvider()
        .open(Tenant.root(library, ROOT), org.oeleo.settings.Settings.of(variables))) {
      ConnectorException failure = failure(open::ping);

      assertThat(failure.kind()).isEqualTo(Kind.HOST_IDENTITY);
      assertThat(failure).hasMessageContaining("OELEO_CA_BUNDLE");
    }
    assertThat(journal().entries()).isEmpty();
  }

  @Test
  void no_token_is_sent_to_a_graph_that_is_another_than_it_says() throws IOException {
    try (Tunnel tunnel = tenant.service.tunnel();
        Connector open = another(Map.of(
            "OELEO_GRAPH_HOST", "https://graph.microsoft.us",
            "HTTPS_PROXY", "http://127.0.0.1:" + tunnel.address().getPort(),
            "NO_PROXY", "127.0.0.1"))) {
      assertThat(kind(open::ping)).isEqualTo(Kind.HOST_IDENTITY);
      assertThat(tunnel.asked()).containsOnly("graph.microsoft.us:443");
    }
    assertThat(logins()).isEqualTo(1);
    assertThat(journal().count(entry -> entry.path().startsWith("/v1.0/"))).isZero();
  }

  @Test
  void a_proxy_is_used_and_told_nothing_but_where_to_go() throws IOException {
    try (Tunnel tunnel = tenant.service.tunnel();
        Connector open =
            another(Map.of("HTTPS_PROXY", "http://127.0.0.1:" + tunnel.address().getPort()))) {
      connector = open;
      write("a.bin", Source.of(WHOLE + 1));
      assertThat(read("a.bin")).hasSize(WHOLE + 1);
      assertThat(tunnel.asked()).anyMatch(host -> host.startsWith("localhost:"));
    }
  }
}
