package org.oeleo.ssh.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.ssh.sftp.Wire;
import org.oeleo.testkit.server.OpenSshServer;
import org.oeleo.testkit.server.TcpProxy;

@Timeout(60)
class SshConnectionTest {
  /** SSH_FXP_INIT with version 3, as an SFTP client begins. */
  private static final byte[] INIT = {0, 0, 0, 5, 1, 0, 0, 0, 3};

  @TempDir
  Path folder;

  private OpenSshServer server;
  private Entrance entrance;

  @BeforeEach
  void start() throws IOException {
    server = Entrance.server("MaxSessions 2");
    entrance = Entrance.to(server, folder);
  }

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void runs_a_command_and_gives_its_output_errors_and_status() throws Exception {
    try (SshConnection connection = SshConnection.open(entrance.access());
        Command command = connection.run("cat; echo bad >&2; exit 3")) {
      command.input().write("hello".getBytes(StandardCharsets.UTF_8));
      command.input().close();
      assertThat(new String(command.output().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("hello");
      assertThat(command.exitStatus(Duration.ofSeconds(10))).hasValue(3);
      assertThat(command.errors()).isEqualTo("bad\n");
    }
  }

  private static void greet(Wire wire) throws IOException {
    wire.output().write(INIT);
    wire.output().flush();
  }

  @Test
  void opens_sftp_which_answers() throws Exception {
    try (SshConnection connection = SshConnection.open(entrance.access());
        Wire wire = connection.sftp()) {
      greet(wire);
      assertThat(wire.input().readNBytes(9)).startsWith(0, 0).endsWith(2, 0, 0, 0, 3);
      assertThat(connection.isOpen()).isTrue();
      assertThat(connection.serverVersion()).startsWith("SSH-2.0-OpenSSH");
    }
  }

  @Test
  void much_goes_both_ways_unchanged() throws Exception {
    byte[] much = new byte[20_000_000];
    new Random(1).nextBytes(much);
    try (SshConnection connection = SshConnection.open(entrance.access());
        Command command = connection.run("cat")) {
      Thread sender = new Thread(() -> send(command, much));
      sender.start();
      assertThat(command.output().readAllBytes()).isEqualTo(much);
      sender.join();
    }
  }

  @Test
  void what_is_written_in_one_go_is_sent_in_one_go() throws Exception {
    try (TcpProxy proxy = TcpProxy.to(server.port());
        SshConnection connection =
            SshConnection.open(entrance.through(server, proxy).access());
        Command command = connection.run("cat")) {
      long before = proxy.passed(TcpProxy.Direction.TO_SERVER);
      for (int request = 0; request < 100; request++) {
        command.input().write(new byte[10]);
      }
      command.input().flush();
      assertThat(command.output().readNBytes(1000)).hasSize(1000);
      assertThat(proxy.passed(TcpProxy.Direction.TO_SERVER) - before)
          .as("a packet for each would be more than 5000 bytes")
          .isBetween(1000L, 2000L);
    }
  }

  private static void send(Command command, byte[] much) {
    try {
      command.input().write(much);
      command.input().close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void tells_the_particulars_of_the_connection() throws Exception {
    try (SshConnection connection = SshConnection.open(entrance.access())) {
      assertThat(connection.particulars())
          .anyMatch(line -> line.contains(server.user() + "@127.0.0.1:" + server.port()))
          .anyMatch(line -> line.contains("host key: ssh-ed25519 SHA256:")
              && line.contains("known from " + server.knownHosts() + ":1"))
          .anyMatch(line -> line.startsWith("cipher: aes128-gcm@openssh.com"))
          .anyMatch(line -> line.startsWith("key exchange: ") && line.endsWith(", strict"))
          .anyMatch(line -> line.startsWith("the server proposes as cipher to the server: "));
    }
  }

  @Test
  void one_session_too_many_is_refused_and_the_others_live_on() throws Exception {
    try (SshConnection connection = SshConnection.open(entrance.access());
        Wire first = connection.sftp();
        Wire second = connection.sftp()) {
      assertThatThrownBy(connection::sftp)
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("MaxSessions");
      greet(second);
      assertThat(second.input().readNBytes(9)).hasSize(9);
      greet(first);
      assertThat(first.input().readNBytes(9)).hasSize(9);
    }
  }

  @Test
  void a_connection_may_be_used_after_a_channel_was_closed() throws Exception {
    try (SshConnection connection = SshConnection.open(entrance.access())) {
      connection.sftp().close();
      try (Wire wire = connection.sftp()) {
        greet(wire);
        assertThat(wire.input().readNBytes(9)).hasSize(9);
      }
    }
  }

  @Test
  void what_is_written_to_a_closed_channel_is_not_lost_in_silence() throws Exception {
    try (SshConnection connection = SshConnection.open(entrance.access());
        Command command = connection.run("true")) {
      assertThat(command.output().readAllBytes()).isEmpty();
      assertThat(command.exitStatus(Duration.ofSeconds(10))).hasValue(0);
      Awaitility.await()
          .untilAsserted(() ->
              assertThatThrownBy(() -> command.input().write(1)).isInstanceOf(IOException.class));
    }
  }

  @Test
  void a_name_that_does_not_exist_is_unreachable() throws Exception {
    Access access = entrance.set("HOST", "no-such-machine.invalid").access();
    assertThatThrownBy(() -> SshConnection.open(access))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
        .hasMessageContaining("no machine called no-such-machine.invalid");
  }

  @Test
  void a_server_with_weak_algorithms_only_is_refused_by_name_until_they_are_allowed()
      throws Exception {
    try (OpenSshServer old = Entrance.server("Ciphers aes128-cbc")) {
      Entrance other = Entrance.to(old, folder.resolve("other"));
      Access access = other.access();
      assertThatThrownBy(() -> SshConnection.open(access))
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.AUTHENTICATION))
          .hasMessageContaining("it offers aes128-cbc")
          .hasMessageContaining("OELEO_LEGACY_ALGORITHMS");
      try (SshConnection connection =
          SshConnection.open(other.set("LEGACY_ALGORITHMS", "aes128-cbc").access())) {
        assertThat(connection.particulars())
            .anyMatch(line -> line.startsWith("cipher: aes128-cbc"));
      }
    }
  }

  @Test
  void a_path_with_delay_is_filled() throws Exception {
    try (SshConnection connection = SshConnection.open(entrance.access());
        Command command = connection.run("head -c 9000000 /dev/zero; cat")) {
      // The server sends all it may without our reading a byte: that is how wide the window is.
      InputStream output = command.output();
      Awaitility.await()
          .untilAsserted(
              () -> assertThat(output.available()).isGreaterThanOrEqualTo(4 * 1024 * 1024));
    }
  }
}
