package org.oeleo.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.oeleo.testkit.server.OpenSshServer;
import org.oeleo.testkit.server.TcpProxy;
import org.oeleo.testkit.server.TcpProxy.Direction;
import org.oeleo.testkit.server.WithSshd;

/** A real OpenSSH server that is not there, is somebody else, lets nobody in, is full, or dies. */
class SshFaultsTest extends WithFaults {
  private static final String CANARY = "canary-ssh-90a3";

  @RegisterExtension
  static final WithSshd SERVER = new WithSshd();

  private final Map<String, String> settings = new HashMap<>();
  private TcpProxy proxy;

  @BeforeEach
  void reach_the_server() throws IOException {
    proxy = TcpProxy.to(SERVER.server().port());
    settings.putAll(SERVER.settings(proxy.port()));
    know(SERVER.server().hostKeyLine());
    settings.put("OELEO_SSH_AGENT", "no");
    settings.put("OELEO_EXTERNAL", "ssh");
    settings.put("OELEO_RETRIES", "0");
    configure();
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
  }

  private OpenSshServer server() {
    return SERVER.server();
  }

  /** Writes down a key as that of whoever answers at the proxy. */
  private void know(String hostKeyLine) throws IOException {
    Path known = folder.resolve("known_hosts");
    Files.writeString(
        known, hostKeyLine.replaceFirst("]:[0-9]+ ", "]:" + proxy.port() + " ") + "\n");
    settings.put("OELEO_KNOWN_HOSTS", known.toString());
  }

  private void configure(String... lines) throws IOException {
    List<String> all = new ArrayList<>(worker("ledger.db"));
    settings.forEach((name, value) -> all.add(name + "=" + value));
    Collections.addAll(all, lines);
    Files.write(folder.resolve(".env"), all);
  }

  private void fails(int code, String... words) {
    assertThat(run()).as(command.out()).isEqualTo(code);
    assertThat(message()).contains(words);
    assertThat(command.out() + command.err()).doesNotContain(CANARY);
  }

  private void recovers() throws IOException, InterruptedException {
    requireRecovery();
  }

  @Test
  void a_server_that_is_not_running_ends_the_run() throws Exception {
    file("a", "1");
    proxy.refuse();
    fails(5, "destination: ", "refuses the connection", "is its ssh server running");
    assertThat(to).isEmptyDirectory();
    proxy.accept();
    recovers();
  }

  @Test
  void a_server_that_does_not_answer_ends_the_run_in_time() throws Exception {
    file("a", "1");
    settings.put("OELEO_CONNECT_TIMEOUT", "1s");
    configure();
    proxy.freeze();
    fails(5, "destination: ", "took longer than 1.0 s");
    proxy.heal();
    recovers();
  }

  @Test
  void an_unknown_server_is_sent_nothing() throws Exception {
    file("a", "1");
    Files.writeString(folder.resolve("known_hosts"), "");
    fails(6, "127.0.0.1", "SHA256:", "oeleo pin");
    assertThat(to).isEmptyDirectory();
    know(server().hostKeyLine());
    recovers();
  }

  @Test
  void a_server_with_another_key_is_sent_nothing() throws Exception {
    file("a", "1");
    know(anotherKey());
    fails(6, "127.0.0.1", "SHA256:");
    assertThat(to).isEmptyDirectory();
  }

  /** A host key of the same type that is not the server's. */
  private String anotherKey() throws IOException {
    try (OpenSshServer other = OpenSshServer.start()) {
      return other.hostKeyLine();
    }
  }

  @Test
  void a_key_that_the_server_does_not_take_is_a_matter_of_credentials() throws Exception {
    file("a", "1");
    Path key = folder.resolve("stranger");
    Tool.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
    settings.put("OELEO_KEY_FILENAME", key.toString());
    settings.put("OELEO_PASSWORD", CANARY);
    configure();
    fails(6, "does not let " + server().user() + " in", "stranger");
    assertThat(to).isEmptyDirectory();
  }

  @Test
  void a_destination_whose_parent_is_missing_ends_the_run() throws Exception {
    file("a", "1");
    configure("OELEO_BASE_DIR_TO=" + to.resolve("not/there"));
    fails(5, "destination: ", "not/there", "is not there");
    assertThat(to).isEmptyDirectory();
  }

  @Test
  void of_a_missing_destination_the_last_level_is_made() throws Exception {
    file("a", "1");
    configure("OELEO_BASE_DIR_TO=" + to.resolve("new"));
    assertThat(run()).as(command.out()).isZero();
    assertThat(to.resolve("new/a")).hasContent("1");
  }

  @Test
  void a_destination_that_went_away_is_not_made_again() throws Exception {
    file("a", "1");
    assertThat(run()).as(command.out()).isZero();
    Files.move(to, folder.resolve("elsewhere"));
    file("b", "2");
    fails(5, "destination: ", "is not there");
    assertThat(to).doesNotExist();
    Files.move(folder.resolve("elsewhere"), to);
    recovers();
  }

  @Test
  void a_full_disk_of_the_server_ends_the_run_and_leaves_no_part() throws Exception {
    try (Tmpfs disk = Tmpfs.over(to, "size=512k")) {
      for (int i = 0; i < 3; i++) {
        file("f%04d".formatted(i), "x".repeat(50_000));
      }
      whenStarted("f0001", () -> fill(disk.folder()));
      configure("OELEO_PARALLEL=1");
      fails(5, "destination: ", "is full");
      assertThat(names(to)).contains("filler").noneMatch(name -> name.startsWith(".oeleo-"));
      Files.delete(to.resolve("filler"));
      recovers();
    }
  }

  private static void fill(Path disk) throws IOException, InterruptedException {
    new ProcessBuilder("dd", "if=/dev/zero", "of=" + disk.resolve("filler"), "bs=4k")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Test
  void a_server_killed_in_mid_run_and_started_again_costs_nothing() throws Exception {
    for (int i = 0; i < 10; i++) {
      file("f%04d".formatted(i), "x".repeat(300_000));
    }
    proxy.cutAfter(Direction.TO_SERVER, 1_000_000);
    configure("OELEO_RETRIES=5");
    command.when(
        () -> {
          server().restart();
          proxy.heal();
        },
        "\"event\":\"file-retried\"");
    assertThat(run()).as(command.out()).isZero();
    requireSame(from, to);
    assertThat(recorded()).isEqualTo(10);
  }

  @Test
  void a_server_that_stays_away_in_mid_run_ends_it() throws Exception {
    for (int i = 0; i < 10; i++) {
      file("f%04d".formatted(i), "x".repeat(300_000));
    }
    proxy.cutAfter(Direction.TO_SERVER, 1_000_000);
    fails(5, "destination: ", "the connection to");
    proxy.heal();
    recovers();
  }

  @Test
  void a_server_is_pulled_from() throws Exception {
    Files.createDirectories(to.resolve("cell 1"));
    Files.writeString(to.resolve("cell 1/run.csv"), "0.1;0.2");
    Files.writeString(to.resolve("\"odd\" $(name)\n"), "x");
    configure(
        "OELEO_MODE=pull",
        "OELEO_INCLUDE_SUBDIRS=yes",
        "OELEO_EXTERNAL_SUBDIRS=yes",
        "OELEO_BASE_DIR_FROM=" + to,
        "OELEO_BASE_DIR_TO=" + from);
    assertThat(run()).as(command.out()).isZero();
    requireSame(to, from);
  }

  @Test
  void a_server_stands_on_the_local_side_as_well() throws Exception {
    Files.writeString(to.resolve("run.csv"), "0.1;0.2");
    configure(
        "OELEO_LOCAL=ssh",
        "OELEO_EXTERNAL=local",
        "OELEO_BASE_DIR_FROM=" + to,
        "OELEO_BASE_DIR_TO=" + from);
    assertThat(run()).as(command.out()).isZero();
    requireSame(to, from);
  }

  @Test
  void a_source_on_a_server_that_is_away_is_the_source_that_is_missing() throws Exception {
    configure(
        "OELEO_LOCAL=ssh",
        "OELEO_EXTERNAL=local",
        "OELEO_BASE_DIR_FROM=" + to,
        "OELEO_BASE_DIR_TO=" + from);
    proxy.refuse();
    fails(4, "source: ", "refuses the connection");
  }

  private int oeleo(String... arguments) {
    return command.oeleo(arguments);
  }

  private String fingerprint() throws IOException {
    assertThat(oeleo("pin")).isEqualTo(6);
    return command.out().replaceAll("(?s).*?(SHA256:[^ ,]+).*", "$1");
  }

  @Test
  void pin_shows_an_unknown_server_and_remembers_it_by_the_right_fingerprint_only()
      throws Exception {
    file("a", "1");
    Files.writeString(folder.resolve("known_hosts"), "");
    String right = fingerprint();
    assertThat(command.out()).contains("ssh-ed25519 " + right, "unknown", "--accept");

    assertThat(oeleo("pin", "--accept", "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))
        .isEqualTo(6);
    assertThat(folder.resolve("known_hosts")).isEmptyFile();
    assertThat(oeleo("pin", "--accept", right)).as(command.out()).isZero();
    assertThat(command.out()).contains("remembered");
    assertThat(oeleo("pin")).as(command.out()).isZero();
    recovers();
  }

  @Test
  void pin_remembers_an_unknown_server_unseen_if_told_so() throws Exception {
    file("a", "1");
    Files.writeString(folder.resolve("known_hosts"), "");
    assertThat(oeleo("pin", "--yes")).as(command.out()).isZero();
    recovers();
  }

  @Test
  void pin_does_not_take_a_changed_server_unseen() throws Exception {
    file("a", "1");
    know(anotherKey());
    List<String> before = Files.readAllLines(folder.resolve("known_hosts"));
    assertThat(oeleo("pin", "--yes")).isEqualTo(6);
    assertThat(command.out()).contains("NOT THE ONE");
    assertThat(Files.readAllLines(folder.resolve("known_hosts"))).isEqualTo(before);

    assertThat(oeleo("pin", "--accept", fingerprint())).as(command.out()).isZero();
    recovers();
  }

  @Test
  void doctor_tells_what_the_connection_is_and_no_secret() throws Exception {
    settings.put("OELEO_PASSWORD", CANARY);
    settings.put("OELEO_KEY_PASSPHRASE", CANARY);
    configure();
    assertThat(oeleo("doctor")).as(command.out()).isZero();
    assertThat(command.out())
        .contains("OpenSSH", "host key: ssh-ed25519 SHA256:", "cipher: ", "key exchange: ");
    assertThat(command.out() + command.err()).doesNotContain(CANARY);
  }
}
