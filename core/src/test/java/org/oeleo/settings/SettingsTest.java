package org.oeleo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final Setting<String> HOST =
      Setting.text("HOST", "The server.").required();
  private static final Setting<Integer> PARALLEL =
      Setting.integer("PARALLEL", "Files at once.", 1, 64).orElse(4);
  private static final Setting<Secret> PASSWORD = Setting.secret("PASSWORD", "Of the user.");
  private static final Setting<Secret> PIN =
      Setting.of("PIN", "Of the card.", "four digits", SettingsTest::pin);
  private static final Setting<String> STARTS =
      Setting.text("STARTS_WITH", "Beginnings.").alias("OA_STARTS_WITH");

  @TempDir
  Path folder;

  private static Secret pin(String text) {
    throw new IllegalArgumentException("is not " + text.length() + " digits");
  }

  @Test
  void the_stronger_source_wins() throws Exception {
    Settings settings = Settings.of(List.of(
        new Source("command line", Map.of()),
        new Source("environment", Map.of("OELEO_HOST", "env")),
        new Source("lab.env", Map.of("OELEO_HOST", "file", "OELEO_PARALLEL", "8"))));

    assertThat(settings.get(HOST)).isEqualTo("env");
    assertThat(settings.origin(HOST)).contains("OELEO_HOST in environment");
    assertThat(settings.get(PARALLEL)).isEqualTo(8);
    assertThat(settings.origin(PARALLEL)).contains("OELEO_PARALLEL in lab.env");
  }

  @Test
  void the_name_of_the_side_wins_over_the_name_for_either() throws Exception {
    Settings settings = Settings.of(Map.of("OELEO_HOST", "any", "OELEO_EXTERNAL_HOST", "far"));

    assertThat(settings.scoped("EXTERNAL").get(HOST)).isEqualTo("far");
    assertThat(settings.scoped("LOCAL").get(HOST)).isEqualTo("any");
    assertThat(settings.get(HOST)).isEqualTo("any");
  }

  @ParameterizedTest
  @CsvSource({
    "OELEO_NAS_EXTERNAL_HOST OELEO_NAS_HOST OELEO_EXTERNAL_HOST OELEO_HOST, OELEO_NAS_EXTERNAL_HOST",
    "OELEO_NAS_HOST OELEO_EXTERNAL_HOST OELEO_HOST, OELEO_NAS_HOST",
    "OELEO_EXTERNAL_HOST OELEO_HOST, OELEO_EXTERNAL_HOST",
    "OELEO_HOST, OELEO_HOST",
    "OELEO_NAS_LOCAL_HOST OELEO_SERVER_HOST OELEO_HOST, OELEO_HOST"
  })
  void of_scopes_within_each_other_the_most_specific_name_wins(String given, String wins)
      throws Exception {
    Map<String, String> variables =
        Stream.of(given.split(" ")).collect(Collectors.toMap(name -> name, name -> name));
    Settings settings = Settings.of(variables).scoped("nas").scoped("EXTERNAL");
    assertThat(settings.get(HOST)).isEqualTo(wins);
    assertThat(settings.origin(HOST)).contains(wins + " in program");
  }

  @Test
  void a_stronger_source_wins_over_a_more_specific_name() throws Exception {
    Settings settings = Settings.of(List.of(
        new Source("command line", Map.of("OELEO_HOST", "typed")),
        new Source("lab.env", Map.of("OELEO_NAS_HOST", "written"))));
    assertThat(settings.scoped("NAS").get(HOST)).isEqualTo("typed");
  }

  @Test
  void a_secret_of_one_scope_may_be_in_a_file_of_its_own() throws Exception {
    Path file = Files.writeString(folder.resolve("nas"), "hunter2\n");
    Settings settings = Settings.of(
        Map.of("OELEO_PASSWORD", "another", "OELEO_NAS_PASSWORD_FILE", file.toString()));
    Settings scoped = settings.scoped("NAS").scoped("EXTERNAL");
    assertThat(scoped.find(PASSWORD).map(Secret::reveal)).contains("hunter2");
  }

  @Test
  void the_own_name_wins_over_another_one_for_the_same() throws Exception {
    assertThat(Settings.of(Map.of("OA_STARTS_WITH", "a")).find(STARTS)).contains("a");
    assertThat(
            Settings.of(Map.of("OA_STARTS_WITH", "a", "OELEO_STARTS_WITH", "b")).find(STARTS))
        .contains("b");
  }

  @Test
  void a_name_that_others_have_coined_is_the_whole_variable_and_has_no_side() throws Exception {
    Setting<String> region = Setting.text("AWS_REGION", "Where.").unprefixed();
    Settings settings = Settings.of(
        Map.of("AWS_REGION", "north", "OELEO_AWS_REGION", "no", "OELEO_EXTERNAL_AWS_REGION", "no"));

    assertThat(settings.scoped("EXTERNAL").get(region)).isEqualTo("north");
    assertThat(settings.origin(region)).contains("AWS_REGION in program");
    assertThat(settings.warnings(List.of(region), List.of("EXTERNAL")))
        .extracting(Problem::variable)
        .containsExactly("OELEO_AWS_REGION", "OELEO_EXTERNAL_AWS_REGION");
  }

  @Test
  void empty_and_blank_mean_unset() throws Exception {
    Settings settings = Settings.of(Map.of("OELEO_PARALLEL", "", "OELEO_PASSWORD", "  "));

    assertThat(settings.get(PARALLEL)).isEqualTo(4);
    assertThat(settings.isSet(PARALLEL)).isFalse();
    assertThat(settings.find(PASSWORD)).isEmpty();
  }

  @Test
  void blanks_around_a_value_are_left_out() throws Exception {
    assertThat(Settings.of(Map.of("OELEO_HOST", " \tsrv ")).get(HOST)).isEqualTo("srv");
  }

  @Test
  void every_problem_is_listed_with_variable_rule_value_and_origin() {
    Settings settings = Settings.of(List.of(
        new Source("lab.env", Map.of("OELEO_PARALLEL", "99", "OELEO_PASSWORD_FILE", "/no/such"))));

    assertThat(settings.problems(List.of(HOST, PARALLEL, PASSWORD)))
        .extracting(Problem::toString)
        .containsExactly(
            "OELEO_HOST is required: The server.",
            "OELEO_PARALLEL must be a whole number from 1 to 64, but '99' is out of bounds (lab.env)",
            "OELEO_PASSWORD_FILE names the file " + Path.of("/no/such") + ", which does not exist");
  }

  @Test
  void a_required_one_of_a_side_is_asked_for_by_the_name_of_the_side() {
    assertThat(Settings.of(Map.of()).scoped("EXTERNAL").problems(List.of(HOST)))
        .containsExactly(new Problem("OELEO_EXTERNAL_HOST", "is required: The server."));
  }

  @Test
  void a_message_holds_neither_control_characters_nor_the_password_of_a_uri() {
    Setting<String> root = Setting.text("ROOT", "Where.").checkedBy(text -> {
      throw new IllegalArgumentException("is bad");
    });

    assertThatThrownBy(() ->
            Settings.of(Map.of("OELEO_ROOT", "sftp://u:hunter2@h/\u001b[31m\n")).find(root))
        .hasMessage("OELEO_ROOT must be a text, but 'sftp://u:***@h/?[31m' is bad (program)");
  }

  @Test
  void a_secret_is_read_from_a_file_without_the_last_line_break() throws Exception {
    Path file = Files.writeString(folder.resolve("pass word"), " hun ter2 \r\n");

    Settings settings = Settings.of(Map.of("OELEO_PASSWORD_FILE", file.toString()));

    assertThat(settings.find(PASSWORD).map(Secret::reveal)).contains(" hun ter2 ");
    assertThat(settings.origin(PASSWORD)).contains("OELEO_PASSWORD_FILE in program");
  }

  @Test
  void a_secret_given_directly_wins_over_its_file() throws Exception {
    Path file = Files.writeString(folder.resolve("p"), "from file");

    Settings settings =
        Settings.of(Map.of("OELEO_PASSWORD", "direct", "OELEO_PASSWORD_FILE", file.toString()));

    assertThat(settings.find(PASSWORD).map(Secret::reveal)).contains("direct");
  }

  @Test
  void a_credential_of_systemd_is_found_by_the_name_of_the_variable() throws Exception {
    Files.writeString(folder.resolve("OELEO_EXTERNAL_PASSWORD"), "hunter2\n");
    Settings settings = Settings.of(Map.of("CREDENTIALS_DIRECTORY", folder.toString()));

    assertThat(settings.scoped("EXTERNAL").find(PASSWORD).map(Secret::reveal)).contains("hunter2");
    assertThat(settings.scoped("EXTERNAL").origin(PASSWORD))
        .contains("CREDENTIALS_DIRECTORY/OELEO_EXTERNAL_PASSWORD in program");
    assertThat(settings.find(PASSWORD)).isEmpty();
  }

  @Test
  void a_setting_that_is_no_secret_has_no_file() throws Exception {
    Path file = Files.writeString(folder.resolve("p"), "srv");

    assertThat(Settings.of(Map.of("OELEO_PARALLEL_FILE", file.toString())).isSet(PARALLEL))
        .isFalse();
  }

  @Test
  void what_is_wrong_with_a_secret_file_is_said_without_its_content() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    Path large = Files.writeString(folder.resolve("large"), "hunter2 ".repeat(10_000));
    Path binary = Files.write(folder.resolve("binary"), new byte[] {'h', (byte) 0xff});

    assertThat(password(empty))
        .hasToString("OELEO_PASSWORD_FILE names the file " + empty + ", which is empty");
    assertThat(password(large).text()).endsWith("larger than 64 KiB; it cannot be a secret");
    assertThat(password(binary).text()).endsWith("is not UTF-8 text");
    assertThat(password(folder).text()).endsWith("is a folder");
  }

  private static Problem password(Path file) {
    return Settings.of(Map.of("OELEO_PASSWORD_FILE", file.toString()))
        .problems(List.of(PASSWORD))
        .get(0);
  }

  @Test
  void asking_for_the_origin_of_a_secret_does_not_read_it() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty"), "");
    Settings settings = Settings.of(Map.of("OELEO_PASSWORD_FILE", empty.toString()));

    assertThat(settings.isSet(PASSWORD)).isTrue();
  }

  @Test
  void describing_shows_values_and_origins_but_no_secret() {
    Settings settings = Settings.of(List.of(
        new Source("environment", Map.of("OELEO_PASSWORD", "hunter2")),
        new Source("lab.env", Map.of("OELEO_HOST", "srv"))));

    assertThat(settings.describe(List.of(HOST, PARALLEL, PASSWORD, STARTS)))
        .extracting(SettingValue::toString)
        .containsExactly(
            "SettingValue[variable=OELEO_HOST, value=Optional[srv], origin=OELEO_HOST in lab.env]",
            "SettingValue[variable=OELEO_PARALLEL, value=Optional[4], origin=default]",
            "SettingValue[variable=OELEO_PASSWORD, value=Optional[***], origin=OELEO_PASSWORD in"
                + " environment]",
            "SettingValue[variable=OELEO_STARTS_WITH, value=Optional.empty, origin=not set]");
  }

  @Test
  void describing_shows_what_is_wrong_with_a_secret_file() {
    SettingValue value = Settings.of(Map.of("OELEO_PASSWORD_FILE", "/no/such"))
        .describe(List.of(PASSWORD))
        .get(0);

    assertThat(value.value()).isEmpty();
    assertThat(value.origin()).endsWith("which does not exist");
  }

  @Test
  void names_of_the_windows_environment_have_no_case() {
    assertThat(Source.withoutCase(Map.of("Oeleo_Host", "srv")))
        .isEqualTo(Map.of("OELEO_HOST", "srv"));
  }

  @Test
  void a_failing_parser_is_reported_by_its_rule() {
    assertThat(Settings.of(Map.of("OELEO_PIN", "12")).problems(List.of(PIN)))
        .containsExactly(
            new Problem("OELEO_PIN", "must be four digits, but '12' is not 2 digits (program)"));
  }
}
