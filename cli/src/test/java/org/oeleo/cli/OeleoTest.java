package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.testkit.Boundaries;

class OeleoTest extends WithWorker {
  @Test
  void boundaries_hold() {
    Boundaries.check("org.oeleo");
  }

  @Test
  void without_a_command_it_tells_how_to_use_it() {
    assertThat(command.oeleo()).isEqualTo(2);
    assertThat(command.err()).startsWith("Usage: oeleo");
  }

  @Test
  void the_version_names_java_and_the_system() {
    assertThat(command.oeleo("--version")).isZero();
    assertThat(command.lines()).hasSize(3).element(1).asString().startsWith("Java ");
  }

  @Test
  void a_mistyped_option_is_usage_with_a_proposal() {
    assertThat(command.oeleo("run", "--jsno")).isEqualTo(2);
    assertThat(command.err()).contains("oeleo: Unknown option", "--json", "oeleo run --help");
  }

  @Test
  void a_run_copies_and_says_so_and_the_next_has_nothing_to_do() throws IOException {
    file("a.csv", "1,2");
    Files.createDirectory(from.resolve("below"));
    assertThat(command.oeleo("run")).isZero();
    assertThat(to.resolve("a.csv")).hasContent("1,2");
    assertThat(command.lines().get(0)).matches("Copied +1 file, 3 B in .* verified: read back");
    assertThat(command.out())
        .contains("1 folder below was not entered (OELEO_INCLUDE_SUBDIRS=false)");
    assertThat(command.oeleo("run")).isZero();
    assertThat(command.lines().get(0)).startsWith("Nothing to do: 1 file unchanged");
    assertThat(command.err()).isEmpty();
  }

  @Test
  void a_plan_and_a_dry_run_tell_and_do_nothing() throws IOException {
    file("a.csv", "1");
    for (List<String> words : List.of(List.of("plan"), List.of("run", "-n"))) {
      assertThat(command.oeleo(words.toArray(String[]::new))).isZero();
      assertThat(command.lines().get(0)).startsWith("would copy  a.csv  1 B");
      assertThat(to).isEmptyDirectory();
      assertThat(folder.resolve("ledger.db")).doesNotExist();
    }
  }

  @Test
  void quiet_is_quiet_and_verbose_names_files() throws IOException {
    file("a\u001b[31m.csv", "1");
    assertThat(command.oeleo("run", "-v")).isZero();
    assertThat(command.out()).contains("copied      a\\u001B[31m.csv  1 B  verified: read back");
    assertThat(command.oeleo("run", "-q")).isZero();
    assertThat(command.out()).isEmpty();
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    int code = command.oeleo("run", "-s", "OELEO_PARALLEL=x", "-s", "OELEO_VERIFY=y");
    assertThat(code).isEqualTo(3);
    assertThat(command.err()).contains("oeleo: OELEO_PARALLEL", "oeleo: OELEO_VERIFY");
    assertThat(command.err()).doesNotContain("\tat ");
    assertThat(command.oeleo("run", "none.env")).isEqualTo(3);
    assertThat(command.oeleo("run", "-s", "OTHER=1")).isEqualTo(2);
  }

  @Test
  void a_misspelt_setting_is_a_warning() {
    assertThat(command.oeleo("run", "-s", "OELEO_SETLE=1s")).isZero();
    assertThat(command.err()).contains("oeleo: warning: OELEO_SETLE", "OELEO_SETTLE");
  }

  @Test
  void each_end_that_is_missing_has_its_exit_code() throws IOException {
    file("a.csv", "1");
    assertThat(command.oeleo("run", "-s", "OELEO_BASE_DIR_FROM=" + from + "x")).isEqualTo(4);
    assertThat(command.err()).startsWith("oeleo: source: ");
    assertThat(command.oeleo("run", "-s", "OELEO_BASE_DIR_TO=" + from + "/a.csv/y"))
        .isEqualTo(5);
    assertThat(command.err()).startsWith("oeleo: destination: ");
  }

  @Test
  void a_damaged_ledger_and_one_in_use_have_their_exit_codes() throws Exception {
    Files.writeString(folder.resolve("bad.db"), "this is not a database, not at all");
    assertThat(command.oeleo("run", "-s", "OELEO_DB_NAME=" + folder.resolve("bad.db")))
        .isEqualTo(7);
    assertThat(command.err()).contains("bad.db");
    var provider = org.oeleo.Providers.onClassPath().bookkeeper("sqlite", "X");
    String name = folder.resolve("ledger.db").toString();
    try (Bookkeeper held = provider.open(name, Settings.of(Map.of()), Access.RUN)) {
      assertThat(held.id()).isNotEmpty();
      assertThat(command.oeleo("run")).isEqualTo(75);
    }
  }

  @Test
  void a_file_that_fails_is_named_and_is_exit_code_1() throws IOException {
    file("a.csv", "1");
    Files.writeString(to.resolve("a.csv"), "other");
    assertThat(command.oeleo("run", "-s", "OELEO_OVERWRITE=fail")).isEqualTo(1);
    assertThat(command.err()).startsWith("oeleo: failed: a.csv: ");
    assertThat(command.out()).containsPattern("Failed +1 file\n  a.csv: ");
    assertThat(command.oeleo("ledger", "ls", "--failed")).isZero();
    assertThat(command.out()).startsWith("failed ");
    assertThat(command.oeleo("retry")).isZero();
    assertThat(command.out()).isEqualTo("1 file to be tried again\n");
    assertThat(command.oeleo("ledger", "ls", "--failed")).isZero();
    assertThat(command.out()).isEmpty();
  }

  @Test
  void a_cancelled_run_is_exit_code_130() throws IOException {
    file("a.csv", "1");
    command.cancellation().cancel();
    assertThat(command.oeleo("run")).isEqualTo(130);
  }

  @Test
  void a_check_has_the_wording_of_the_original_and_names_what_differs() throws IOException {
    file("same.csv", "1");
    file("differs.csv", "1");
    file("missing.csv", "1");
    command.oeleo("run");
    Files.writeString(to.resolve("differs.csv"), "2");
    Files.delete(to.resolve("missing.csv"));
    assertThat(command.oeleo("check")).isEqualTo(1);
    assertThat(command.lines())
        .contains(
            "-Total number of local files:    3",
            "-Files with external duplicates: 2",
            "-Files out of sync:              1",
            "differs     differs.csv",
            "missing     missing.csv");
    assertThat(command.oeleo("check", "--update-db", "--force")).isZero();
    assertThat(command.oeleo("run")).isZero();
    assertThat(command.oeleo("check")).isZero();
    assertThat(command.oeleo("check", "--force")).isEqualTo(2);
  }

  @Test
  void a_check_that_cannot_begin_counts_nothing() throws IOException {
    file("a.csv", "1");
    assertThat(command.oeleo("check", "-s", "OELEO_BASE_DIR_TO=" + to + "x")).isEqualTo(5);
    assertThat(command.out()).isEmpty();
    assertThat(command.err()).startsWith("oeleo: destination: ");
  }

  @Test
  void every_line_of_json_is_an_object_and_the_last_one_the_report() throws IOException {
    file("a\"\n\u202e.csv", "1");
    assertThat(command.oeleo("--json", "run")).isZero();
    assertThat(command.lines()).hasSizeGreaterThan(4).allSatisfy(JsonTest::isObject);
    assertThat(command.lines())
        .anyMatch(line -> line.contains("\"event\":\"file-finished\"")
            && line.contains("\"path\":\"a\\\"\\n\\u202e.csv\"")
            && line.contains("\"outcome\":\"copied\"")
            && line.contains("\"checksum\":\"SHA-256:"));
    assertThat(command.lines().get(command.lines().size() - 1))
        .contains("\"event\":\"report\"", "\"exitCode\":0", "\"copied\":1");
  }

  @Test
  void several_workers_run_one_after_the_other_each_with_its_log() throws IOException {
    file("a.csv", "1");
    for (String name : List.of("one", "two")) {
      List<String> lines = new java.util.ArrayList<>(worker(name + ".db"));
      lines.add("OELEO_LOG_DIR=" + folder.resolve("log-" + name));
      if (name.equals("two")) {
        lines.set(0, "OELEO_BASE_DIR_FROM=" + from + "x");
      }
      Files.write(folder.resolve(name + ".env"), lines);
    }
    assertThat(command.oeleo("run", "--once", "two.env", "one.env")).isEqualTo(4);
    Path log = folder.resolve("log-one").resolve("oeleo.log");
    assertThat(Files.readString(log))
        .containsPattern(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  event=file-finished")
        .contains("event=run-started", "event=report")
        .doesNotContain("two.env");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(folder.resolve("log-two").resolve("oeleo.log")))
        .contains("ERROR event=report");
  }

  @Test
  void a_log_that_cannot_be_written_is_an_error_of_the_configuration() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    int code =
        command.oeleo("run", "-s", "OELEO_LOG_DIR=" + folder.resolve("file").resolve("x"));
    assertThat(code).isEqualTo(3);
    assertThat(command.err()).contains("OELEO_LOG_DIR");
  }

  @Test
  void the_doctor_tells_good_from_bad_and_leaves_nothing_behind() throws IOException {
    file("a.csv", "1");
    assertThat(command.oeleo("doctor")).isZero();
    assertThat(command.out()).contains("ok    source local:", ": 1 file at the top");
    assertThat(to).isEmptyDirectory();
    assertThat(command.oeleo("doctor", "-s", "OELEO_BASE_DIR_TO=" + to + "x")).isZero();
    assertThat(command.out()).contains("not there yet; the first run makes it");
    assertThat(command.oeleo("doctor", "-s", "OELEO_BASE_DIR_TO=" + from + "/a.csv/y"))
        .isEqualTo(1);
    assertThat(command.out()).contains("FAIL  destination local:");
    assertThat(command.oeleo("doctor", "-s", "OELEO_VERIFY=x")).isEqualTo(1);
    assertThat(command.out()).contains("FAIL  configuration: OELEO_VERIFY");
  }

  @Test
  void the_doctor_fails_what_a_run_would_refuse() throws IOException {
    String within = "OELEO_BASE_DIR_TO=" + from.resolve("below");
    assertThat(command.oeleo("doctor", "-s", within, "-s", "OELEO_INCLUDE_SUBDIRS=true"))
        .isEqualTo(1);
    assertThat(command.out()).contains("FAIL  folders: the destination is within the source");
    assertThat(command.oeleo("doctor", "-s", within)).isZero();
    assertThat(command.out()).contains("warn  folders: the destination is within the source");
    String ledger = "OELEO_DB_NAME=" + folder.resolve("none/ledger.db");
    assertThat(command.oeleo("doctor", "-s", ledger)).isEqualTo(1);
    assertThat(command.out()).contains("its folder does not exist");
    String deep = "OELEO_BASE_DIR_TO=" + folder.resolve("none/deep");
    assertThat(command.oeleo("doctor", "-s", deep)).isEqualTo(1);
    assertThat(command.out()).contains("FAIL  destination", "is not there");
    file("log", "a file where a folder should be");
    assertThat(command.oeleo("doctor", "-s", "OELEO_LOG_DIR=" + from.resolve("log")))
        .isEqualTo(1);
    assertThat(command.out()).contains("FAIL  log folder");
  }

  @Test
  void each_problem_says_whose_it_is() throws IOException {
    Files.writeString(folder.resolve("a.env"), "OELEO_BASE_DIR_FROM=" + from);
    Files.writeString(folder.resolve("b.env"), "OELEO_BASE_DIR_TO=" + to);
    for (String[] words : List.of(new String[] {"run"}, new String[] {"config", "show"})) {
      String[] all =
          Stream.concat(Stream.of(words), Stream.of("a.env", "b.env")).toArray(String[]::new);
      assertThat(command.oeleo(all)).isEqualTo(3);
      assertThat(command.err().lines().filter(line -> line.contains("OELEO_DB_NAME")))
          .hasSize(2)
          .anyMatch(line -> line.endsWith("a.env)"))
          .anyMatch(line -> line.endsWith("b.env)"));
      assertThat(command.err().lines()).doesNotHaveDuplicates().allMatch(l -> l.endsWith(".env)"));
    }
  }

  @Test
  void the_configuration_is_shown_with_origins_and_as_a_template() {
    assertThat(command.oeleo("config", "show", "--transfers", "3")).isZero();
    assertThat(command.out())
        .containsPattern("OELEO_PARALLEL=3 +# OELEO_PARALLEL in command line")
        .containsPattern("OELEO_VERIFY=auto +# default");
    assertThat(command.oeleo("config", "template")).isZero();
    assertThat(command.out()).contains("\nOELEO_BASE_DIR_FROM=", "# OELEO_LOG_DIR=");
  }

  @Test
  void connectors_and_completion_are_printed() {
    assertThat(command.oeleo("connectors")).isZero();
    assertThat(command.out())
        .startsWith("command ")
        .contains("for each file (3 settings; class path)", "\nlocal ", "(local://, file://; ");
    assertThat(command.oeleo("completion")).isZero();
    assertThat(command.out()).startsWith("#!/usr/bin/env bash");
  }

  @Test
  void watching_ends_with_the_number_of_runs() throws IOException {
    file("a.csv", "1");
    int code =
        command.oeleo("run", "--watch", "-s", "OELEO_INTERVAL=10ms", "-s", "OELEO_MAX_RUNS=3");
    assertThat(code).isZero();
    assertThat(command.lines().stream().filter(line -> line.startsWith("Nothing to do")))
        .hasSize(2);
  }
}
