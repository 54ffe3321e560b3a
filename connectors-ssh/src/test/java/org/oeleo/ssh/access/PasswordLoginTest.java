package org.oeleo.ssh.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.session.ServerSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.slf4j.LoggerFactory;

@Timeout(60)
class PasswordLoginTest {
  private static final String CANARY = "cAnArY-42";

  @TempDir
  Path folder;

  private final List<String> attempts = new CopyOnWriteArrayList<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private SshServer server;
  private KeyPair hostKey;
  private Entrance entrance;

  @BeforeEach
  void start() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    hostKey = generator.generateKeyPair();
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setUserAuthFactories(List.of(
        UserAuthPublicKeyFactory.INSTANCE,
        UserAuthPasswordFactory.INSTANCE,
        UserAuthKeyboardInteractiveFactory.INSTANCE));
    server.setPasswordAuthenticator((user, password, session) -> {
      attempts.add("password " + user);
      return password.equals(CANARY);
    });
    server.setPublickeyAuthenticator((user, key, session) -> {
      attempts.add("key " + user);
      return true;
    });
    server.setKeyboardInteractiveAuthenticator(KeyboardInteractiveAuthenticator.NONE);
    server.start();
    entrance = new Entrance(folder)
        .set("HOST", "127.0.0.1:" + server.getPort())
        .set("USERNAME", "lab")
        .set("PASSWORD", CANARY);
    Files.writeString(
        entrance.ssh("known_hosts"),
        "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(hostKey.getPublic()));
    assertThat(KeyUtils.getKeyType(hostKey)).isEqualTo("ecdsa-sha2-nistp256");
    listen();
  }

  private void listen() {
    log.start();
    Logger ours = (Logger) LoggerFactory.getLogger("org.oeleo");
    ours.setLevel(Level.TRACE);
    ours.setAdditive(false);
    ours.addAppender(log);
  }

  @AfterEach
  void stop() throws IOException {
    Logger ours = (Logger) LoggerFactory.getLogger("org.oeleo");
    ours.detachAppender(log);
    ours.setLevel(null);
    ours.setAdditive(true);
    server.stop(true);
    assertThat(log.list)
        .as("JSch tells much at this level")
        .isNotEmpty()
        .noneMatch(event -> event.getFormattedMessage().contains(CANARY));
  }

  private void only(String methods) {
    CoreModuleProperties.AUTH_METHODS.set(server, methods);
  }

  private void assertLetsIn() throws Exception {
    try (SshConnection connection = SshConnection.open(entrance.access())) {
      assertThat(connection.isOpen()).isTrue();
      assertThat(connection.particulars()).noneMatch(line -> line.contains(CANARY));
    }
  }

  private ConnectorException refusal(Kind kind) throws Exception {
    try (SshConnection connection = SshConnection.open(entrance.access())) {
      throw new AssertionError("connected to " + connection.serverVersion());
    } catch (ConnectorException e) {
      assertThat(e.kind()).isEqualTo(kind);
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      assertThat(trace.toString()).doesNotContain(CANARY);
      return e;
    }
  }

  /** Asks once, with a prompt that does not say "password:". */
  private void askFor(String prompt, int times) {
    server.setKeyboardInteractiveAuthenticator(new KeyboardInteractiveAuthenticator() {
      @Override
      public InteractiveChallenge generateChallenge(
          ServerSession session, String user, String language, String submethods) {
        attempts.add("asked " + user);
        InteractiveChallenge challenge = new InteractiveChallenge();
        challenge.setLanguageTag("");
        challenge.setInteractionName("");
        challenge.setInteractionInstruction("");
        for (int i = 0; i < times; i++) {
          challenge.addPrompt(prompt, false);
        }
        return challenge;
      }

      @Override
      public boolean authenticate(ServerSession session, String user, List<String> answers) {
        return answers.equals(List.of(CANARY));
      }
    });
  }

  @Test
  void a_password_opens() throws Exception {
    only("password");
    assertLetsIn();
  }

  @Test
  void a_password_answers_a_single_hidden_question() throws Exception {
    only("keyboard-interactive");
    askFor("Losenord: ", 1);
    assertLetsIn();
    askFor("Password: ", 1);
    assertLetsIn();
  }

  @Test
  void more_than_one_question_is_not_answered() throws Exception {
    only("keyboard-interactive");
    askFor("Code: ", 2);
    refusal(Kind.AUTHENTICATION);
  }

  @Test
  void a_wrong_password_is_sent_once_to_each_way_of_asking() throws Exception {
    askFor("Password: ", 1);
    entrance.set("PASSWORD", "wrong");
    assertThat(refusal(Kind.AUTHENTICATION))
        .hasMessageContaining("does not let lab in with the password")
        .hasMessageContaining("it takes");
    assertThat(attempts).containsOnlyOnce("password lab");
  }

  @Test
  void key_and_password_both_if_the_server_wants_both() throws Exception {
    only("publickey,password");
    entrance.key("id_ecdsa", "-t", "ecdsa", "-N", "");
    assertLetsIn();
    assertThat(attempts).contains("key lab", "password lab");
  }

  @Test
  void a_key_goes_before_the_password() throws Exception {
    entrance.key("id_ecdsa", "-t", "ecdsa", "-N", "");
    assertLetsIn();
    assertThat(attempts).contains("key lab").doesNotContain("password lab");
  }

  @Test
  void a_password_that_was_not_asked_for_is_not_said_to_be_refused() throws Exception {
    only("publickey");
    assertThat(refusal(Kind.AUTHENTICATION))
        .hasMessageContaining("nothing to try; it takes publickey")
        .hasMessageNotContaining("the password");
  }

  @Test
  void a_machine_on_the_way_does_not_learn_the_password() throws Exception {
    only("password");
    entrance
        .set("HOST", "behind")
        .config(
            "Host behind",
            "ProxyJump gate",
            "Host gate",
            "HostName 127.0.0.1",
            "Port " + server.getPort());
    assertThat(refusal(Kind.AUTHENTICATION)).hasMessageContaining("nothing to try");
    assertThat(attempts).isEmpty();
  }

  @Test
  void nothing_is_sent_to_a_server_that_is_not_known() throws Exception {
    Files.delete(entrance.ssh("known_hosts"));
    assertThat(refusal(Kind.HOST_IDENTITY)).hasMessageContaining("is not known");
    assertThat(new HostKeys(entrance.access()).inspect()).isNotEmpty();
    assertThat(attempts).isEmpty();
  }

  @Test
  void a_server_that_shows_a_key_it_does_not_have_is_not_the_one() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair own = generator.generateKeyPair();
    server.setKeyPairProvider(
        KeyPairProvider.wrap(new KeyPair(hostKey.getPublic(), own.getPrivate())));
    assertThat(refusal(Kind.HOST_IDENTITY)).hasMessageContaining("does not prove who it is");
    assertThat(attempts).isEmpty();
  }

  @Test
  void a_server_that_hangs_up_in_mid_login_is_unreachable_and_not_a_refusal() throws Exception {
    server.setPasswordAuthenticator((user, password, session) -> {
      session.close(true);
      return false;
    });
    only("password");
    refusal(Kind.UNREACHABLE);
  }
}
