package org.oeleo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.settings.Problem;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Side;

class ConfigurationTest {
  private static Configuration of(String... pairs) {
    Map<String, String> values = new HashMap<>(Map.of(
        "OELEO_BASE_DIR_FROM", "/data/from",
        "OELEO_BASE_DIR_TO", "/data/to",
        "OELEO_DB_NAME", "ledger.db"));
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return only(values);
  }

  private static Configuration only(Map<String, String> values) {
    return Configuration.of(Settings.of(values), Providers.onClassPath());
  }

  private static List<String> problems(Configuration configuration) {
    return catchThrowableOfType(SettingsException.class, configuration::worker).problems().stream()
        .map(Problem::variable)
        .toList();
  }

  @Test
  void the_three_names_of_the_original_make_a_worker() throws Exception {
    Worker worker = of().worker();
    assertThat(worker).hasToString("local:/data/from -> local:/data/to (ledger.db)");
  }

  @Test
  void pulling_goes_from_the_external_side_to_the_local_one() throws Exception {
    Worker worker = of("OELEO_MODE", "pull").worker();
    assertThat(worker.source().root()).isEqualTo("/data/from");
    assertThat(worker.destination().root()).isEqualTo("/data/to");
  }

  @Test
  void a_quota_is_for_one_way_only() throws Exception {
    assertThat(of("OELEO_QUOTA", "500G").worker()).isNotNull();
    assertThat(problems(of("OELEO_QUOTA", "500G", "OELEO_MODE", "sync")))
        .containsExactly("OELEO_QUOTA");
  }

  @Test
  void everything_that_is_missing_or_wrong_is_said_at_once() {
    Configuration nothing = only(Map.of(
        "OELEO_PARALLEL", "0",
        "OELEO_CHECKER", "guessing",
        "OELEO_BANDWIDTH", "fast",
        "OELEO_HASH", "crc32",
        "OELEO_MAX_RUNS", "none",
        "OELEO_FILTER_NOT_BEFORE", "yesterday"));
    assertThat(problems(nothing))
        .contains(
            "OELEO_BASE_DIR_FROM",
            "OELEO_BASE_DIR_TO",
            "OELEO_DB_NAME",
            "OELEO_PARALLEL",
            "OELEO_CHECKER",
            "OELEO_BANDWIDTH",
            "OELEO_HASH",
            "OELEO_MAX_RUNS")
        .doesNotHaveDuplicates();
  }

  @Test
  void a_connector_or_a_ledger_that_nobody_offers_is_named() {
    assertThat(problems(of("OELEO_EXTERNAL", "pigeon", "OELEO_BOOKKEEPER", "stone")))
        .containsExactlyInAnyOrder("OELEO_EXTERNAL", "OELEO_BOOKKEEPER");
  }

  @Test
  void a_file_of_the_original_for_another_machine_does_not_become_a_local_copy() throws Exception {
    assertThat(problems(of("OELEO_EXTERNAL_HOST", "server")))
        .containsExactly("OELEO_EXTERNAL_HOST");
    assertThat(problems(of("OELEO_SHAREPOINT_URL", "https://lab")))
        .containsExactly("OELEO_SHAREPOINT_URL");
    assertThat(of("OELEO_EXTERNAL_HOST", "server", "OELEO_EXTERNAL", "local").worker())
        .hasToString("local:/data/from -> local:/data/to (ledger.db)");
  }

  @Test
  void a_scheme_that_no_connector_knows_is_named() {
    assertThat(problems(of("OELEO_BASE_DIR_TO", "pigeon://roof/hole")))
        .containsExactly("OELEO_BASE_DIR_TO");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C:\\data\\pub", "C:/data/pub", "/srv/a://b", "//server/share", "s/://"})
  void a_folder_is_not_taken_for_a_uri(String folder) throws Exception {
    assertThat(of("OELEO_BASE_DIR_TO", folder).worker().destination().root()).isEqualTo(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', '', 30, 1, false",
    "OELEO_INTERVAL, 5m, '', 5, 0, false",
    "OA_HOURS_SLEEP, 0.5, '', 30, 0, false",
    "OA_HOURS_SLEEP, 2, OELEO_INTERVAL=1m, 1, 0, false",
    "OA_SINGLE_RUN, true, OELEO_INTERVAL=5m, 5, 1, false",
    "OA_SINGLE_RUN, false, '', 30, 0, false",
    "OA_SINGLE_RUN, false, OA_MAX_RUN_INTERVALS=3, 30, 3, false",
    "OELEO_INTERVAL, 5m, OA_ADD_CHECK=true, 5, 0, true"
  })
  void a_schedule_comes_of_the_original_names_as_well(
      String name, String value, String other, long minutes, int runs, boolean checks)
      throws Exception {
    Map<String, String> values = new HashMap<>();
    if (!name.isEmpty()) {
      values.put(name, value);
    }
    if (!other.isEmpty()) {
      values.put(other.split("=", 2)[0], other.split("=", 2)[1]);
    }
    Schedule schedule = only(values).schedule();
    assertThat(schedule.interval()).isEqualTo(Duration.ofMinutes(minutes));
    assertThat(schedule.maxRuns())
        .isEqualTo(runs == 0 ? OptionalInt.empty() : OptionalInt.of(runs));
    assertThat(schedule.checksFirst()).isEqualTo(checks);
  }

  @Test
  void a_schedule_refuses_nonsense() {
    assertThatThrownBy(() -> Schedule.every(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Schedule.once().atMost(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Schedule.once().endless().maxRuns()).isEmpty();
  }

  @Test
  void every_setting_is_described_with_its_source() throws Exception {
    assertThat(of("OELEO_PARALLEL", "3").describe())
        .anyMatch(value -> value.toString().contains("OELEO_PARALLEL"));
    assertThat(Side.LOCAL.opposite()).isEqualTo(Side.EXTERNAL);
  }
}
