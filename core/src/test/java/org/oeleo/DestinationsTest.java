package org.oeleo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.settings.Problem;
import org.oeleo.settings.Setting;
import org.oeleo.settings.SettingValue;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.settings.Source;

class DestinationsTest {
  private static final Map<String, String> TWO = Map.of(
      "OELEO_DESTINATIONS", "nas,server",
      "OELEO_BASE_DIR_FROM", "/data/from",
      "OELEO_NAS_BASE_DIR_TO", "/data/nas",
      "OELEO_SERVER_BASE_DIR_TO", "/data/server",
      "OELEO_DB_NAME", "books/lab.db");

  private static Map<String, String> two(String... pairs) {
    Map<String, String> values = new HashMap<>(TWO);
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    values.values().removeIf(String::isEmpty);
    return values;
  }

  private static Configuration whole(Map<String, String> values) {
    return Configuration.of(Settings.of(values), Providers.onClassPath());
  }

  private static List<Worker> workers(String... pairs) throws SettingsException {
    List<Worker> workers = new ArrayList<>();
    for (Configuration one : whole(two(pairs)).destinations()) {
      workers.add(one.worker());
    }
    return workers;
  }

  private static List<String> problems(String... pairs) {
    return catchThrowableOfType(
            SettingsException.class,
            () -> FanOut.from(Settings.of(two(pairs)), Providers.onClassPath()))
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }

  @Test
  void each_name_is_a_worker_with_a_ledger_of_its_own() throws Exception {
    assertThat(workers())
        .map(Worker::toString)
        .containsExactly(
            "local:/data/from -> local:/data/nas (books/lab.nas.db)",
            "local:/data/from -> local:/data/server (books/lab.server.db)");
  }

  @Test
  void without_names_there_is_the_configuration_itself() throws Exception {
    Configuration one =
        whole(Map.of("OELEO_BASE_DIR_FROM", "a", "OELEO_BASE_DIR_TO", "b", "OELEO_DB_NAME", "c"));
    assertThat(one.destinations()).containsExactly(one);
    assertThat(one.destination()).isEmpty();
    assertThat(one.describe()).map(SettingValue::variable).doesNotContain("OELEO_DESTINATIONS");
  }

  @Test
  void a_configuration_with_several_is_no_worker_itself() {
    assertThat(catchThrowableOfType(SettingsException.class, () -> whole(TWO).worker()))
        .hasMessageContaining("OELEO_DESTINATIONS names destinations");
  }

  @ParameterizedTest
  @CsvSource({
    "lab.db, lab.nas.db",
    "lab, lab.nas",
    "a.b.db, a.b.nas.db",
    "my.books/lab, my.books/lab.nas",
    "C:\\my.books\\lab.db, C:\\my.books\\lab.nas.db",
    ".lab, .lab.nas"
  })
  void the_ledger_has_the_name_before_its_last_extension(String all, String own) {
    assertThat(Destination.derived(all, "nas")).isEqualTo(own);
  }

  @Test
  void a_ledger_may_have_a_name_of_its_own_and_then_none_for_all_is_needed() throws Exception {
    assertThat(workers(
            "OELEO_NAS_DB_NAME", "n.db", "OELEO_SERVER_DB_NAME", "s.db", "OELEO_DB_NAME", ""))
        .map(worker -> worker.ledger().name())
        .containsExactly("n.db", "s.db");
    assertThat(problems("OELEO_DB_NAME", ""))
        .containsExactly(
            "OELEO_DB_NAME is required: File of the ledger; relative to the folder oeleo is started in.");
  }

  @Test
  void a_ledger_named_by_a_stronger_source_wins_over_the_own_one() throws Exception {
    Settings settings = Settings.of(List.of(
        new Source("command line", Map.of("OELEO_DB_NAME", "typed.db")),
        new Source("lab.env", two("OELEO_NAS_DB_NAME", "n.db"))));
    Configuration nas =
        Configuration.of(settings, Providers.onClassPath()).destinations().get(0);
    assertThat(nas.worker().ledger().name()).isEqualTo("typed.nas.db");
  }

  @Test
  void what_is_not_given_for_one_is_as_for_all_and_said_under_the_name_it_was_written_under()
      throws Exception {
    Configuration nas = whole(two("OELEO_NAS_MIN_FREE", "5G", "OELEO_PARALLEL", "2"))
        .destinations()
        .get(0);
    assertThat(nas.describe())
        .map(SettingValue::toString)
        .anyMatch(text -> text.contains("OELEO_NAS_MIN_FREE") && text.contains("5G"))
        .anyMatch(text -> text.contains("OELEO_PARALLEL in program") && text.contains("2"))
        .anyMatch(text -> text.contains("OELEO_NAS_DB_NAME") && text.contains("books/lab.nas.db"))
        .anyMatch(text -> text.contains("variable=OELEO_SETTLE,"));
    assertThat(problems("OELEO_NAS_MIN_FREE", "plenty"))
        .singleElement()
        .asString()
        .startsWith("OELEO_NAS_MIN_FREE must be a size");
    assertThat(problems("OELEO_SERVER_BASE_DIR_TO", ""))
        .singleElement()
        .asString()
        .startsWith("OELEO_SERVER_BASE_DIR_TO is required");
  }

  @Test
  void pulled_files_go_to_local_destinations() throws Exception {
    assertThat(workers(
            "OELEO_MODE",
            "pull",
            "OELEO_NAS_LOCAL",
            "command",
            "OELEO_NAS_COMMAND",
            "send {}",
            "OELEO_SERVER_LOCAL",
            "local"))
        .map(worker -> worker.source() + " " + worker.destination())
        .containsExactly(
            "local:/data/from command:/data/nas", "local:/data/from local:/data/server");
    assertThat(problems("OELEO_MODE", "pull", "OELEO_NAS_EXTERNAL", "local"))
        .singleElement()
        .asString()
        .startsWith("OELEO_NAS_EXTERNAL cannot differ between destinations");
  }

  @ParameterizedTest
  @CsvSource({
    "BASE_DIR_FROM, /x",
    "MODE, pull",
    "INCLUDE_SUBDIRS, true",
    "FILTER_EXTENSION, .csv",
    "EXCLUDE, *.tmp",
    "SETTLE, 1s",
    "INTERVAL, 5m",
    "MAX_RUNS, 3",
    "LOG_DIR, /log",
    "LOCAL, local"
  })
  void what_is_about_the_source_cannot_differ(String name, String value) {
    assertThat(problems("OELEO_NAS_" + name, value))
        .containsExactly("OELEO_NAS_" + name
            + " cannot differ between destinations, because it is about the source: set OELEO_"
            + name);
  }

  @Test
  void of_every_setting_of_the_worker_it_is_decided_whether_it_may_differ() {
    List<Setting<?>> shared = List.of(
        WorkerSettings.BASE_DIR_FROM,
        WorkerSettings.MODE,
        WorkerSettings.CONFLICT,
        WorkerSettings.CONFLICT_LOSER,
        WorkerSettings.READ_ONLY,
        WorkerSettings.INCLUDE_SUBDIRS,
        WorkerSettings.SETTLE,
        WorkerSettings.EMPTY_SOURCE,
        WorkerSettings.DISPOSAL,
        WorkerSettings.ARCHIVE_DIR);
    List<Setting<?>> decided = new ArrayList<>(shared);
    decided.addAll(DestinationSettings.OWN);
    assertThat(decided).containsExactlyInAnyOrderElementsOf(WorkerSettings.ALL);
  }

  @Test
  void both_ways_has_one_destination() {
    assertThat(problems("OELEO_MODE", "sync"))
        .singleElement()
        .asString()
        .startsWith("OELEO_DESTINATIONS does not go with OELEO_MODE=sync");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nas,Server", "NAS; server", " nas , server ,", "nas,server_2"})
  void names_are_compared_without_case_and_separated_by_commas(String names) throws Exception {
    assertThat(whole(two("OELEO_DESTINATIONS", names)).destinations())
        .map(one -> one.destination().orElse(""))
        .element(0)
        .isEqualTo("nas");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nas,nas",
        "nas,NAS",
        "local",
        "external",
        "oeleo",
        "na s",
        "na-s",
        "näs",
        "_nas",
        "nas_",
        ","
      })
  void what_is_no_name_is_refused(String names) {
    assertThat(problems("OELEO_DESTINATIONS", names))
        .singleElement()
        .asString()
        .startsWith("OELEO_DESTINATIONS must be one or more names");
  }

  @ParameterizedTest
  @CsvSource({
    "base, OELEO_BASE_DIR_FROM",
    "db, OELEO_DB_ALLOW_NETWORK",
    "max, OELEO_MAX_DELETE",
    "min, OELEO_MIN_AGE",
    "log, OELEO_LOG_DIR",
    "external_base, OELEO_EXTERNAL_BASE_DIR_FROM",
    "nas_min, OELEO_NAS_MIN_FREE"
  })
  void a_name_that_would_make_a_variable_mean_two_things_is_refused(String name, String taken) {
    Map<String, String> values =
        two("OELEO_DESTINATIONS", "nas," + name, "OELEO_SERVER_BASE_DIR_TO", "");
    values.put("OELEO_" + name.toUpperCase(Locale.ROOT) + "_BASE_DIR_TO", "/x");
    assertThat(catchThrowableOfType(
            SettingsException.class,
            () -> FanOut.from(Settings.of(values), Providers.onClassPath())))
        .hasMessageContaining("OELEO_DESTINATIONS has " + name)
        .hasMessageContaining("such as " + taken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/data/nas", "/data/./nas/", "/data/x/../nas"})
  void two_destinations_are_two_places(String root) {
    assertThat(problems("OELEO_SERVER_BASE_DIR_TO", root))
        .containsExactly(
            "OELEO_SERVER_BASE_DIR_TO is the same place as that of nas: local:" + root);
  }

  @Test
  void two_destinations_that_both_have_the_folder_of_all_are_one() {
    assertThat(problems(
            "OELEO_SERVER_BASE_DIR_TO", "", "OELEO_NAS_BASE_DIR_TO", "", "OELEO_BASE_DIR_TO", "/d"))
        .containsExactly("OELEO_SERVER_BASE_DIR_TO is the same place as that of nas: local:/d");
  }

  @Test
  void one_root_at_two_connectors_is_two_places() throws Exception {
    assertThat(workers(
            "OELEO_SERVER_BASE_DIR_TO",
            "/data/nas",
            "OELEO_SERVER_EXTERNAL",
            "command",
            "OELEO_SERVER_COMMAND",
            "send {}"))
        .hasSize(2);
  }

  @Test
  void two_destinations_have_two_ledgers() {
    assertThat(problems("OELEO_NAS_DB_NAME", "a.db", "OELEO_SERVER_DB_NAME", "./a.db"))
        .containsExactly("OELEO_SERVER_DB_NAME is the same ledger as that of nas: ./a.db; each"
            + " destination has its own");
  }

  @Test
  void a_connector_or_a_ledger_that_nobody_offers_is_named_as_it_was_written() {
    assertThat(problems("OELEO_NAS_EXTERNAL", "pigeon", "OELEO_SERVER_BOOKKEEPER", "stone"))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("OELEO_NAS_EXTERNAL names a connector"),
            second -> assertThat(second).startsWith("OELEO_SERVER_BOOKKEEPER names a bookkeeper"));
  }

  @Test
  void a_host_of_a_destination_without_a_connector_is_no_folder_of_this_machine() {
    assertThat(problems("OELEO_NAS_HOST", "far"))
        .singleElement()
        .asString()
        .startsWith("OELEO_NAS_HOST is set, but OELEO_NAS_EXTERNAL is not: set"
            + " OELEO_NAS_EXTERNAL=ssh");
  }

  @ParameterizedTest
  @CsvSource({
    "OELEO_NAS_MIN_FRE, ; did you mean OELEO_NAS_MIN_FREE?",
    "OELEO_NAS_EXTERNAL_COMAND, ; did you mean OELEO_NAS_EXTERNAL_COMMAND?",
    "OELEO_NAS_EXTERNAL_MIN_FREE, ''",
    "OELEO_FOO_BASE_DIR_TO, ; did you mean OELEO_NAS_BASE_DIR_TO?"
  })
  void an_unknown_variable_of_a_destination_is_answered_with_the_one_meant(
      String wrong, String hint) throws Exception {
    for (Configuration one : whole(two(wrong, "x")).destinations()) {
      assertThat(one.warnings())
          .singleElement()
          .asString()
          .startsWith(wrong + " is not known")
          .contains(hint);
    }
  }

  @Test
  void known_variables_of_destinations_are_not_warned_about() throws Exception {
    Configuration one = whole(two(
            "OELEO_NAS_MIN_FREE", "1G", "OELEO_SERVER_PARALLEL", "2", "OELEO_NAS_DB_NAME", "x.db"))
        .destinations()
        .get(0);
    assertThat(one.warnings()).isEmpty();
  }
}
