package org.oeleo.s3.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;

/** No key, secret, token or password in anything that is said, however much is logged. */
class SecretsTest {
  private static final Map<String, String> KEYS = Map.of(
      "OELEO_ACCESS_KEY", "canary-key",
      "OELEO_SECRET_KEY", "canary-secret",
      "OELEO_SESSION_TOKEN", "canary-token");

  @TempDir
  Path place;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<String> said = new ArrayList<>();
  private final List<Logger> loggers = List.of(logger("org.oeleo"), logger("software.amazon"));

  private HttpServer refusing;

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }

  @BeforeEach
  void listen() throws IOException {
    log.start();
    loggers.forEach(logger -> {
      logger.setLevel(Level.TRACE);
      logger.setAdditive(false);
      logger.addAppender(log);
    });
    refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    refusing.createContext("/", exchange -> {
      byte[] answer = "<Error><Code>Refused</Code><Message>refused it</Message></Error>"
          .getBytes(StandardCharsets.UTF_8);
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(403, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    refusing.start();
  }

  @AfterEach
  void hush() {
    refusing.stop(0);
    loggers.forEach(logger -> {
      logger.detachAppender(log);
      logger.setAdditive(true);
      logger.setLevel(null);
    });
  }

  private void use(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(
        Map.of("OELEO_ENDPOINT", "http://127.0.0.1:" + refusing.getAddress().getPort()));
    variables.putAll(more);
    Settings settings = Settings.of(variables);
    settings.describe(Access.settings()).forEach(value -> said.add(value.toString()));
    settings.problems(Access.settings()).forEach(problem -> said.add(problem.toString()));
    Throwable failure = catchThrowable(() -> {
      try (Access access =
          Access.open("s3://bucket/a", settings, Folders.in(place).surroundings())) {
        said.add(access.toString());
        said.add(access.client().toString());
        access
            .client()
            .putObject(r -> r.bucket("bucket").key("a"), RequestBody.fromString("content"));
      }
    });
    assertThat(failure).isNotNull();
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    said.add(text.toString());
    log.list.forEach(event -> said.add(event.getFormattedMessage()));
  }

  private void assertNothingIsTold() {
    assertThat(said).isNotEmpty().noneMatch(text -> text.contains("canary"));
  }

  @Test
  void a_refused_request_tells_nothing_however_much_is_logged() {
    use(Map.of("OELEO_ACCESS_KEY", "canary-key", "OELEO_SECRET_KEY", "canary-secret"));

    assertThat(log.list).as("what is logged at all").isNotEmpty();
    assertThat(said).anyMatch(text -> text.contains("refused it"));
    assertNothingIsTold();
  }

  /** The SDK itself shows the token at DEBUG: so much is logged of libraries by nobody. */
  @Test
  void keys_for_a_while_are_not_told_at_the_levels_of_the_program() {
    logger("software.amazon").setLevel(Level.INFO);

    use(KEYS);

    assertThat(said).anyMatch(text -> text.contains("refused it"));
    assertNothingIsTold();
  }

  @Test
  void every_source_of_keys_tells_nothing() throws Exception {
    use(Map.of("S3_ACCESS_KEY", "canary-key", "S3_SECRET_KEY", "canary-secret"));
    use(Map.of("AWS_ACCESS_KEY_ID", "canary-key", "AWS_SECRET_ACCESS_KEY", "canary-secret"));
    Folders folders = Folders.in(place);
    Folders.write(
        folders.home(), "aws_access_key_id: canary-key", "aws_secret_access_key: canary-secret");
    use(Map.of());

    assertNothingIsTold();
  }

  @Test
  void wrong_settings_tell_nothing() {
    KEYS.forEach((variable, value) -> use(Map.of(variable, value, "OELEO_REGION", "no region")));
    use(Map.of("HTTP_PROXY", "http://user:canary@ho st"));
    use(Map.of("OELEO_ENDPOINT", "http://key:canary@127.0.0.1"));

    assertNothingIsTold();
  }

  @Test
  void what_holds_keys_does_not_show_them() throws Exception {
    Keys.Found found = new Keys.Found("canary-key", "a file");
    Keys keys = new Keys(
        new Keys.Half("one", Optional.of(found)),
        new Keys.Half("two", Optional.of(found)),
        Optional.of("canary-token"));
    Folders folders = Folders.in(place);
    Folders.write(folders.home(), "aws_access_key_id: canary-key");

    said.addAll(List.of(
        found.toString(), keys.toString(), SeedFiles.of(folders.surroundings()).toString()));

    assertNothingIsTold();
  }

  @Test
  void every_setting_that_holds_a_secret_is_declared_as_one() {
    assertThat(Access.settings())
        .filteredOn(Setting::isSecret)
        .extracting(Setting::variable)
        .containsExactlyInAnyOrder(
            "OELEO_ACCESS_KEY",
            "OELEO_SECRET_KEY",
            "OELEO_SESSION_TOKEN",
            "S3_ACCESS_KEY",
            "S3_SECRET_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "HTTPS_PROXY",
            "HTTP_PROXY");
  }
}
