package org.oeleo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.settings.Settings;

class CommandLineTest {
  private static List<String> filled(String line, String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return CommandLine.parse(line)
        .filled(placeholder -> switch (placeholder) {
          case FILE -> bytes("/src/" + path);
          case PATH -> bytes(path);
          case NAME -> bytes(name);
          case DIR -> bytes("sub");
          case TO -> bytes("-host:/d");
        })
        .stream()
        .map(argument -> new String(argument, StandardCharsets.UTF_8))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void the_file_is_one_argument_wherever_it_stands_and_as_often_as_it_stands() {
    assertThat(filled("x {} --in={} '{}:{}' {path} {name} {dir}/ {to}", "sub/a b;$(c)"))
        .containsExactly(
            "/src/sub/a b;$(c)",
            "--in=/src/sub/a b;$(c)",
            "/src/sub/a b;$(c):/src/sub/a b;$(c)",
            "sub/a b;$(c)",
            "a b;$(c)",
            "sub/",
            "-host:/d");
  }

  @Test
  void what_a_name_holds_is_not_read_as_a_placeholder_again() {
    assertThat(filled("x {} {name}", "{to}{{}")).containsExactly("/src/{to}{{}", "{to}{{}");
  }

  @ParameterizedTest
  @CsvSource({
    "x {name}, ./-rf",
    "x {path}, ./-rf",
    "x --as={name}, --as=-rf",
    "x -{name}, --rf",
    "x {}, /src/-rf"
  })
  void a_name_that_begins_with_a_dash_does_not_become_an_option(String line, String argument) {
    assertThat(filled(line, "-rf")).containsExactly(argument);
  }

  @ParameterizedTest
  @CsvSource({
    "awk '{{print $1}}' {}, {print $1}",
    "x {{{}}}, {/src/a}",
    "x {}{{}}, /src/a{}",
  })
  void a_brace_is_written_twice(String line, String first) {
    assertThat(filled(line.replace("''", "'"), "a").get(0)).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x {file}", "x {print $1} {}", "x ${HOME} {}", "x { {}", "x } {}", "x {NAME}"})
  void an_unknown_placeholder_is_told_with_the_known_ones(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CommandLine.parse(line))
        .withMessageContaining("{} {path} {name} {dir} {to}")
        .withMessageContaining("written twice");
  }

  @ParameterizedTest
  @CsvSource({
    "'', names no program",
    "\"\" {}, names no program",
    "rsync -a host:/d, names no file",
    "rsync {dir} {to}, names no file",
    "{} x, run what is to be sent",
  })
  void a_command_that_makes_no_sense_is_refused(String line, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CommandLine.parse(line))
        .withMessageContaining(why);
  }

  @Test
  void a_batch_file_is_refused_where_a_shell_would_read_its_arguments() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CommandLine.requireNoScript("C:\\x\\Send.BAT", '\\'))
        .withMessageContaining("batch file");
    CommandLine.requireNoScript("/x/send.bat", '/');
    CommandLine.requireNoScript("send.exe", '\\');
  }

  @Test
  void what_is_wrong_with_it_is_told_under_the_name_of_its_variable() {
    Settings settings = Settings.of(Map.of("OELEO_EXTERNAL_COMMAND", "cp '{} /d"));

    assertThat(settings.scoped("EXTERNAL").problems(new CommandConnectorProvider().settings()))
        .singleElement()
        .asString()
        .contains("OELEO_EXTERNAL_COMMAND", "' at character 4 that is never closed");
  }

  @Test
  void a_command_is_required() {
    assertThat(Settings.of(Map.of()).problems(new CommandConnectorProvider().settings()))
        .singleElement()
        .asString()
        .contains("OELEO_COMMAND");
  }
}
