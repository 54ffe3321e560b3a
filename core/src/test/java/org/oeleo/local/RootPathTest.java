package org.oeleo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.ConnectorException;

class RootPathTest {
  @ParameterizedTest
  @DisabledOnOs(OS.WINDOWS)
  @CsvSource({
    "/srv/data,/srv/data",
    "/srv/data/,/srv/data",
    "/srv/./data//x,/srv/data/x",
    "' /srv/my runs ',/srv/my runs",
    "file:/srv/data,/srv/data",
    "file:///srv/data/,/srv/data",
    "FILE:///srv/my runs,/srv/my runs",
    "file:///srv/my%20runs,/srv/my runs",
    "local:///srv/data,/srv/data",
    "/srv/link/../data,/srv/link/../data",
    "/srv/gr\u00f8nn \ud83d\ude00,/srv/gr\u00f8nn \ud83d\ude00"
  })
  void a_root_is_written_as_path_or_uri(String text, String path) throws Exception {
    assertThat(RootPath.parse(text)).isEqualTo(Path.of(path));
  }

  @Test
  void a_tilde_is_the_home_folder() throws Exception {
    Path home = Path.of(System.getProperty("user.home"));

    assertThat(RootPath.parse("~")).isEqualTo(home);
    assertThat(RootPath.parse("~/data")).isEqualTo(home.resolve("data"));
  }

  @Test
  void a_relative_root_is_below_the_working_directory() throws Exception {
    assertThat(RootPath.parse("data/gr\u00f8nn"))
        .isEqualTo(Path.of("data/gr\u00f8nn").toAbsolutePath());
    assertThat(RootPath.parse(".")).isEqualTo(Path.of("").toAbsolutePath());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "file:data", "file://host/x?y", "nul\0"})
  void what_is_no_path_is_refused(String text) {
    assertThatThrownBy(() -> RootPath.parse(text)).isInstanceOf(ConnectorException.class);
  }
}
