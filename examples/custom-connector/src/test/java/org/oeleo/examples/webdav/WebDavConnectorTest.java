package org.oeleo.examples.webdav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.Boundaries;
import org.oeleo.testkit.SampleContent;

/** What a server may answer that Apache does not, or only when something is wrong. */
class WebDavConnectorTest {
  private static final RelativePath FILE = RelativePath.of("a.txt");
  private static final String FOLDER =
      response("/dav/", "<resourcetype><collection/></resourcetype>");

  private static final EntrySink NOBODY = new EntrySink() {
    @Override
    public void file(FileEntry entry) {}

    @Override
    public void leftOut(String name, String reason) {}
  };

  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answers(int status, String body) {
    server.createContext("/dav", exchange -> answer(exchange, status, body));
  }

  private void answers(HttpHandler handler) {
    server.createContext("/dav", handler);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private Connector open() {
    return new WebDavConnector(new DavServer(address(), Optional.empty(), Duration.ofSeconds(2)));
  }

  private URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/dav/");
  }

  private static String response(String address, String properties) {
    return "<response><href>" + address + "</href><propstat><prop>" + properties
        + "</prop><status>HTTP/1.1 200 OK</status></propstat></response>";
  }

  private static String file(String address) {
    return response(
        address,
        "<resourcetype/><getcontentlength>3</getcontentlength>"
            + "<getlastmodified>Sat, 28 Nov 2026 16:32:32 GMT</getlastmodified>");
  }

  private static String multistatus(String... responses) {
    return "<multistatus xmlns='DAV:'>" + String.join("", responses) + "</multistatus>";
  }

  private static Kind kindOf(Connector connector, Attempt attempt) throws IOException {
    try (connector) {
      ConnectorException failure =
          catchThrowableOfType(ConnectorException.class, () -> attempt.on(connector));
      assertThat(failure).isNotNull();
      return failure.kind();
    }
  }

  private interface Attempt {
    void on(Connector connector) throws IOException;
  }

  @ParameterizedTest
  @CsvSource({
    "401, AUTHENTICATION", "403, ACCESS_DENIED", "423, BUSY", "429, THROTTLED", "503, THROTTLED",
    "500, IO_ERROR", "502, UNREACHABLE", "507, NO_SPACE", "301, REJECTED", "501, UNSUPPORTED"
  })
  void every_refusal_has_its_kind(int status, Kind kind) throws IOException {
    answers(status, "");

    assertThat(kindOf(open(), Connector::ping)).isEqualTo(kind);
    assertThat(kindOf(open(), connector -> connector.stat(FILE))).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "507, NO_SPACE",
    "423, BUSY",
    "403, ACCESS_DENIED",
    "409, CHANGED",
    "414, INVALID_NAME"
  })
  void a_refused_put_has_its_kind(int status, Kind kind) throws IOException {
    answers(exchange -> {
      boolean put = exchange.getRequestMethod().equals("PUT");
      answer(exchange, put ? status : 207, put ? "" : multistatus(FOLDER));
    });

    byte[] bytes = SampleContent.noise(3_000_000);
    assertThat(kindOf(open(), connector -> connector.write(FILE, SampleContent.of(bytes))))
        .isEqualTo(kind);
  }

  @Test
  void the_pause_that_an_overloaded_server_asks_for_is_passed_on() throws IOException {
    answers(exchange -> {
      exchange.getResponseHeaders().add("Retry-After", "120");
      answer(exchange, 503, "");
    });

    try (Connector connector = open()) {
      assertThatThrownBy(connector::ping)
          .isInstanceOfSatisfying(
              ConnectorException.class,
              e -> assertThat(e.retryAfter()).contains(Duration.ofMinutes(2)));
    }
  }

  @Test
  void a_server_that_says_nothing_is_unreachable() throws IOException {
    answers(exchange -> await());

    assertThat(kindOf(open(), Connector::ping)).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void a_server_that_takes_no_more_is_unreachable() throws IOException {
    answers(exchange -> {
      if (exchange.getRequestMethod().equals("PUT")) {
        await();
      }
      answer(exchange, 207, multistatus(FOLDER));
    });

    byte[] bytes = SampleContent.noise(50_000_000);
    assertThat(kindOf(open(), connector -> connector.write(FILE, SampleContent.of(bytes))))
        .isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void closing_frees_a_call_that_waits() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    answers(exchange -> {
      asked.countDown();
      await();
    });
    Connector connector =
        new WebDavConnector(new DavServer(address(), Optional.empty(), Duration.ofMinutes(5)));
    var waiting = threads.submit(() -> kindOf(connector, Connector::ping));
    asked.await();

    connector.close();

    assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(Kind.UNREACHABLE);
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_server_that_is_not_there_is_unreachable() throws IOException {
    Connector connector = open();
    server.stop(0);

    assertThat(kindOf(connector, Connector::ping)).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void names_that_lead_elsewhere_are_told_and_not_followed() throws IOException {
    answers(exchange -> answer(
        exchange,
        207,
        multistatus(
            FOLDER,
            file("/dav/good.txt"),
            file("http://elsewhere/dav/good%20too.txt"),
            file("/dav/../secret"),
            file("/etc/passwd"),
            file("/dav/a%2Fb"),
            file("/dav/%2e%2e"),
            file("/dav/deep/er.txt"))));
    List<String> files = new ArrayList<>();
    List<String> told = new ArrayList<>();

    try (Connector connector = open()) {
      connector.list(ListRequest.everything(), new EntrySink() {
        @Override
        public void file(FileEntry entry) {
          files.add(entry.path().toString());
        }

        @Override
        public void leftOut(String name, String reason) {
          told.add(name);
        }
      });
    }

    assertThat(files).containsExactly("good.txt", "good too.txt");
    assertThat(told)
        .containsExactly(
            "/dav/../secret", "/etc/passwd", "/dav/a/b", "/dav/..", "/dav/deep/er.txt");
  }

  @Test
  void a_listing_without_the_folder_itself_is_never_taken_for_an_empty_one() throws IOException {
    answers(exchange -> {
      boolean list = "1".equals(exchange.getRequestHeaders().getFirst("Depth"));
      answer(exchange, 207, multistatus(list ? file("/dav/a.txt") : FOLDER));
    });

    Kind kind = kindOf(open(), connector -> connector.list(ListRequest.everything(), NOBODY));

    assertThat(kind).isEqualTo(Kind.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE m [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><multistatus xmlns='DAV:'>"
            + "<response><href>&x;</href></response></multistatus>",
        "<!DOCTYPE m [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><multistatus xmlns='DAV:'>"
            + "<response><href>/dav/&b;</href></response></multistatus>",
        "<multistatus xmlns='DAV:'><response><href>/dav/</href></response>",
        "<multistatus xmlns='DAV:'><response><href>/dav/%zz</href></response></multistatus>",
        "<html>welcome</html><br>",
        "<html>welcome</html>",
        "<multistatus xmlns='DAV:'/>",
        ""
      })
  void an_answer_that_is_no_whole_multistatus_is_refused(String body) throws IOException {
    answers(207, body);

    assertThat(kindOf(open(), connector -> connector.stat(FILE))).isEqualTo(Kind.REJECTED);
  }

  @Test
  void a_file_that_changes_while_it_is_read_is_not_mixed() throws IOException {
    answers(exchange -> {
      if (exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().add("Content-Range", "bytes 0-2/4");
        answer(exchange, 206, "new");
      } else {
        answer(exchange, 207, multistatus(file("/dav/a.txt")));
      }
    });

    assertThat(kindOf(open(), connector -> connector.read(FILE, 0).readAllBytes()))
        .isEqualTo(Kind.CHANGED);
  }

  @Test
  void a_server_that_ignores_ranges_is_told_apart() throws IOException {
    answers(exchange -> {
      boolean get = exchange.getRequestMethod().equals("GET");
      answer(exchange, get ? 200 : 207, get ? "all" : multistatus(file("/dav/a.txt")));
    });

    assertThat(kindOf(open(), connector -> connector.read(FILE, 0).readAllBytes()))
        .isEqualTo(Kind.UNSUPPORTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "webdav://user:pw@host/",
        "webdav:///folder",
        "ftp://host/",
        "webdav://host/?a",
        "100%"
      })
  void a_root_that_is_none_is_refused(String root) {
    assertThatThrownBy(() -> new WebDavConnectorProvider().open(root, Settings.of(Map.of())))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REJECTED))
        .hasMessageNotContaining("pw");
  }

  @Test
  void a_password_does_not_go_through_the_network_readable() throws IOException {
    Settings login = Settings.of(Map.of("OELEO_USERNAME", "me", "OELEO_PASSWORD", "canary"));
    WebDavConnectorProvider provider = new WebDavConnectorProvider();

    assertThatThrownBy(() -> provider.open("webdav://host/", login))
        .hasMessageContaining("webdavs://")
        .hasMessageNotContaining("canary");
    provider.open("webdavs://host/", login).close();
    provider.open("https://host/a b/m\u00e5lt", login).close();
  }

  @Test
  void it_keeps_the_rules_of_all_modules() {
    Boundaries.check("org.oeleo");
  }
}
