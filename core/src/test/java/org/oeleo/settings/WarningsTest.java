package org.oeleo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WarningsTest {
  private static final List<Setting<?>> KNOWN = List.of(
      Setting.text("HOST", "The server."),
      Setting.text("DB_NAME", "The ledger."),
      Setting.text("FILTER_EXTENSION", "Ends."),
      Setting.text("STARTS_WITH", "Beginnings.").alias("OA_STARTS_WITH"),
      Setting.secret("PASSWORD", "Of the user."));
  private static final List<String> SIDES = List.of("EXTERNAL", "LOCAL");

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({
    "OELEO_DBNAME, OELEO_DB_NAME",
    "OELEO_DB_NAEM, OELEO_DB_NAME",
    "OELEO_FILTER_EXTENTION, OELEO_FILTER_EXTENSION",
    "OELEO_EXTERNAL_HSOT, OELEO_EXTERNAL_HOST",
    "OELEO_PASWORD, OELEO_PASSWORD",
    "OELEO_PASSWORD_FIEL, OELEO_PASSWORD_FILE",
    "Oeleo_Host, OELEO_HOST"
  })
  void a_misspelt_variable_is_answered_with_the_one_meant(String wrong, String right) {
    assertThat(environment(wrong, "x"))
        .containsExactly(
            new Problem(wrong, "is not known; did you mean " + right + "? (environment)"));
  }

  @Test
  void a_name_like_no_other_is_answered_without_a_guess() {
    assertThat(environment("OELEO_ZOOKEEPER_QUORUM", "x"))
        .containsExactly(new Problem("OELEO_ZOOKEEPER_QUORUM", "is not known (environment)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OELEO_HOST", "OELEO_LOCAL_HOST", "OELEO_PASSWORD_FILE", "OELEO_EXTERNAL_PASSWORD_FILE",
        "OA_STARTS_WITH", "OA_HOME", "PATH", "AWS_REGION"
      })
  void known_and_foreign_variables_are_no_matter(String variable) {
    assertThat(environment(variable, "x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HOST", "PORT", "USER", "PASSWORD"})
  void what_the_original_only_documents_is_said_to_be_unused(String name) {
    assertThat(environment("OELEO_DB_" + name, "x"))
        .containsExactly(new Problem(
            "OELEO_DB_" + name, "is not used: the ledger is the file OELEO_DB_NAME (environment)"));
  }

  @Test
  void a_variable_that_the_original_needed_says_why_it_is_not_needed() {
    Settings settings = Settings.of(Map.of("OELEO_RECONNECT", "true"));

    assertThat(settings.warnings(List.of(), List.of()))
        .singleElement()
        .asString()
        .contains("OELEO_RECONNECT is not needed");
  }

  @Test
  void an_unknown_variable_of_the_original_app_is_noticed_in_a_file() throws Exception {
    assertThat(file("OA_STARTSWITH=x\nFOO=1\nAWS_REGIO=2\n", "rw-r--r--"))
        .extracting(Problem::variable)
        .containsExactly("OA_STARTSWITH");
  }

  @Test
  void what_was_odd_in_a_file_is_passed_on() throws Exception {
    assertThat(file("OELEO_HOST=a\nOELEO_HOST=b\n", "rw-------"))
        .extracting(Problem::text)
        .containsExactly("line 2: OELEO_HOST is set in line 1 already; this one counts");
  }

  @ParameterizedTest
  @CsvSource({
    "rw-r--r--, 1",
    "rw-r-----, 1",
    "rw----r--, 1",
    "rw-------, 0",
    "r--------, 0",
    "rwx--x--x, 0"
  })
  void a_secret_in_a_file_that_others_can_read_is_noticed(String mode, int warnings)
      throws Exception {
    assertThat(file("OELEO_EXTERNAL_PASSWORD=hunter2\n", mode)).hasSize(warnings);
  }

  @Test
  void the_remedy_for_an_open_file_is_named() throws Exception {
    Path path = folder.resolve("lab.env");

    assertThat(file("OELEO_PASSWORD=hunter2\n", "rw-r--r--"))
        .extracting(Problem::toString)
        .containsExactly(path
            + " can be read by others (rw-r--r--) and holds OELEO_PASSWORD; run chmod 600 " + path);
  }

  @Test
  void an_open_file_without_a_secret_is_no_matter() throws Exception {
    assertThat(file("OELEO_HOST=srv\nOELEO_PASSWORD=\nOELEO_PASSWORD_FILE=/p\n", "rw-r--r--"))
        .isEmpty();
  }

  @Test
  void a_secret_given_twice_is_noticed() {
    Settings both = Settings.of(Map.of("OELEO_PASSWORD", "x", "OELEO_PASSWORD_FILE", "/no/such"));
    Settings fileIsStronger = Settings.of(List.of(
        new Source("environment", Map.of("OELEO_PASSWORD_FILE", "/no/such")),
        new Source("lab.env", Map.of("OELEO_PASSWORD", "x"))));

    assertThat(both.warnings(KNOWN, SIDES))
        .extracting(Problem::toString)
        .containsExactly(
            "OELEO_PASSWORD and OELEO_PASSWORD_FILE are both set; OELEO_PASSWORD is used");
    assertThat(fileIsStronger.warnings(KNOWN, SIDES))
        .extracting(Problem::toString)
        .containsExactly(
            "OELEO_PASSWORD and OELEO_PASSWORD_FILE are both set; OELEO_PASSWORD_FILE is used");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"\"C:\\data\", 1", "'C:\\data', 1", "\"a\" \"b\", 0", "C:\\\"x\", 0", "\", 0"})
  void quotes_that_became_part_of_a_value_are_noticed(String value, int warnings) {
    assertThat(environment("OELEO_HOST", value)).hasSize(warnings);
  }

  @Test
  void blanks_around_a_secret_are_noticed() {
    assertThat(environment("OELEO_PASSWORD", "hunter2 "))
        .containsExactly(new Problem(
            "OELEO_PASSWORD", "begins or ends with blanks, which are left out (environment)"));
  }

  @ParameterizedTest
  @CsvSource({
    "abc,abc,0",
    "abc,acb,1",
    "abc,ab,1",
    "ab,abc,1",
    "abc,axc,1",
    "kitten,sitting,3",
    "ab,'',2"
  })
  void slips_are_counted(String left, String right, int slips) {
    assertThat(Spelling.slips(left, right)).isEqualTo(slips);
  }

  private static List<Problem> environment(String variable, String value) {
    return Settings.of(List.of(new Source("environment", Map.of(variable, value))))
        .warnings(KNOWN, SIDES);
  }

  private List<Problem> file(String text, String mode) throws Exception {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path file = Files.writeString(folder.resolve("lab.env"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return Settings.of(List.of(Source.dotenv(file))).warnings(KNOWN, SIDES);
  }
}
