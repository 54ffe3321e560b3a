package org.oeleo.ssh.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.settings.SettingsException;

class PasswordInRootTest {
  @TempDir
  Path folder;

  private Entrance entrance;

  @BeforeEach
  void start() throws IOException {
    entrance = new Entrance(folder).set("HOST", "lab");
  }

  @Test
  void a_password_in_the_root_is_refused_and_not_repeated() {
    assertThatThrownBy(() -> entrance.access("sftp://me:canary@lab/x"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("OELEO_PASSWORD")
        .hasMessageNotContaining("canary");
    assertThatThrownBy(() -> entrance.access("sftp://me:can@ary@lab:xx/x"))
        .isInstanceOf(SettingsException.class)
        .hasMessageNotContaining("can@")
        .hasMessageNotContaining("ary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sftp://lab:can/ary@host/d",
        "sftp://lab:12/can@ary",
        "sftp://lab:can",
        "sftp://lab%3Acanary@host/d",
        "sftp://lab%3Acan%zary@host/d",
        "sftp://me@home:can/ary@host/d",
        "sftp://lab:can[::1]ary@host/d",
      })
  void what_may_be_a_password_is_not_repeated_wherever_it_stands(String root) {
    assertThatThrownBy(() -> entrance.unset("HOST").access(root))
        .isInstanceOf(SettingsException.class)
        .hasMessageNotContainingAny("can", "ary");
  }

  @Test
  void an_at_sign_in_a_path_is_one_where_no_password_can_be() throws SettingsException {
    entrance.unset("HOST");
    assertThat(entrance.access("sftp://me@lab/a@b").path()).isEqualTo("/a@b");
    assertThat(entrance.access("sftp://me@[::1]/a@b").path()).isEqualTo("/a@b");
    assertThat(entrance.access("sftp://me@lab:22/a%40b").path()).isEqualTo("/a@b");
  }
}
