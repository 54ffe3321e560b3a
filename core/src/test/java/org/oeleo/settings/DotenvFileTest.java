package org.oeleo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DotenvFileTest {
  @TempDir
  Path folder;

  static List<Arguments> values() {
    return List.of(
        Arguments.of("OELEO_X=plain", "plain"),
        Arguments.of("OELEO_X=C:\\data\\new", "C:\\data\\new"),
        Arguments.of("OELEO_X=\"C:\\data\\new\"", "C:\\data\\new"),
        Arguments.of("OELEO_X='C:\\data\\new'", "C:\\data\\new"),
        Arguments.of("OELEO_X=\"C:\\data\\\"", "C:\\data\\"),
        Arguments.of("OELEO_X='pa#ss'", "pa#ss"),
        Arguments.of("OELEO_X=\"pa#ss\"", "pa#ss"),
        Arguments.of("OELEO_X='pa\"ss'", "pa\"ss"),
        Arguments.of("OELEO_X=\"it's\"", "it's"),
        Arguments.of("OELEO_X=it's", "it's"),
        Arguments.of("OELEO_X=value # comment", "value"),
        Arguments.of("OELEO_X='a#b' # it's a comment", "a#b"),
        Arguments.of("OELEO_X=\"a\"# \"comment\"", "a"),
        Arguments.of("OELEO_X= # comment", ""),
        Arguments.of("OELEO_X =  spaced out  ", "spaced out"),
        Arguments.of("  \tOELEO_X=indented", "indented"),
        Arguments.of("OELEO_X=", ""),
        Arguments.of("OELEO_X=\"\"", ""),
        Arguments.of("OELEO_X=''", ""),
        Arguments.of("OELEO_X=a=b$c&d", "a=b$c&d"),
        Arguments.of("OELEO_X='${HOME}'", "${HOME}"),
        Arguments.of("OELEO_X=~/data", "~/data"),
        Arguments.of("OELEO_X=*.csv; cache/", "*.csv; cache/"),
        Arguments.of("OELEO_X=målinger/æøå-€-😀", "målinger/æøå-€-😀"),
        Arguments.of("OELEO_X=\"two\n\n lines\"", "two\n\n lines"),
        Arguments.of("OELEO_X=\"two\nlines\"   # and a comment", "two\nlines"),
        Arguments.of("export OELEO_X=exported", "exported"),
        Arguments.of("\uFEFFOELEO_X='marked'", "marked"),
        Arguments.of("\uFEFF# comment\r\nOELEO_X=v\r\n", "v"),
        Arguments.of("OELEO_X=dos\r\nOA_Y=2\r\n", "dos"),
        Arguments.of("# OELEO_X=no\n  # nor this\n\n////\nOELEO_X=v", "v"),
        Arguments.of("FOO=a#b\nBAR=${x}\nOELEO_X=v", "v"),
        Arguments.of("OELEO_X=" + "x".repeat(200_000), "x".repeat(200_000)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void a_value_is_read_as_a_person_means_it(String text, String value) throws Exception {
    Source source = Source.dotenv(file(text));

    assertThat(source.values()).containsEntry("OELEO_X", value);
    assertThat(source.warnings()).isEmpty();
  }

  static List<Arguments> flaws() {
    return List.of(
        Arguments.of("OELEO_X=pa#ss", "line 1: OELEO_X has an unquoted #", "single quotes"),
        Arguments.of("OELEO_X=#ss", "line 1: OELEO_X has an unquoted #", "single quotes"),
        Arguments.of("OELEO_X=it's#1", "line 1: OELEO_X has an unquoted #", "double quotes"),
        Arguments.of("A=1\n\nOELEO_X", "line 3: OELEO_X... is not of the form", "NAME=value"),
        Arguments.of(
            "OELEO_EXTERNAL_HOST<ssh hostname>", "line 1: OELEO_EXTERNAL_HOST...", "NAME=value"),
        Arguments.of("some words", "line 1: is not of the form", "NAME=value"),
        Arguments.of("ØLEO=1", "line 1: is not of the form", "NAME=value"),
        Arguments.of(
            "OELEO_X=\"never\nOA_Y=closed", "line 1: OELEO_X begins with a double", "closed"),
        Arguments.of("OELEO_X=\"", "line 1: OELEO_X begins with a double quote", "closed"),
        Arguments.of(
            "OELEO_X='never\nOA_Y=closed'", "line 1: OELEO_X begins with a single", "double"),
        Arguments.of("OELEO_X=ends\"", "line 1: OELEO_X ends in a double quote", "begin"),
        Arguments.of("OELEO_X='it's'", "line 1: OELEO_X has text behind", "other kind"),
        Arguments.of("OELEO_X=\"a\\\"b\"", "line 1: OELEO_X has text behind", "other kind"),
        Arguments.of("OELEO_X=\"a\"b\nOA_Y=1", "line 1: OELEO_X has text behind", "other kind"),
        Arguments.of("OELEO_X=${HOME}/x", "line 1: OELEO_X holds ${...}", "write the value out"),
        Arguments.of("OELEO_X=\"${HOME}/x\"", "line 1: OELEO_X holds ${...}", "single quotes"),
        Arguments.of("OELEO_X=\"a\nb\"c\nOA_Y=1", "line 1: OELEO_X has text behind", "other kind"),
        Arguments.of("OELEO_X=\"a#b\nc\nd\"", "line 1: OELEO_X spans lines", "#"),
        Arguments.of("export OELEO_X=\"a\nb\"", "line 1: OELEO_X spans lines", "export"),
        Arguments.of("OELEO_X=\"\na\"", "line 1: OELEO_X has nothing behind", "same line"),
        Arguments.of("OELEO_X=a\u2028b", "line 1: OELEO_X holds an invisible", "again"),
        Arguments.of("OELEO_X=a\0b", "line 1: OELEO_X holds an invisible", "again"));
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void what_would_be_misread_is_a_problem_with_its_line(String text, String what, String remedy)
      throws IOException {
    Path file = file(text);

    List<Problem> problems = problems(file);

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).variable()).isEqualTo(file.toString());
    assertThat(problems.get(0).text()).startsWith(what).contains(remedy);
  }

  @Test
  void all_flaws_of_a_file_are_reported_at_once() throws IOException {
    Path file = file("OELEO_A\nOELEO_B=x#y\nOELEO_C=fine\nOELEO_D='open\n");

    assertThat(problems(file))
        .extracting(Problem::text)
        .extracting(t -> t.substring(0, 7))
        .containsExactly("line 1:", "line 2:", "line 4:");
  }

  @Test
  void no_message_quotes_a_value() throws IOException {
    Path file =
        file("OELEO_PASSWORD=hun#ter2\nhunter2\nexport hunter2\nOA_X=\"hun\"ter2\nX='hunter2");

    assertThat(problems(file))
        .hasSize(5)
        .noneMatch(
            problem -> problem.toString().contains("ter2") || problem.toString().contains("hun"));
  }

  @Test
  void of_two_lines_for_one_variable_the_last_wins_with_a_warning() throws Exception {
    Source source = Source.dotenv(file("OELEO_X=1\nexport OELEO_X=2\nOELEO_X=3\nFOO=1\nFOO=2\n"));

    assertThat(source.values()).containsEntry("OELEO_X", "3");
    assertThat(source.warnings())
        .extracting(Problem::text)
        .containsExactly(
            "line 2: OELEO_X is set in line 1 already; this one counts",
            "line 3: OELEO_X is set in line 2 already; this one counts");
  }

  @Test
  void an_exported_line_wins_over_an_earlier_one() throws Exception {
    Source source = Source.dotenv(file("OELEO_X=1\nexport OELEO_X=2\n"));

    assertThat(source.values()).containsEntry("OELEO_X", "2");
  }

  @Test
  void a_comment_behind_a_secret_is_a_warning() throws Exception {
    Source source = Source.dotenv(file("OELEO_PASSWORD=my #1 secret\n"));

    assertThat(source.warnings()).hasSize(1);
    assertThat(source.warnings().get(0).text()).startsWith("line 1: ").contains("single quotes");
  }

  @Test
  void only_our_variables_are_kept() throws Exception {
    Source source = Source.dotenv(file("""
                OELEO_A=1
                OA_B=2
                AWS_C=3
                AZURE_D=4
                S3_E=5
                PATH=/evil
                JAVA_TOOL_OPTIONS=x
                CREDENTIALS_DIRECTORY=/evil
                """));

    assertThat(source.values())
        .isEqualTo(Map.of("OELEO_A", "1", "OA_B", "2", "AWS_C", "3", "AZURE_D", "4", "S3_E", "5"));
  }

  @Test
  void the_environment_of_the_process_is_not_mixed_in() throws Exception {
    String inherited = System.getenv().keySet().iterator().next();

    assertThat(Source.dotenv(file("OELEO_A=1")).values())
        .doesNotContainKey(inherited)
        .hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("names")
  void any_file_name_will_do(String name) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "OELEO_X=1\n");

    assertThat(Source.dotenv(file).values()).containsEntry("OELEO_X", "1");
  }

  static List<String> names() {
    return List.of(
        ".env",
        "a b.env",
        "lab.env/lab.env",
        "målinger.env",
        "100%25.env",
        "a#b?.env",
        "back\\slash.env",
        "file:x/.env");
  }

  @Test
  void a_name_without_a_folder_is_in_the_working_directory() throws Exception {
    Path file = Files.createTempFile(Path.of(""), "dotenv", ".env");
    try {
      Files.writeString(file, "OELEO_X=1\n");
      assertThat(file.isAbsolute()).isFalse();
      assertThat(Source.dotenv(file).values()).containsEntry("OELEO_X", "1");
      assertThat(Source.dotenv(file).name()).isEqualTo(file.toString());
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void a_missing_file_is_said_to_be_missing() {
    Path file = folder.resolve("lab.env");

    assertThatThrownBy(() -> Source.dotenv(file))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + " does not exist (working directory ");
  }

  @Test
  void a_file_of_the_class_path_does_not_stand_in_for_a_missing_one() {
    assertThatThrownBy(() -> Source.dotenv(Path.of("org/oeleo/settings/Source.class")))
        .hasMessageContaining("does not exist");
  }

  @Test
  void a_folder_is_no_file() {
    assertThatThrownBy(() -> Source.dotenv(folder))
        .hasMessage(folder + " is a folder, not a file of settings");
  }

  @Test
  void a_file_that_may_not_be_read_is_said_to_be_so() throws IOException {
    Path file = file("OELEO_X=1");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeTrue(!Files.isReadable(file), "not as root");

    assertThatThrownBy(() -> Source.dotenv(file)).hasMessageContaining("permission denied");
  }

  @Test
  void other_encodings_are_refused_with_the_line() throws IOException {
    Path latin = folder.resolve("latin.env");
    Files.write(latin, "OELEO_A=1\nOELEO_X=m\u00e5ling\n".getBytes(StandardCharsets.ISO_8859_1));
    Path wide = folder.resolve("wide.env");
    Files.write(wide, "\uFEFFOELEO_X=1\n".getBytes(StandardCharsets.UTF_16LE));

    assertThatThrownBy(() -> Source.dotenv(latin))
        .hasMessage(latin + " line 2: is not UTF-8; save the file as UTF-8");
    assertThatThrownBy(() -> Source.dotenv(wide)).hasMessage(wide + " is UTF-16; save it as UTF-8");
  }

  @Test
  void a_file_too_large_to_be_settings_is_refused() throws IOException {
    Path file = file("#".repeat((1 << 20) + 1));

    assertThatThrownBy(() -> Source.dotenv(file)).hasMessageContaining("larger than 1 MiB");
  }

  @Test
  void the_sample_of_the_original_oeleo_is_read() throws Exception {
    String sample = """
        OELEO_BASE_DIR_FROM=C:\\data\\local
        OELEO_BASE_DIR_TO=C:\\data\\pub
        OELEO_FILTER_EXTENSION=.csv
        OELEO_DB_NAME=local2pub.db
        OELEO_LOG_DIR=C:\\oeleo\\logs

        ## only needed for advanced connectors:
        # OELEO_DB_HOST=<db host>
        # OELEO_EXTERNAL_HOST<ssh hostname>
        """;

    assertThat(Source.dotenv(file(sample)).values())
        .isEqualTo(Map.of(
            "OELEO_BASE_DIR_FROM", "C:\\data\\local",
            "OELEO_BASE_DIR_TO", "C:\\data\\pub",
            "OELEO_FILTER_EXTENSION", ".csv",
            "OELEO_DB_NAME", "local2pub.db",
            "OELEO_LOG_DIR", "C:\\oeleo\\logs"));
  }

  @Test
  void a_source_never_prints_its_values() throws Exception {
    assertThat(Source.dotenv(file("OELEO_PASSWORD=hunter2")).toString()).doesNotContain("hunter2");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("lab.env"), text);
  }

  private static List<Problem> problems(Path file) {
    return catchThrowableOfType(SettingsException.class, () -> Source.dotenv(file))
        .problems();
  }
}
