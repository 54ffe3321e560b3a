package org.oeleo.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oeleo.settings.Problem;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

class FilterSettingsTest {
  private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-06-01T10:00:00Z"), OSLO);

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "OELEO_FILTER_EXTENSION | .csv; .txt            | a.csv     | a.dat",
        "OELEO_FILTER_EXTENSION | .[xt]*                | a.xyz     | a.csv",
        "OELEO_FILTER           | + /raw/**; - *        | raw/a     | b",
        "OELEO_INCLUDE          | *.csv;/raw/           | raw/a     | a.txt",
        "OELEO_EXCLUDE          | *.tmp; cache/         | a.csv     | cache/a.csv",
        "OELEO_STARTS_WITH      | run_;test_            | test_1    | x_run_",
        "OA_STARTS_WITH         | run_;test_            | run_1     | x_run_",
        "OELEO_CONTAINS         | good                  | a_good_b  | a_b",
        "OELEO_NOT_CONTAINS     | bad;worse             | a         | so_bad",
        "OELEO_EXCLUDED_NAMES   | all.csv               | a.csv     | all.csv",
      })
  void a_name_is_filtered_by(String variable, String value, String in, String out)
      throws SettingsException {
    Filter filter = Filter.from(Settings.of(Map.of(variable, value)), CLOCK);

    assertThat(filter.accepts(file(in, "2024-01-01T00:00"))).isTrue();
    assertThat(filter.accepts(file(out, "2024-01-01T00:00"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "OELEO_NOT_BEFORE, 2024-01-31, 2024-01-31T00:00, 2024-01-30T23:59:59.999",
    "OELEO_NOT_BEFORE, 2024-01-31T08:00, 2024-01-31T08:00, 2024-01-31T07:59:59",
    "OELEO_NOT_BEFORE, 2024-01-31 08:00:30, 2024-01-31T08:00:30, 2024-01-31T08:00:29",
    "OELEO_NOT_AFTER, 2024-01-31, 2024-01-31T23:59:59.999999999, 2024-02-01T00:00",
    "OELEO_NOT_AFTER, 2024-01-31T08:00, 2024-01-31T08:00, 2024-01-31T08:00:01",
    "OA_FROM_YEAR, 2022, 2022-01-01T00:00, 2021-12-31T23:59:59",
    "OA_FROM_MONTH, 2, 2023-02-01T00:00, 2023-01-31T23:59:59",
    "OA_FROM_DAY, 15, 2023-01-15T00:00, 2023-01-14T23:59:59",
    "OELEO_MIN_AGE, 1h, 2024-06-01T11:00, 2024-06-01T11:00:01"
  })
  void a_time_is_filtered_in_the_local_zone_by(String variable, String value, String in, String out)
      throws SettingsException {
    Filter filter = Filter.from(Settings.of(Map.of(variable, value)), CLOCK);

    assertThat(filter.accepts(file("a", in))).isTrue();
    assertThat(filter.accepts(file("a", out))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"OELEO_MIN_SIZE, 1K, 1024, 1023", "OELEO_MAX_SIZE, 1K, 1024, 1025"})
  void a_size_is_filtered_by(String variable, String value, long in, long out)
      throws SettingsException {
    Filter filter = Filter.from(Settings.of(Map.of(variable, value)), CLOCK);

    assertThat(filter.accepts(FileEntry.of(RelativePath.of("a"), in, CLOCK.instant())))
        .isTrue();
    assertThat(filter.accepts(FileEntry.of(RelativePath.of("a"), out, CLOCK.instant())))
        .isFalse();
  }

  @Test
  void nothing_set_is_every_file() throws SettingsException {
    Filter filter = Filter.from(Settings.of(Map.of("OELEO_FILTER_EXTENSION", "")), CLOCK);

    assertThat(filter.accepts(file("any/thing", "1971-01-01T00:00"))).isTrue();
    assertThat(filter.enters(RelativePath.of("any"))).isTrue();
  }

  @Test
  void capital_letters_are_ignored_if_asked_for() throws SettingsException {
    Filter filter = Filter.from(
        Settings.of(Map.of(
            "OELEO_FILTER_EXTENSION", ".csv",
            "OELEO_EXCLUDE", "tmp_*",
            "OELEO_FILTER_IGNORE_CASE", "yes")),
        CLOCK);

    assertThat(filter.accepts(file("A.CSV", "2024-01-01T00:00"))).isTrue();
    assertThat(filter.accepts(file("TMP_A.CSV", "2024-01-01T00:00"))).isFalse();
  }

  @Test
  void all_conditions_must_be_met() throws SettingsException {
    Filter filter = Filter.from(
        Settings.of(Map.of("OELEO_FILTER_EXTENSION", ".csv", "OELEO_STARTS_WITH", "run_")), CLOCK);

    assertThat(filter.accepts(file("run_1.csv", "2024-01-01T00:00"))).isTrue();
    assertThat(filter.accepts(file("run_1.txt", "2024-01-01T00:00"))).isFalse();
    assertThat(filter.accepts(file("a.csv", "2024-01-01T00:00"))).isFalse();
  }

  @Test
  void the_own_name_goes_before_those_of_the_original_app() throws SettingsException {
    Filter filter = Filter.from(
        Settings.of(Map.of(
            "OELEO_NOT_BEFORE", "2020-01-01",
            "OA_FROM_YEAR", "2024",
            "OELEO_STARTS_WITH", "a",
            "OA_STARTS_WITH", "b")),
        CLOCK);

    assertThat(filter.accepts(file("a", "2021-01-01T00:00"))).isTrue();
    assertThat(filter.accepts(file("b", "2024-01-01T00:00"))).isFalse();
  }

  @Test
  void a_time_that_is_there_twice_in_autumn_is_included_both_times() throws SettingsException {
    Settings settings = Settings.of(
        Map.of("OELEO_NOT_BEFORE", "2024-10-27T02:30", "OELEO_NOT_AFTER", "2024-10-27T02:30"));
    Filter filter = Filter.from(settings, CLOCK);

    for (String time : new String[] {"2024-10-27T00:30:00Z", "2024-10-27T01:30:00Z"}) {
      assertThat(filter.accepts(FileEntry.of(RelativePath.of("a"), 0, Instant.parse(time))))
          .isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "OELEO_EXCLUDE    | ok;a[b     | has the pattern 'a[b', which has a [ that is never closed",
        "OELEO_INCLUDE    | {a         | has the pattern '{a', which has a { that is never closed",
        "OELEO_FILTER     | *.csv      | has the pattern '*.csv', which does not begin with '+ ' or '- '",
        "OELEO_FILTER_EXTENSION | .[x  | has the pattern '.[x', which has a [ that is never closed",
        "OELEO_NOT_BEFORE | 2024-02-30 | must be a date or a date and time",
        "OELEO_NOT_AFTER  | yesterday  | must be a date or a date and time",
        "OELEO_MIN_SIZE   | -1         | is not a size",
        "OA_FROM_MONTH    | 13         | a whole number from 1 to 12",
      })
  void what_cannot_be_used_is_a_problem_of(String variable, String value, String text) {
    Problem problem = problem(Map.of(variable, value));

    assertThat(problem.variable()).isEqualTo(variable);
    assertThat(problem.text()).contains(text);
  }

  @Test
  void a_day_that_does_not_exist_is_a_problem_naming_all_three() {
    assertThat(problem(Map.of("OA_FROM_MONTH", "2", "OA_FROM_DAY", "30")))
        .hasToString(
            "OA_FROM_YEAR with OA_FROM_MONTH and OA_FROM_DAY is no day that exists: Invalid date"
                + " 'FEBRUARY 30'");
  }

  @Test
  void sizes_that_leave_no_file_are_a_problem() {
    assertThat(problem(Map.of("OELEO_MIN_SIZE", "2K", "OELEO_MAX_SIZE", "1K")).variable())
        .isEqualTo("OELEO_MIN_SIZE");
  }

  @Test
  void all_problems_are_reported_at_once() {
    Settings settings =
        Settings.of(Map.of("OELEO_EXCLUDE", "a[", "OELEO_NOT_AFTER", "x", "OELEO_MIN_AGE", "y"));

    assertThat(failure(settings).problems()).hasSize(3);
  }

  @Test
  void every_declared_setting_is_listed_once() throws IllegalAccessException {
    for (var field : FilterSettings.class.getFields()) {
      assertThat(FilterSettings.all()).containsOnlyOnce((Setting<?>) field.get(null));
    }
  }

  private static Problem problem(Map<String, String> variables) {
    SettingsException failure = failure(Settings.of(variables));
    assertThat(failure.problems()).hasSize(1);
    return failure.problems().get(0);
  }

  private static SettingsException failure(Settings settings) {
    return catchThrowableOfType(SettingsException.class, () -> Filter.from(settings, CLOCK));
  }

  private static FileEntry file(String path, String localTime) {
    Instant modified = LocalDateTime.parse(localTime).atZone(OSLO).toInstant();
    return FileEntry.of(RelativePath.of(path), 0, modified);
  }
}
