package org.oeleo.ssh.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.settings.SettingsException;

class AccessTest {
  @TempDir
  Path folder;

  private Entrance entrance;

  @BeforeEach
  void start() throws IOException {
    entrance = new Entrance(folder).set("HOST", "lab");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "/srv/data | /srv/data",
        "data | data",
        "~ | .",
        "~/in | in",
        "C:\\data\\in | /C:/data/in",
        "d:/data | /d:/data",
        "sftp://lab/srv/data | /srv/data",
        "SSH://lab/srv | /srv",
        "sftp://lab | .",
        "sftp://lab/ | /",
        "sftp://lab/~ | .",
        "sftp://lab/~/in/two | in/two",
        "sftp://lab/C:/data | /C:/data",
        "sftp://lab/a%20b%25%C3%A5 | /a b%å",
        "sftp://lab/a b?c#d[e]* | /a b?c#d[e]*",
      })
  void roots_become_paths_of_the_server(String root, String path) throws SettingsException {
    assertThat(entrance.access(root).path()).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sftp://me@example.org:2222/x | me@example.org:2222",
        "sftp://me%40home@example.org/x | me@home@example.org:22",
        "sftp://me@[::1]:2222/x | me@[::1]:2222",
        "sftp://me@[fe80::1]/x | me@[fe80::1]:22",
      })
  void roots_say_who_and_where(String root, String expected) throws SettingsException {
    assertThat(entrance.unset("HOST").access(root)).hasToString(expected);
  }

  @Test
  void the_host_may_be_a_setting() throws SettingsException {
    entrance.set("USERNAME", "me");
    assertThat(entrance.set("HOST", "a.b:23").access()).hasToString("me@a.b:23");
    assertThat(entrance.set("HOST", "[::1]:23").access()).hasToString("me@[::1]:23");
    assertThat(entrance.set("HOST", "::1").access()).hasToString("me@[::1]:22");
    assertThat(
            entrance.set("EXTERNAL_HOST", "other").access().server().address().host())
        .as("looked up by side when the settings are scoped")
        .isEqualTo("::1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sftp://lab/a%2",
        "sftp://lab/a%zz",
        "sftp://lab/%ff",
        "sftp://lab/a%00b",
        "sftp:///x",
        "sftp://lab:0/x",
        "sftp://lab:65536/x",
        "sftp://lab:x/x",
        "sftp://-oProxyCommand/x",
        "sftp://a b/x",
        "sftp://[::1/x"
      })
  void roots_that_make_no_sense_are_refused(String root) {
    assertThatThrownBy(() -> entrance.unset("HOST").access(root))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("the root ");
  }

  @Test
  void a_host_said_twice_must_agree() throws SettingsException {
    assertThat(entrance
            .set("HOST", "lab:24")
            .access("sftp://LAB/x")
            .server()
            .address()
            .port())
        .hasValue(24);
    assertThatThrownBy(() -> entrance.access("sftp://other/x"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("OELEO_HOST")
        .hasMessageContaining("leave one of them out");
    assertThatThrownBy(() -> entrance.access("sftp://lab:25/x"))
        .isInstanceOf(SettingsException.class);
    assertThatThrownBy(() -> entrance.set("USERNAME", "one").access("sftp://two@lab:24/x"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("OELEO_USERNAME");
  }

  @Test
  void without_a_host_nothing_goes() {
    assertThatThrownBy(() -> entrance.unset("HOST").access())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("OELEO_HOST is required");
  }

  @Test
  void the_configuration_of_ssh_fills_what_is_not_set() throws Exception {
    entrance.config(
        "# comment",
        "Host other",
        "  User wrong",
        "Host l?b !nolab",
        "  HostName %h.example.org",
        "  Port=2200",
        "  User \"lab user\"",
        "  IdentityFile ~/.ssh/%r_%h",
        "  IdentityFile %d/second",
        "  UserKnownHostsFile ~/.ssh/kh1 ~/.ssh/kh2",
        "Host *",
        "  User late",
        "  Port 1");
    Access access = entrance.access();
    assertThat(access).hasToString("lab user@lab.example.org:2200");
    assertThat(access.server().keys().files())
        .containsExactly(entrance.ssh("lab user_lab.example.org"), folder.resolve("second"));
    assertThat(access.server().trust().knownHosts())
        .startsWith(entrance.ssh("kh1"), entrance.ssh("kh2"))
        .contains(Path.of("/etc/ssh/ssh_known_hosts"));
    assertThat(access.server().knownName()).isEqualTo("[lab.example.org]:2200");
  }

  @Test
  void settings_win_over_the_configuration_of_ssh() throws Exception {
    entrance.config("Host lab", "HostName real", "Port 2200", "User u", "IdentityFile /k");
    entrance
        .set("HOST", "lab:23")
        .set("USERNAME", "me")
        .set("KEY_FILENAME", "~/one;/two")
        .set("KNOWN_HOSTS", "/kh");
    Access access = entrance.access();
    assertThat(access).hasToString("me@real:23");
    assertThat(access.server().keys().files())
        .containsExactly(folder.resolve("one"), Path.of("/two"));
    assertThat(access.server().trust().knownHosts()).containsExactly(Path.of("/kh"));
  }

  @Test
  void the_configuration_of_ssh_cannot_weaken_anything() throws Exception {
    entrance.config(
        "StrictHostKeyChecking no",
        "Ciphers aes128-cbc",
        "HostKeyAlgorithms ssh-rsa",
        "UserKnownHostsFile /dev/null",
        "ProxyCommand touch /tmp/x");
    Access access = entrance.access();
    assertThat(access.server().trust().rule()).isEqualTo(HostKeyRule.STRICT);
    assertThat(access.manner().legacy()).isEmpty();
    assertThat(access.notes()).singleElement().asString().contains("ProxyCommand");
  }

  @Test
  void an_alias_of_the_host_key_is_the_name_it_is_known_by() throws Exception {
    entrance.config("Host lab", "Port 2200", "HostKeyAlias The-Lab");
    assertThat(entrance.access().server().trust().keyNames()).containsExactly("the-lab");
  }

  @Test
  void negated_patterns_keep_out() throws Exception {
    entrance.config("Host * !lab", "User wrong", "Host *", "User right");
    assertThat(entrance.access().server().user()).isEqualTo("right");
  }

  @Test
  void included_files_are_read_where_they_stand() throws Exception {
    Files.createDirectories(entrance.ssh("conf.d"));
    entrance.file("conf.d/1.conf", "Host lab", "User first", "Host no", "Port 5");
    entrance.file("conf.d/2.conf", "Port 77");
    entrance.config(
        "Host no", "Include nothing", "Host *", "Include conf.d/*.conf", "User second", "Port 99");
    assertThat(entrance.access()).hasToString("first@lab:77");
  }

  @Test
  void a_file_that_includes_itself_is_told() throws Exception {
    entrance.config("Include " + entrance.config());
    assertThatThrownBy(() -> entrance.access())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("is included by itself");
  }

  @Test
  void simple_match_blocks_count_and_others_are_left_out_with_a_note() throws Exception {
    entrance.config(
        "Match exec \"touch /tmp/x\"",
        "User wrong",
        "Match host lab",
        "User right",
        "Match all",
        "Port 7");
    Access access = entrance.access();
    assertThat(access).hasToString("right@lab:7");
    assertThat(access.notes()).singleElement().asString().contains("Match exec");
  }

  @Test
  void jumps_are_a_chain_with_their_own_configuration() throws Exception {
    entrance.config(
        "Host lab",
        "ProxyJump gate,me@inner:2022",
        "Host gate",
        "HostName gate.org",
        "User door",
        "ProxyJump outer");
    assertThat(entrance.set("USERNAME", "u").access().hops())
        .extracting(hop -> hop.user() + "@" + hop.address())
        .containsExactly(
            entrance.home().account() + "@outer:22",
            "door@gate.org:22",
            "me@inner:2022",
            "u@lab:22");
  }

  @Test
  void jumps_in_a_circle_are_told() throws Exception {
    entrance.config("Host lab", "ProxyJump gate", "Host gate", "ProxyJump lab");
    assertThatThrownBy(() -> entrance.access())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("circle");
  }

  @Test
  void no_configuration_of_ssh_if_none_is_asked_for() throws Exception {
    entrance.config("User wrong").set("SSH_CONFIG", "none");
    assertThat(entrance.access().server().user()).isEqualTo(entrance.home().account());
  }

  @Test
  void defaults_are_careful() throws Exception {
    Access access = entrance.access();
    assertThat(access.server().trust().rule()).isEqualTo(HostKeyRule.STRICT);
    assertThat(access.silence()).isEqualTo(Duration.ofSeconds(60));
    assertThat(access.server().keys().files())
        .containsExactly(
            entrance.ssh("id_ed25519"), entrance.ssh("id_ecdsa"), entrance.ssh("id_rsa"));
    assertThat(AccessSettings.ALL).hasSize(14);
  }

  @Test
  void no_word_but_the_insecure_one_switches_the_check_off() throws Exception {
    assertThatThrownBy(() -> entrance.set("HOST_KEYS", "insecure-any").access())
        .isInstanceOf(SettingsException.class);
    entrance.set("HOST_KEYS", "accept-new");
    assertThat(entrance.access().server().trust().rule()).isEqualTo(HostKeyRule.ACCEPT_NEW);
    entrance.set("INSECURE_ACCEPT_ANY_HOST_KEY", "true");
    assertThat(entrance.access().server().trust().rule()).isEqualTo(HostKeyRule.INSECURE_ANY);
  }

  @Test
  void legacy_algorithms_are_named_one_by_one() throws Exception {
    assertThat(entrance
            .set("LEGACY_ALGORITHMS", "ssh-rsa;aes128-cbc")
            .access()
            .manner()
            .legacy())
        .hasSize(2);
    assertThatThrownBy(() -> entrance.set("LEGACY_ALGORITHMS", "none").access())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("'none'");
  }

  @Test
  void secrets_are_not_shown() throws Exception {
    entrance.set("PASSWORD", "canary").set("KEY_PASSPHRASE", "canary");
    assertThat(entrance.access().toString() + entrance.access().manner()).doesNotContain("canary");
  }
}
