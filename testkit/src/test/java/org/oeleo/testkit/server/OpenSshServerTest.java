package org.oeleo.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenSshServerTest {
  @BeforeEach
  void needs_the_program() {
    assumeTrue(OpenSshServer.isInstalled(), OpenSshServer.missing());
  }

  @Test
  void lets_its_client_in_and_runs_what_it_asks() throws Exception {
    try (OpenSshServer server = OpenSshServer.start()) {
      assertThat(ssh(server, "echo hello")).isEqualTo("hello\n");
      assertThat(server.log()).anyMatch(line -> line.contains("Accepted publickey"));
    }
  }

  @Test
  void has_the_host_keys_and_lines_it_was_asked_for() throws Exception {
    try (OpenSshServer server =
        OpenSshServer.start(List.of("ecdsa", "rsa"), "Subsystem sftp /bin/false", "Banner none")) {
      assertThat(server.hostKeyLine())
          .startsWith("[127.0.0.1]:" + server.port() + " ecdsa-sha2-nistp256 ");
      assertThat(server.hostKeyLine("rsa")).contains(" ssh-rsa ");
      assertThat(ssh(server, "echo hello")).isEqualTo("hello\n");
    }
  }

  @Test
  void killed_it_is_gone_with_its_connections_and_restarts_on_the_same_port() throws Exception {
    try (OpenSshServer server = OpenSshServer.start()) {
      Process waiting = new ProcessBuilder(sshCommand(server, "cat")).start();
      waiting.getOutputStream().write("up\n".getBytes(StandardCharsets.UTF_8));
      waiting.getOutputStream().flush();
      assertThat(waiting.inputReader().readLine()).isEqualTo("up");

      server.kill();

      assertThat(waiting.waitFor()).isEqualTo(255);
      assertThatThrownBy(() -> knock(server)).isInstanceOf(ConnectException.class);
      server.restart();
      assertThat(ssh(server, "echo again")).isEqualTo("again\n");
    }
  }

  private static void knock(OpenSshServer server) throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), server.port()).close();
  }

  @Test
  void closed_it_leaves_nothing_behind() throws Exception {
    Path key;
    try (OpenSshServer server = OpenSshServer.start()) {
      key = server.clientKey();
      assertThat(key).exists();
    }
    assertThat(key.getParent()).doesNotExist();
  }

  @Test
  void a_line_it_does_not_understand_is_told() {
    assertThatThrownBy(() -> OpenSshServer.start("NoSuchKeyword yes"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("NoSuchKeyword");
  }

  private static String ssh(OpenSshServer server, String command) throws Exception {
    Path errors = Files.createTempFile("ssh", ".err");
    Process process = new ProcessBuilder(sshCommand(server, command))
        .redirectError(errors.toFile())
        .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s", Files.readString(errors)).isZero();
    Files.delete(errors);
    return output;
  }

  private static List<String> sshCommand(OpenSshServer server, String command) {
    return List.of(
        "ssh",
        "-F",
        "none",
        "-o",
        "BatchMode=yes",
        "-o",
        "StrictHostKeyChecking=yes",
        "-o",
        "UserKnownHostsFile=" + server.knownHosts(),
        "-o",
        "IdentitiesOnly=yes",
        "-i",
        server.clientKey().toString(),
        "-p",
        String.valueOf(server.port()),
        server.user() + "@127.0.0.1",
        command);
  }
}
