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
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.server.OpenSshServer;

@Timeout(60)
class HostKeysTest {
  @TempDir
  Path folder;

  private OpenSshServer server;
  private Entrance entrance;
  private Path known;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(OpenSshServer.isInstalled(), OpenSshServer.missing());
    server = OpenSshServer.start(List.of("ed25519", "ecdsa"));
    known = folder.resolve("new/known_hosts");
    entrance = Entrance.to(server, folder).set("KNOWN_HOSTS", known.toString());
  }

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private void know(String... lines) throws IOException {
    Files.createDirectories(known.getParent());
    Files.write(known, List.of(lines));
  }

  private String name() {
    return "[127.0.0.1]:" + server.port();
  }

  private String keyOf(String type) throws IOException {
    return server.hostKeyLine(type).substring(name().length() + 1);
  }

  private void assertLetsIn() throws Exception {
    try (SshConnection connection = SshConnection.open(entrance.access())) {
      assertThat(connection.isOpen()).isTrue();
    }
  }

  private ConnectorException refusal() {
    try (SshConnection connection = SshConnection.open(entrance.access())) {
      throw new AssertionError("connected to " + connection.serverVersion());
    } catch (ConnectorException e) {
      assertThat(e.kind()).isEqualTo(Kind.HOST_IDENTITY);
      assertThat(server.log()).noneMatch(line -> line.contains("Accepted"));
      assertThat(server.log()).noneMatch(line -> line.contains("for " + server.user()));
      return e;
    } catch (org.oeleo.settings.SettingsException e) {
      throw new AssertionError(e);
    }
  }

  private String fingerprint(String type) throws Exception {
    String printed = Entrance.tool(List.of("ssh-keygen", "-lf", server.hostKey(type) + ".pub"));
    return printed.split(" ")[1];
  }

  @Test
  void an_unknown_server_is_refused_with_its_fingerprint_and_what_to_do() throws Exception {
    assertThat(refusal())
        .hasMessageContaining(name() + " is not known")
        .hasMessageContaining(fingerprint("ed25519"))
        .hasMessageContaining("oeleo pin");
    assertThat(known).doesNotExist();
  }

  @Test
  void a_changed_key_is_refused_in_other_words() throws Exception {
    try (OpenSshServer other = Entrance.server()) {
      know("# mine", name() + other.hostKeyLine().substring(other.hostKeyLine().indexOf(' ')));
      assertThat(refusal())
          .hasMessageContaining(fingerprint("ed25519"))
          .hasMessageContaining("another key than " + known + ":2 says");
      entrance.set("HOST_KEYS", "accept-new");
      assertThat(refusal()).hasMessageContaining("another key");
    }
  }

  @Test
  void a_server_without_the_type_of_key_that_is_known_is_refused() throws Exception {
    Path rsa = entrance.key("rsa_host", "-t", "rsa", "-b", "2048", "-N", "");
    know(name() + " " + Files.readString(Path.of(rsa + ".pub")).strip());
    entrance.set("HOST_KEYS", "accept-new");
    assertThat(refusal()).hasMessageContaining("only a key of another type is known");
  }

  @Test
  void the_type_that_is_known_is_asked_for_first() throws Exception {
    know(name() + " " + keyOf("ecdsa"));
    try (SshConnection connection = SshConnection.open(entrance.access())) {
      assertThat(connection.particulars())
          .anyMatch(line -> line.startsWith("host key: ecdsa-sha2-nistp256"));
    }
  }

  @Test
  void a_revoked_key_is_refused_even_where_anybody_is_accepted() throws Exception {
    know(server.hostKeyLine(), "@revoked * " + keyOf("ed25519"));
    assertThat(refusal()).hasMessageContaining("revoked");
    entrance.set("INSECURE_ACCEPT_ANY_HOST_KEY", "true");
    assertThat(refusal()).hasMessageContaining("revoked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "[127.0.0.1]:*",
        "other,%s",
        "*",
        "127.0.0.1",
      })
  void the_patterns_of_known_hosts_are_understood(String pattern) throws Exception {
    know("", "# comment", "rubbish", pattern.formatted(name()) + "\t" + keyOf("ed25519") + " me");
    assertLetsIn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[127.0.0.1]:1", "*,!%s,!127.0.0.1", "127.0.0.2", "#%s"})
  void other_patterns_do_not_make_it_known(String pattern) throws Exception {
    know(pattern.formatted(name()) + " " + keyOf("ed25519"));
    assertThat(refusal()).hasMessageContaining("is not known");
  }

  @Test
  void hashed_names_are_understood() throws Exception {
    know(server.hostKeyLine());
    Entrance.tool(List.of("ssh-keygen", "-H", "-f", known.toString()));
    assertThat(Files.readString(known)).startsWith("|1|").doesNotContain("127.0.0.1");
    assertLetsIn();
  }

  @Test
  void known_hosts_may_be_several_files() throws Exception {
    know("other " + keyOf("ed25519"));
    entrance.set("KNOWN_HOSTS", known + ";/does/not/exist;" + server.knownHosts());
    assertLetsIn();
  }

  @Test
  void a_new_server_is_written_down_if_that_is_asked_for_and_only_added() throws Exception {
    entrance.set("HOST_KEYS", "accept-new");
    know("# keep me", "other " + keyOf("ecdsa"));
    Files.writeString(known, Files.readString(known).stripTrailing());
    assertLetsIn();
    assertThat(known)
        .hasContent("# keep me\nother " + keyOf("ecdsa") + "\n" + server.hostKeyLine() + "\n");
    assertLetsIn();
    assertThat(Files.readAllLines(known)).hasSize(3);
  }

  @Test
  void what_cannot_be_written_down_is_not_accepted() throws Exception {
    Files.writeString(folder.resolve("file"), "");
    entrance
        .set("HOST_KEYS", "accept-new")
        .set("KNOWN_HOSTS", folder.resolve("file/known_hosts").toString());
    assertThatThrownBy(() -> SshConnection.open(entrance.access()))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.HOST_IDENTITY));
  }

  @Test
  void anybody_is_accepted_only_by_the_insecure_setting() throws Exception {
    entrance.set("INSECURE_ACCEPT_ANY_HOST_KEY", "true");
    assertLetsIn();
    assertThat(known).doesNotExist();
  }

  @Test
  void inspecting_shows_every_key_and_logs_in_nowhere() throws Exception {
    know(server.hostKeyLine("ecdsa"));
    List<HostIdentity> shown = new HostKeys(entrance.access()).inspect();
    assertThat(shown)
        .extracting(HostIdentity::fingerprint)
        .containsExactlyInAnyOrder(fingerprint("ed25519"), fingerprint("ecdsa"));
    assertThat(shown.get(0).standing()).isEqualTo(Standing.KNOWN);
    assertThat(shown.get(0).type()).isEqualTo("ecdsa-sha2-nistp256");
    assertThat(shown.get(1).standing()).isEqualTo(Standing.OTHER_TYPE);
    assertThat(server.log()).noneMatch(line -> line.contains("for " + server.user()));
  }

  @Test
  void pinning_writes_a_file_that_only_its_owner_reads() throws Exception {
    HostKeys keys = new HostKeys(entrance.access());
    HostIdentity identity = keys.inspect().get(0);
    assertThat(identity.standing()).isEqualTo(Standing.UNKNOWN);
    keys.pin(identity);
    assertThat(known).hasContent(server.hostKeyLine() + "\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(known)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(known.getParent())))
        .isEqualTo("rwx------");
    assertLetsIn();
  }

  @Test
  void pinning_never_replaces_but_replacing_does_and_leaves_the_others() throws Exception {
    try (OpenSshServer other = Entrance.server()) {
      String wrong = other.hostKeyLine().substring(other.hostKeyLine().indexOf(' '));
      know("# keep", "x,%s,y%s".formatted(name(), wrong), "  ", name() + wrong, "z" + wrong);
      HostKeys keys = new HostKeys(entrance.access());
      HostIdentity identity = keys.inspect().get(0);
      assertThat(identity.standing()).isEqualTo(Standing.CHANGED);
      assertThatThrownBy(() -> keys.pin(identity)).hasMessageContaining("pin --accept");
      keys.replace(identity);
      assertThat(Files.readAllLines(known))
          .containsExactly("# keep", "x,y" + wrong, "  ", "z" + wrong, server.hostKeyLine());
      assertLetsIn();
    }
  }

  @Test
  void a_key_that_cannot_be_replaced_everywhere_stays_as_it_is() throws Exception {
    try (OpenSshServer other = Entrance.server()) {
      String wrong = other.hostKeyLine().substring(other.hostKeyLine().indexOf(' '));
      know(name() + wrong);
      Path second = Files.writeString(folder.resolve("second"), name() + wrong + "\n");
      HostKeys keys =
          new HostKeys(entrance.set("KNOWN_HOSTS", known + ";" + second).access());
      HostIdentity identity = keys.inspect().get(0);
      assertThatThrownBy(() -> keys.replace(identity))
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.HOST_IDENTITY))
          .hasMessageContaining(second + ":1 still says otherwise");
      assertThat(known).hasContent(name() + wrong + "\n");
    }
  }

  @Test
  void replacing_goes_through_a_link_and_keeps_the_mode_of_its_file() throws Exception {
    try (OpenSshServer other = Entrance.server()) {
      String wrong = other.hostKeyLine().substring(other.hostKeyLine().indexOf(' '));
      Path real = Files.writeString(folder.resolve("real"), name() + wrong + "\nx" + wrong);
      Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
      Files.createDirectories(known.getParent());
      Files.createSymbolicLink(known, real);
      HostKeys keys = new HostKeys(entrance.access());
      keys.replace(keys.inspect().get(0));
      assertThat(known).isSymbolicLink();
      assertThat(Files.readAllLines(real)).containsExactly("x" + wrong, server.hostKeyLine());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
          .isEqualTo("rw-r-----");
      assertThat(folder).isDirectoryNotContaining("glob:**.oeleo");
    }
  }

  @Test
  void a_key_that_cannot_be_written_leaves_the_old_one() throws Exception {
    // Where nobody may make a file; not even root may in the folders of the kernel.
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/proc/self/mounts"));
    assumeTrue(Files.exists(link), "needs Linux");
    byte[] before = Files.readAllBytes(link);
    Path second = folder.resolve("second");
    Files.writeString(second, name() + " " + keyOf("ecdsa") + "\n");
    HostKeys keys =
        new HostKeys(entrance.set("KNOWN_HOSTS", link + ";" + second).access());
    HostIdentity other = keys.inspect().get(1);
    assertThat(other.standing()).isEqualTo(Standing.OTHER_TYPE);
    assertThatThrownBy(() -> keys.replace(other))
        .hasMessageContaining("known_hosts cannot be written");
    assertThat(link).hasBinaryContent(before);
  }
}
