package org.oeleo.ssh.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.server.OpenSshServer;

@Timeout(60)
class KeyLoginTest {
  @TempDir
  Path folder;

  private OpenSshServer server;
  private Entrance entrance;

  @BeforeEach
  void start() throws IOException {
    server = Entrance.server();
    entrance = Entrance.to(server, folder).unset("KEY_FILENAME");
  }

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private Path authorized(String name, String... options) throws Exception {
    Path key = entrance.key(name, options);
    server.authorize(Path.of(key + ".pub"));
    return key;
  }

  private void assertLetsIn() throws Exception {
    try (SshConnection connection = SshConnection.open(entrance.access())) {
      assertThat(connection.isOpen()).isTrue();
    }
  }

  private ConnectorException refusal() throws Exception {
    try (SshConnection connection = SshConnection.open(entrance.access())) {
      throw new AssertionError("connected to " + connection.serverVersion());
    } catch (ConnectorException e) {
      assertThat(e.kind()).isEqualTo(Kind.AUTHENTICATION);
      return e;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519, '', RFC4716",
    "ed25519, secret phrase, RFC4716",
    "ecdsa, '', RFC4716",
    "ecdsa, '', PEM",
    "ecdsa, '', PKCS8",
    "ecdsa, secret phrase, PKCS8",
    "rsa, '', RFC4716",
    "rsa, secret phrase, RFC4716",
    "rsa, '', PEM",
    "rsa, secret phrase, PEM",
    "rsa, '', PKCS8",
    "rsa, secret phrase, PKCS8",
  })
  void keys_of_every_type_and_format_open(String type, String passphrase, String format)
      throws Exception {
    Path key = authorized("k", "-t", type, "-N", passphrase, "-m", format);
    entrance.set("KEY_FILENAME", key.toString());
    if (passphrase.isEmpty()) {
      assertLetsIn();
      return;
    }
    assertThat(refusal())
        .hasMessageContaining(key.toString())
        .hasMessageContaining("has a passphrase")
        .hasMessageContaining("OELEO_KEY_PASSPHRASE");
    entrance.set("KEY_PASSPHRASE", "canary, and wrong");
    assertThat(refusal())
        .hasMessageContaining(key + " does not open with OELEO_KEY_PASSPHRASE")
        .hasMessageNotContaining("canary");
    entrance.set("KEY_PASSPHRASE", passphrase);
    assertLetsIn();
  }

  @Test
  void the_usual_keys_are_found_and_those_of_the_configuration() throws Exception {
    authorized("id_ecdsa", "-t", "ecdsa", "-N", "");
    assertLetsIn();
    authorized("special", "-t", "ed25519", "-N", "");
    Files.delete(entrance.ssh("id_ecdsa"));
    entrance.config("IdentityFile ~/.ssh/special");
    assertLetsIn();
  }

  @Test
  void the_second_of_several_keys_may_be_the_right_one() throws Exception {
    Path wrong = entrance.key("wrong", "-t", "ed25519", "-N", "");
    entrance.set("KEY_FILENAME", wrong + ";" + server.clientKey());
    assertLetsIn();
  }

  @Test
  void a_key_that_is_not_let_in_is_named_with_what_the_server_takes() throws Exception {
    Path wrong = entrance.key("wrong", "-t", "ed25519", "-N", "");
    entrance.set("KEY_FILENAME", wrong.toString());
    assertThat(refusal())
        .hasMessageContaining("127.0.0.1:" + server.port() + " does not let " + server.user())
        .hasMessageContaining(wrong.toString())
        .hasMessageContaining("it takes publickey");
  }

  @Test
  void without_any_key_it_is_said_what_there_was() throws Exception {
    entrance.key("id_rsa", "-t", "rsa", "-N", "other phrase");
    assertThat(refusal())
        .hasMessageContaining("nothing to try")
        .hasMessageContaining("left out: key " + entrance.ssh("id_rsa") + " has a passphrase");
  }

  @Test
  void files_that_are_no_private_keys_are_named_with_what_they_are() throws Exception {
    Path file = entrance.ssh("odd");
    for (List<String> odd : List.of(
        List.of("hello", "no format of a key"),
        List.of("ssh-ed25519 AAAA me", "a public key"),
        List.of("", "an empty file"),
        List.of("-----BEGIN OPENSSH PRIVATE KEY-----\nrubbish\n", "OpenSSH format"),
        List.of("-----BEGIN CERTIFICATE-----\nx\n", "something else than a private key"))) {
      Files.writeString(file, odd.get(0));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      entrance.set("KEY_FILENAME", file.toString());
      assertThat(refusal()).hasMessageContaining(file.toString()).hasMessageContaining(odd.get(1));
    }
    entrance.set("KEY_FILENAME", "/no/such/key");
    assertThat(refusal()).hasMessageContaining("/no/such/key is not there");
  }

  @Test
  void a_key_that_others_may_read_is_not_used() throws Exception {
    Path key = authorized("open", "-t", "ed25519", "-N", "");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    entrance.set("KEY_FILENAME", key.toString());
    assertThat(refusal()).hasMessageContaining(key.toString()).hasMessageContaining("chmod 600");
  }

  @Test
  void keys_of_an_agent_open() throws Exception {
    Path socket = folder.resolve("agent");
    Process agent = agent(socket);
    try {
      Path key = authorized("k", "-t", "ed25519", "-N", "");
      ProcessBuilder adding = new ProcessBuilder("ssh-add", "-q", key.toString());
      adding.environment().put("SSH_AUTH_SOCK", socket.toString());
      assertThat(adding.inheritIO().start().waitFor()).isZero();
      Files.delete(key);
      assertThat(refusal()).hasMessageContaining("nothing to try");
      entrance.set("SSH_AGENT", socket.toString());
      assertLetsIn();
    } finally {
      agent.destroy();
      agent.waitFor();
    }
    assertThat(refusal()).hasMessageContaining("the agent does not answer");
  }

  private static Process agent(Path socket) throws IOException {
    Process agent;
    try {
      agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
    } catch (IOException e) {
      assumeTrue(false, "no ssh-agent on this machine: install openssh-client");
      throw e;
    }
    agent.inputReader().readLine();
    return agent;
  }

  @Test
  void a_key_in_the_agent_is_not_tried_beside_a_configured_one() throws Exception {
    entrance.set("SSH_AGENT", "auto").set("KEY_FILENAME", server.clientKey().toString());
    assertThat(entrance.access().server().keys().agent().use()).isEqualTo(Agent.Use.AUTO);
    assertLetsIn();
  }

  @Test
  void jumps_are_gone_through_and_every_host_key_is_checked() throws Exception {
    try (OpenSshServer gate = Entrance.server()) {
      Path known = entrance.ssh("both");
      Files.writeString(known, server.hostKeyLine() + "\n" + gate.hostKeyLine() + "\n");
      gate.authorize(Path.of(server.clientKey() + ".pub"));
      entrance
          .set("KNOWN_HOSTS", known.toString())
          .set("KEY_FILENAME", server.clientKey().toString())
          .config(
              "Host 127.0.0.1",
              "ProxyJump gate",
              "Host gate",
              "HostName localhost",
              "Port " + gate.port(),
              "HostKeyAlias [127.0.0.1]:" + gate.port());
      try (SshConnection connection = SshConnection.open(entrance.access());
          Command command = connection.run("head -c 3000000 /dev/zero")) {
        assertThat(command.output().readAllBytes()).hasSize(3_000_000);
        assertThat(gate.log()).anyMatch(line -> line.contains("Accepted publickey"));
      }
      Files.writeString(known, server.hostKeyLine() + "\n");
      assertThatThrownBy(() -> SshConnection.open(entrance.access()))
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.HOST_IDENTITY))
          .hasMessageContaining(":" + gate.port());
      HostKeys keys = new HostKeys(entrance.access());
      keys.pin(keys.inspect().get(0));
      assertLetsIn();
      Files.writeString(known, gate.hostKeyLine() + "\n");
      assertThatThrownBy(() -> SshConnection.open(entrance.access()))
          .hasMessageContaining(":" + server.port() + " is not known");
    }
  }

  @Test
  void a_certificate_beside_the_key_opens_where_only_its_authority_is_known() throws Exception {
    Path authority = entrance.key("authority", "-t", "ed25519", "-N", "");
    try (OpenSshServer trusting = Entrance.server("TrustedUserCAKeys " + authority + ".pub")) {
      entrance = Entrance.to(trusting, folder.resolve("other"));
      Path key = entrance.key("certified", "-t", "ecdsa", "-N", "");
      entrance.set("KEY_FILENAME", key.toString());
      refusal();
      Entrance.tool(List.of(
          "ssh-keygen",
          "-q",
          "-s",
          authority.toString(),
          "-I",
          "id",
          "-n",
          trusting.user(),
          key + ".pub"));
      assertThat(Path.of(key + "-cert.pub")).exists();
      assertLetsIn();
    }
  }
}
