package org.oeleo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  private static Stream<Arguments> lines() {
    return Stream.of(
        Arguments.of("", List.of()),
        Arguments.of("  \t ", List.of()),
        Arguments.of("rsync -a  {}\thost:/d ", List.of("rsync", "-a", "{}", "host:/d")),
        Arguments.of("rsync -a \"{}\" host:/d", List.of("rsync", "-a", "{}", "host:/d")),
        Arguments.of("'a b' \"c d\"", List.of("a b", "c d")),
        Arguments.of("a'b c'd", List.of("ab cd")),
        Arguments.of("'' \"\" x", List.of("", "", "x")),
        Arguments.of("\"it's\" 'say \"x\"'", List.of("it's", "say \"x\"")),
        Arguments.of("'it'\"'\"'s'", List.of("it's")),
        Arguments.of(
            "C:\\tools\\send.exe \"C:\\new dir\\\" {}",
            List.of("C:\\tools\\send.exe", "C:\\new dir\\", "{}")),
        Arguments.of("a\\ b", List.of("a\\", "b")),
        Arguments.of("$HOME *.csv ~ | > ;", List.of("$HOME", "*.csv", "~", "|", ">", ";")),
        Arguments.of("awk '{{print $1}}' {}", List.of("awk", "{{print $1}}", "{}")));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void a_line_is_cut_at_its_blanks_and_nothing_else_means_anything(
      String line, List<String> words) {
    assertThat(Words.of(line)).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cp '{} /d", "cp {} \"/d", "cp {} /d'", "cp 'a' 'b"})
  void a_quote_that_is_never_closed_is_told_with_its_place(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Words.of(line))
        .withMessageMatching("has a ['\"] at character \\d+ that is never closed");
  }
}
