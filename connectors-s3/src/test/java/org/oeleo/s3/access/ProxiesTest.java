package org.oeleo.s3.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oeleo.settings.Settings;
import software.amazon.awssdk.core.exception.SdkException;

/** The way over a proxy, which here answers all by itself. */
class ProxiesTest {
  @TempDir
  Path place;

  private final List<String> logins = new CopyOnWriteArrayList<>();
  private HttpServer proxy;

  @BeforeEach
  void start() throws IOException {
    proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.createContext("/", exchange -> {
      logins.add("" + exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    });
    proxy.start();
  }

  @AfterEach
  void stop() {
    proxy.stop(0);
  }

  private String address() {
    return "127.0.0.1:" + proxy.getAddress().getPort();
  }

  private void ask(String endpoint, Map<String, String> more) throws Exception {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("OELEO_ENDPOINT", endpoint);
    variables.put("OELEO_ACCESS_KEY", "key");
    variables.put("OELEO_SECRET_KEY", "secret");
    try (Access access =
        Access.open("s3://bucket", Settings.of(variables), Folders.in(place).surroundings())) {
      access.client().headBucket(request -> request.bucket("bucket"));
    }
  }

  @Test
  void a_proxy_of_the_environment_is_used() throws Exception {
    ask("http://store.invalid", Map.of("HTTP_PROXY", "http://" + address()));
    ask("http://store.invalid", Map.of("http_proxy", address()));

    assertThat(logins).containsExactly("null", "null");
  }

  @Test
  void a_proxy_is_logged_in_to() throws Exception {
    ask("http://store.invalid", Map.of("HTTP_PROXY", "http://me:p%40ss+word@" + address()));

    String login =
        Base64.getEncoder().encodeToString("me:p@ss+word".getBytes(StandardCharsets.UTF_8));
    assertThat(logins).containsExactly("Basic " + login);
  }

  @ParameterizedTest
  @CsvSource({
    "store.invalid, store.invalid",
    "store.invalid, 'example.org , .invalid'",
    "store.invalid, *",
    "a.store.invalid, *.store.invalid",
    "STORE.invalid, store.INVALID"
  })
  void hosts_that_need_no_proxy_are_reached_without(String host, String exceptions) {
    Throwable failure = catchThrowable(() -> ask(
        "http://" + host,
        Map.of("HTTP_PROXY", address(), "NO_PROXY", exceptions, "OELEO_CONNECT_TIMEOUT", "2s")));

    assertThat(failure).as("nobody is there").isInstanceOf(SdkException.class);
    assertThat(logins).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"other.invalid", "tore.invalid", "store.invalid.org", "''"})
  void other_hosts_are_not(String exceptions) throws Exception {
    ask("http://store.invalid", Map.of("HTTP_PROXY", address(), "NO_PROXY", exceptions));

    assertThat(logins).hasSize(1);
  }

  @Test
  void a_proxy_for_https_is_not_used_for_http() throws Exception {
    ask("http://" + address(), Map.of("HTTPS_PROXY", "http://proxy.invalid:1"));

    assertThat(logins).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"http://me:hunter2@ho st:1", "socks5://me:hunter2@host:1", "http://:hunter2@:1"})
  void what_is_no_proxy_is_refused_and_not_repeated(String wrong) {
    assertThatThrownBy(() -> ask("http://store.invalid", Map.of("HTTP_PROXY", wrong)))
        .hasMessageContaining("HTTP_PROXY in program is no proxy")
        .hasMessageNotContaining("hunter2");
  }
}
