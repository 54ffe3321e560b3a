package org.oeleo.ssh.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.server.OpenSshServer;

/** A server that shows a certificate instead of a key. */
@Timeout(60)
class HostCertificateTest {
  @TempDir
  Path folder;

  private Entrance keys;
  private Path authority;
  private OpenSshServer server;
  private Entrance entrance;
  private Path known;

  @BeforeEach
  void start() throws Exception {
    keys = new Entrance(folder);
    authority = keys.key("authority", "-t", "ed25519", "-N", "");
    Path key = certify("ed25519", "-n", "127.0.0.1");
    server = Entrance.server("HostKey " + key, "HostCertificate " + key + "-cert.pub");
    entrance = Entrance.to(server, folder.resolve("other"));
    known = entrance.ssh("known");
    entrance.set("KNOWN_HOSTS", known.toString());
    trust(authority);
  }

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  /** A key of this type with a certificate made with these options, for the server. */
  private Path certify(String type, String... options) throws Exception {
    Files.deleteIfExists(keys.ssh("certified"));
    Path key = keys.key("certified", "-t", type, "-N", "");
    List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-s", authority.toString()));
    command.addAll(List.of("-I", "id", "-h"));
    command.addAll(List.of(options));
    command.add(key + ".pub");
    Entrance.tool(command);
    return key;
  }

  private Path restartWith(String type, String... options) throws Exception {
    Path key = certify(type, options);
    server.restart();
    return key;
  }

  private void trust(Path key) throws IOException {
    Files.writeString(
        known, "# mine\n@cert-authority 127.0.0.1 " + Files.readString(Path.of(key + ".pub")));
  }

  private ConnectorException refusal() throws SettingsException {
    try (SshConnection connection = SshConnection.open(entrance.access())) {
      throw new AssertionError("connected to " + connection.serverVersion());
    } catch (ConnectorException e) {
      return e;
    }
  }

  private static String fingerprint(Path key) throws Exception {
    return Entrance.tool(List.of("ssh-keygen", "-lf", key + ".pub")).split(" ")[1];
  }

  private void assertNobodyTriedToLogIn() {
    assertThat(server.log()).noneMatch(line -> line.contains("for " + server.user()));
    assertThat(server.log()).noneMatch(line -> line.contains("user " + server.user()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void one_by_an_authority_of_known_hosts_is_enough(String type) throws Exception {
    Path key = restartWith(type, "-n", "127.0.0.1");
    try (SshConnection connection = SshConnection.open(entrance.access())) {
      assertThat(connection.particulars())
          .anyMatch(line -> line.startsWith("host key: ")
              && line.contains(fingerprintOf(key))
              && line.contains("the authority in " + known + ":2"));
    }
  }

  private static String fingerprintOf(Path key) {
    try {
      return fingerprint(key);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void one_by_a_stranger_is_not() throws Exception {
    trust(keys.key("stranger", "-t", "ed25519", "-N", ""));
    assertThat(refusal().kind()).isEqualTo(Kind.HOST_IDENTITY);
    assertNobodyTriedToLogIn();
  }

  @Test
  void one_for_another_host_is_not() throws Exception {
    restartWith("ed25519", "-n", "elsewhere.example.org");
    assertThat(refusal())
        .hasMessageContaining("does not prove who it is")
        .extracting(ConnectorException::kind)
        .isEqualTo(Kind.HOST_IDENTITY);
    assertNobodyTriedToLogIn();
  }

  @Test
  void one_that_has_expired_is_not() throws Exception {
    restartWith("ed25519", "-n", "127.0.0.1", "-V", "20200101:20200102");
    assertThat(refusal().kind()).isEqualTo(Kind.HOST_IDENTITY);
    assertNobodyTriedToLogIn();
  }

  @Test
  void credentials_refused_behind_one_are_refused_credentials() throws Exception {
    Path wrong = keys.key("wrong", "-t", "ed25519", "-N", "");
    entrance.set("KEY_FILENAME", wrong.toString());
    assertThat(refusal())
        .hasMessageContaining("does not let " + server.user() + " in")
        .extracting(ConnectorException::kind)
        .isEqualTo(Kind.AUTHENTICATION);
  }

  @Test
  void inspecting_shows_whom_it_is_about_and_logs_in_nowhere() throws Exception {
    Path key = restartWith("ed25519", "-n", "127.0.0.1");
    entrance.set("PASSWORD", "never to be sent");
    HostIdentity shown = new HostKeys(entrance.access()).inspect().get(0);
    assertThat(shown.fingerprint()).isEqualTo(fingerprint(key));
    assertThat(shown.type()).isEqualTo("ssh-ed25519");
    assertThat(shown.standing()).isEqualTo(Standing.KNOWN);
    assertThat(shown.where()).hasValue("the authority in " + known + ":2");
    assertNobodyTriedToLogIn();
  }

  @Test
  void inspecting_one_for_another_host_is_refused() throws Exception {
    restartWith("ed25519", "-n", "elsewhere.example.org");
    HostKeys inspected = new HostKeys(entrance.access());
    assertThatThrownBy(inspected::inspect)
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.HOST_IDENTITY));
  }
}
