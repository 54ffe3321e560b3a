package org.oeleo.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallValuesTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  @ParameterizedTest
  @CsvSource({"0, COPY", "1, COPY_IF_CHANGED", "2, LOCKED", "3, LOCKED", "-1, COPY_IF_CHANGED"})
  void a_code_has_the_original_meaning(int number, Code code) {
    assertThat(Code.of(number)).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "a/..",
        "../a",
        "a/./b",
        "a\0b",
        "\ud800",
        "a\udc00",
        "\udc00\ud800"
      })
  void a_path_that_leaves_its_root_or_is_no_text_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> RelativePath.of(text));
    assertThatThrownBy(() -> RelativePath.parse(text))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_NAME));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "...", "..a", ".a", "a..", "a/b", "a\\b", "C:", "a\nb", "\ud83d\ude00"})
  void any_other_name_is_allowed(String text) throws Exception {
    assertThat(RelativePath.parse(text)).hasToString(text).isEqualTo(RelativePath.of(text));
  }

  @Test
  void a_path_knows_its_parts() throws Exception {
    RelativePath path = RelativePath.of("a/b/c");
    assertThat(path.name()).isEqualTo("c");
    assertThat(path.parent()).contains(RelativePath.of("a/b"));
    assertThat(path.depth()).isEqualTo(3);
    assertThat(path.sibling("d")).hasToString("a/b/d");
    assertThat(path.child("d")).hasToString("a/b/c/d");
    assertThat(RelativePath.of("a").parent()).isEmpty();
    assertThatThrownBy(() -> path.child("x/y")).isInstanceOf(ConnectorException.class);
    assertThatThrownBy(() -> path.child("..")).isInstanceOf(ConnectorException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'a\nb', 'a\\nb'",
    "'a\rb', 'a\\rb'",
    "'a\tb', 'a\\tb'",
    "'a\\b', 'a\\b'",
    "'\u001b[31m', '\\u001B[31m'",
    "'\u202egpj', '\\u202Egpj'",
    "'\u2028', '\\u2028'",
    "'\u0085', '\\u0085'",
    "'\u200b', '\\u200B'",
    "'gr\u00f8nn \ud83d\ude00', 'gr\u00f8nn \ud83d\ude00'",
    "'\ud800', '\\uD800'",
    "'\u007f', '\\u007F'"
  })
  void a_name_is_shown_with_nothing_a_terminal_obeys(String name, String shown) {
    assertThat(Printable.name(name)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "2000, false", "2001, true", "-5000, false"})
  void a_file_must_be_older_than_a_tick_to_be_trusted(long millis, boolean reliable) {
    Fingerprint print =
        new Fingerprint(1, TIME, Optional.empty(), TIME.plus(Duration.ofMillis(millis)));
    assertThat(print.isReliable()).isEqualTo(reliable);
  }

  @Test
  void a_fingerprint_matches_the_very_same_version_only() {
    FileEntry entry =
        new FileEntry(RelativePath.of("a"), 1, TIME, TIME.plusSeconds(9), Optional.of("v1"));
    Fingerprint print = Fingerprint.of(entry, TIME.plusSeconds(60));
    assertThat(print.matches(entry)).isTrue();
    assertThat(print.matches(new FileEntry(entry.path(), 2, TIME, TIME, Optional.of("v1"))))
        .isFalse();
    assertThat(print.matches(
            new FileEntry(entry.path(), 1, TIME.plusNanos(1), TIME, Optional.of("v1"))))
        .isFalse();
    assertThat(print.matches(new FileEntry(entry.path(), 1, TIME, TIME, Optional.of("v2"))))
        .isFalse();
  }

  @Test
  void a_fingerprint_from_the_end_of_time_is_not_trusted() {
    FileEntry entry = FileEntry.of(RelativePath.of("a"), 1, Instant.MAX);
    assertThat(Fingerprint.of(entry, TIME).isReliable()).isFalse();
  }
}
