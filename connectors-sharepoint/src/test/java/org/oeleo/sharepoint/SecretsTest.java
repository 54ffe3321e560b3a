package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.sharepoint.access.Access;
import org.oeleo.sharepoint.service.Journal;
import org.oeleo.spi.Connector;
import org.oeleo.spi.Particular;
import org.oeleo.testkit.SampleContent;
import org.slf4j.LoggerFactory;

/** No secret, token or secret address in anything that is said, however much is logged. */
class SecretsTest extends InLibrary {
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<String> said = new ArrayList<>();
  private final Set<String> secrets = new TreeSet<>();

  private static List<Logger> loggers() {
    return List.of(
        logger("org.oeleo", Level.TRACE),
        logger("com.azure", Level.DEBUG),
        logger("com.microsoft", Level.DEBUG),
        logger("okhttp3", Level.DEBUG),
        logger("reactor", Level.DEBUG));
  }

  private static Logger logger(String name, Level level) {
    Logger logger = (Logger) LoggerFactory.getLogger(name);
    logger.setLevel(level);
    logger.setAdditive(false);
    return logger;
  }

  @BeforeEach
  void listen() {
    log.start();
    loggers().forEach(logger -> logger.addAppender(log));
    secrets.add(tenant.app.secret());
  }

  @AfterEach
  void hush() {
    loggers().forEach(logger -> {
      logger.detachAppender(log);
      logger.setAdditive(true);
      logger.setLevel(logger.getName().startsWith("com.") ? Level.OFF : null);
    });
  }

  /** Everything that gives somebody a right, as it passed. */
  private void collect() {
    for (Journal.Entry entry : journal().entries()) {
      entry.header("Authorization").ifPresent(h -> secrets.add(h.replaceFirst("Bearer ", "")));
      String address = entry.query().get("tempauth");
      if (address != null) {
        secrets.add(address);
      }
    }
    log.list.forEach(event -> {
      said.add(event.getFormattedMessage());
      if (event.getThrowableProxy() != null) {
        said.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
    });
  }

  private void failing(ThrowingCallable call) {
    Throwable failure = catchThrowable(call);
    assertThat(failure).isNotNull();
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    said.add(text.toString());
  }

  private void assertNothingIsTold() {
    collect();
    assertThat(secrets).hasSizeGreaterThan(2);
    assertThat(said).isNotEmpty();
    for (String secret : secrets) {
      assertThat(said).noneMatch(text -> text.contains(secret));
    }
  }

  @Test
  void files_that_move_tell_nothing() throws IOException {
    write("a.bin", Source.of(WHOLE + 1));
    write("b.bin", Source.of(10));
    read("a.bin");
    listed();
    said.add(connector.toString());
    said.add(connector.locate(path("a.bin")));
    connector.particulars().stream().map(Particular::toString).forEach(said::add);

    assertThat(log.list).as("what is logged at all").isNotEmpty();
    assertNothingIsTold();
  }

  @Test
  void failures_in_mid_upload_tell_nothing() {
    Source source = Source.of(WHOLE + 1);
    for (int status : new int[] {400, 423, 500, 503}) {
      faults().on("PUT", "/uploadSession$").answers(status, "odd");
      failing(() -> write("a.bin", source));
    }
    faults().on("GET", "/uploadSession$").answers(500, "odd");
    failing(() -> write("a.bin", source));
    faults().on("PUT", "/uploadSession$").drops();
    failing(() -> write("a.bin", source));
    faults().on("PUT", "/uploadSession$").showsPortal();
    failing(() -> write("a.bin", source));
    faults().on("DELETE", "/uploadSession$").drops();
    connector.giveUp(path("a.bin"), source.resumeToken().orElseThrow());

    assertNothingIsTold();
  }

  @Test
  void failures_in_mid_download_tell_nothing() {
    put("a.bin", SampleContent.noise(100_000));
    for (int status : new int[] {400, 401, 403, 500, 503}) {
      faults().on("GET", "download.aspx$").times(3).answers(status, "odd");
      failing(() -> read("a.bin"));
      faults().clear();
    }
    faults().on("GET", "download.aspx$").cutsAnswer(10);
    failing(() -> read("a.bin"));
    faults().on("GET", "download.aspx$").drops();
    failing(() -> read("a.bin"));
    faults().on("GET", "download.aspx$").showsPortal();
    failing(() -> read("a.bin"));

    assertNothingIsTold();
  }

  @Test
  void tokens_that_are_refused_tell_nothing() throws IOException {
    connector.ping();
    faults().on("*", "^/v1.0/").always().answers(401, "InvalidAuthenticationToken");
    failing(this::listed);
    failing(() -> write("a.txt", SampleContent.of("a")));
    failing(() -> connector.delete(path("a.txt")));
    faults().clear();
    faults().on("GET", "^/v1.0/").showsPortal();
    failing(() -> connector.stat(path("a.txt")));

    assertNothingIsTold();
  }

  @Test
  void logins_that_fail_tell_nothing() {
    Map<String, String> wrong =
        Map.of("AZURE_CLIENT_SECRET", "canary", "OELEO_CLIENT_CERTIFICATE_PASSWORD", "canary");
    secrets.addAll(List.of("canary", "other", "more"));
    failing(() -> {
      try (Connector open = another(wrong)) {
        said.add(open.toString());
        open.ping();
      }
    });
    faults().on("POST", "/token$").always().answers(500, "odd");
    failing(() -> another(wrong).ping());
    faults().clear();
    faults().on("POST", "/token$").always().drops();
    failing(() -> another(wrong).ping());
    Settings settings = Settings.of(wrong);
    settings.describe(Access.settings()).forEach(value -> said.add(value.toString()));
    settings.problems(Access.settings()).forEach(problem -> said.add(problem.toString()));

    collect();
    assertThat(said).noneMatch(text -> text.contains("canary"));
  }

  @Test
  void what_holds_a_secret_address_does_not_show_it() {
    UploadToken token = new UploadToken("https://h/canary", "a", 5);
    UploadToken read = UploadToken.parse(token.toJson()).orElseThrow();

    assertThat(read).isEqualTo(token);
    assertThat(read.toString()).doesNotContain("canary");
  }

  @Test
  void every_setting_that_holds_a_secret_is_declared_as_one() {
    assertThat(new SharePointConnectorProvider().settings())
        .filteredOn(Setting::isSecret)
        .extracting(Setting::variable)
        .containsExactlyInAnyOrder(
            "OELEO_CLIENT_CERTIFICATE_PASSWORD",
            "OELEO_CLIENT_SECRET",
            "HTTPS_PROXY",
            "HTTP_PROXY");
  }
}
