package org.oeleo.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Endpoint;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Connector;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.SampleContent;
import org.oeleo.testkit.server.WithSshd;
import org.slf4j.LoggerFactory;

/** No password and no passphrase in anything that is said, however much is logged. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SecretsTest {
  @RegisterExtension
  static final WithSshd SERVER = new WithSshd();

  private static final String PASSPHRASE = "canary-phrase-2b";

  @TempDir
  Path place;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<String> said = new ArrayList<>();
  private Logger root;
  private Level before;

  @BeforeEach
  void listen() {
    root = (Logger) LoggerFactory.getLogger("org.oeleo");
    before = root.getEffectiveLevel();
    root.setLevel(Level.TRACE);
    root.setAdditive(false);
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void hush() {
    root.detachAppender(log);
    root.setAdditive(true);
    root.setLevel(before);
  }

  /** Uses the connection, if there is one, and notes all that it says of itself. */
  private void use(Map<String, String> settings) throws SettingsException {
    Settings read = Settings.of(settings);
    said.add(Endpoint.of("ssh", place.toString(), read).toString());
    Throwable failure = catchThrowable(() -> {
      try (Connector connector = new SshConnectorProvider().open(place.toString(), read)) {
        said.add(connector.toString());
        connector.particulars().forEach(particular -> said.add(particular.text()));
        connector.write(RelativePath.of("a"), SampleContent.of("content"));
        said.add(connector.locate(RelativePath.of("a")));
      }
    });
    if (failure != null) {
      StringWriter text = new StringWriter();
      failure.printStackTrace(new PrintWriter(text, true));
      said.add(text.toString());
    }
  }

  private void assertNothingIsTold() {
    assertThat(log.list).as("what is logged at all").isNotEmpty();
    log.list.forEach(event -> said.add(event.getFormattedMessage()));
    assertThat(said).noneMatch(text -> text.contains("canary"));
  }

  @Test
  void a_password_is_told_nowhere_whether_right_or_wrong() throws Exception {
    try (MinaServer server = MinaServer.start()) {
      use(server.settings());
      assertThat(place.resolve("a")).hasContent("content");
      Map<String, String> wrong = new HashMap<>(server.settings());
      wrong.put("OELEO_PASSWORD", "canary-wrong");
      use(wrong);
      server.becomeSomebodyElse();
      use(server.settings());
    }
    assertNothingIsTold();
  }

  @Test
  void a_passphrase_is_told_nowhere_whether_right_or_wrong() throws Exception {
    Path key = place.resolve("key");
    generate(key);
    SERVER.server().authorize(place.resolve("key.pub"));
    Map<String, String> settings = new HashMap<>(SERVER.settings());
    settings.put("OELEO_KEY_FILENAME", key.toString());
    settings.put("OELEO_SSH_AGENT", "no");
    settings.put("OELEO_KEY_PASSPHRASE", PASSPHRASE);
    use(settings);
    assertThat(place.resolve("a")).hasContent("content");
    settings.put("OELEO_KEY_PASSPHRASE", "canary-wrong");
    use(settings);
    assertThat(said).anyMatch(text -> text.contains("does not open with"));
    assertNothingIsTold();
  }

  private static void generate(Path key) throws IOException, InterruptedException {
    Process made = new ProcessBuilder(
            "ssh-keygen", "-q", "-t", "ed25519", "-N", PASSPHRASE, "-f", key.toString())
        .inheritIO()
        .start();
    assertThat(made.waitFor()).isZero();
    assertThat(Files.size(key)).isPositive();
  }
}
