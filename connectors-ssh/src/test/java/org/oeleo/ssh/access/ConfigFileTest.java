package org.oeleo.ssh.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.settings.SettingsException;

class ConfigFileTest {
  @TempDir
  Path folder;

  private Entrance entrance;

  @BeforeEach
  void start() throws IOException {
    entrance = new Entrance(folder).set("HOST", "lab");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-"})
  void a_configuration_that_others_may_change_is_refused(String mode) throws Exception {
    entrance.config("User me");
    Files.setPosixFilePermissions(entrance.config(), PosixFilePermissions.fromString(mode));
    assertThatThrownBy(() -> entrance.access())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("OELEO_SSH_CONFIG")
        .hasMessageContaining(entrance.config() + " may be changed by others: chmod go-w it");
  }

  @Test
  void a_configuration_that_others_may_read_is_taken() throws Exception {
    entrance.config("User me");
    Files.setPosixFilePermissions(entrance.config(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(entrance.access()).hasToString("me@lab:22");
  }

  @Test
  void an_included_file_that_others_may_change_is_refused() throws Exception {
    entrance.file("more", "HostKeyAlias other").config("Include more");
    Files.setPosixFilePermissions(
        entrance.ssh("more"), PosixFilePermissions.fromString("rw----rw-"));
    assertThatThrownBy(() -> entrance.access())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(entrance.ssh("more") + " may be changed by others");
  }

  @Test
  void a_configuration_of_somebody_else_is_refused() throws Exception {
    entrance.config("User me");
    String owner = Files.getOwner(entrance.config()).getName();
    assertThat(new ConfigFile(entrance.config(), owner).lines()).containsExactly("User me");
    String reader = owner.equals("root") ? giveAway(entrance.config()) : "somebody";
    ConfigFile file = new ConfigFile(entrance.config(), reader);
    assertThatThrownBy(file::lines)
        .isInstanceOf(ConfigFile.UntrustedException.class)
        .hasMessageContaining("it must belong to " + reader + " or root");
  }

  /** Only root can; gives back who reads it then. */
  private static String giveAway(Path file) throws IOException {
    UserPrincipalLookupService accounts = file.getFileSystem().getUserPrincipalLookupService();
    Files.setOwner(file, accounts.lookupPrincipalByName("nobody"));
    return "root";
  }

  @Test
  void none_is_no_file_of_known_hosts() throws Exception {
    entrance.config("UserKnownHostsFile none", "GlobalKnownHostsFile none");
    assertThat(entrance.access().server().trust().knownHosts()).isEmpty();
    assertThatThrownBy(() -> entrance.access().server().trust().file())
        .hasMessageContaining("UserKnownHostsFile none")
        .hasMessageContaining("OELEO_KNOWN_HOSTS");
    entrance.set("KNOWN_HOSTS", "/kh");
    assertThat(entrance.access().server().trust().memory()).hasValue(Path.of("/kh"));
  }

  @Test
  void the_file_of_all_accounts_is_never_written() throws Exception {
    entrance.config("UserKnownHostsFile none");
    assertThat(entrance.access().server().trust().knownHosts()).isNotEmpty();
    assertThat(entrance.access().server().trust().memory()).isEmpty();
  }
}
