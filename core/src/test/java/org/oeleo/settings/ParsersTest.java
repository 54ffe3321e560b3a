package org.oeleo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsersTest {
  private enum Colour {
    DARK_RED,
    BLUE
  }

  @ParameterizedTest
  @CsvSource({
    "true, true",
    "TRUE, true",
    "Yes, true",
    "y, true",
    "1, true",
    "false, false",
    "No, false",
    "n, false",
    "0, false"
  })
  void yes_and_no_are_those_of_the_original(String text, boolean value) {
    assertThat(Setting.yesNo("X", "").parse(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "off", "t", "2", "ja", "truetrue"})
  void nothing_else_is_yes_or_no(String text) {
    assertThatThrownBy(() -> Setting.yesNo("X", "").parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("is neither yes nor no");
  }

  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "5s, PT5S",
    "1h30m, PT1H30M",
    "2d, PT48H",
    "1w, PT168H",
    "0.5h, PT30M",
    "90, PT1M30S",
    "0.5, PT0.5S",
    "PT5M, PT5M",
    "1h 30m, PT1H30M",
    "0s, PT0S"
  })
  void durations_are_read(String text, String iso) {
    assertThat(Setting.duration("X", "").parse(text)).isEqualTo(Duration.parse(iso));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5x", "m5", "-5s", "PT-5M", "1h-30m", "five", "99999999999999w"})
  void other_texts_are_no_durations(String text) {
    assertThatThrownBy(() -> Setting.duration("X", "").parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "4096, 4096",
    "512K, 524288",
    "512k, 524288",
    "1.5M, 1572864",
    "1G, 1073741824",
    "10 MiB, 10485760",
    "1KB, 1024",
    "7B, 7"
  })
  void sizes_are_read(String text, long bytes) {
    assertThat(Setting.size("X", "").parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1X", "K", "1.2.3", "99999999P"})
  void other_texts_are_no_sizes(String text) {
    assertThatThrownBy(() -> Setting.size("X", "").parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_printed_value_is_read_back() {
    Setting<Duration> duration = Setting.duration("X", "");
    Duration value = Duration.ofMillis(90_061_001);
    assertThat(duration.parse(duration.print(value))).isEqualTo(value);

    Setting<Long> size = Setting.size("X", "");
    for (long bytes : new long[] {0, 1, 1023, 1024, 1025, 3L << 40}) {
      assertThat(size.parse(size.print(bytes))).isEqualTo(bytes);
    }

    Setting<Colour> colour = Setting.choice("X", "", Colour.class);
    assertThat(colour.print(Colour.DARK_RED)).isEqualTo("dark-red");
    assertThat(colour.parse("Dark-Red")).isEqualTo(Colour.DARK_RED);
    assertThat(colour.rule()).isEqualTo("one of dark-red, blue");
  }

  @Test
  void a_list_has_neither_blanks_nor_empty_texts() {
    assertThat(Setting.list("X", "").parse(" a; b c ;;d;")).containsExactly("a", "b c", "d");
  }

  @Test
  void a_tilde_is_the_home_folder() {
    Path home = Path.of(System.getProperty("user.home"));

    assertThat(Setting.path("X", "").parse("~/a b")).isEqualTo(home.resolve("a b"));
    assertThat(Setting.path("X", "").parse("~")).isEqualTo(home);
    assertThat(Setting.path("X", "").parse("~other")).isEqualTo(Path.of("~other"));
  }
}
