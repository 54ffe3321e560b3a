package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;

/** One {@code .env} that names two destinations. */
class DestinationsTest extends WithWorker {
  private String ofNas;
  private String ofServer;
  private Path nas;
  private Path server;

  @BeforeEach
  void make_two_destinations() throws IOException {
    ofNas = folder.resolve("lab.env") + " (nas)";
    ofServer = folder.resolve("lab.env") + " (server)";
    nas = Files.createDirectory(folder.resolve("nas"));
    server = Files.createDirectory(folder.resolve("server"));
    Files.delete(folder.resolve(".env"));
    settings();
    file("a.csv", "1");
    file("b.csv", "2");
  }

  private void settings(String... more) throws IOException {
    List<String> lines = new ArrayList<>(List.of(
        "OELEO_DESTINATIONS=nas,server",
        "OELEO_BASE_DIR_FROM=" + from,
        "OELEO_NAS_BASE_DIR_TO=" + nas,
        "OELEO_SERVER_BASE_DIR_TO=" + server,
        "OELEO_DB_NAME=" + folder.resolve("lab.db"),
        "OELEO_SETTLE=0s"));
    lines.addAll(List.of(more));
    Files.write(folder.resolve("lab.env"), lines);
  }

  private List<String> lines(String words) {
    return command.lines().stream().filter(line -> line.contains(words)).toList();
  }

  private int run(String... more) {
    List<String> words = new ArrayList<>(List.of("run", "lab.env"));
    words.addAll(List.of(more));
    return command.oeleo(words.toArray(String[]::new));
  }

  @Test
  void a_run_copies_to_both_and_the_next_has_nothing_to_do() throws IOException {
    assertThat(run()).isZero();
    assertThat(names(nas)).containsExactlyInAnyOrder("a.csv", "b.csv");
    assertThat(names(server)).containsExactlyInAnyOrder("a.csv", "b.csv");
    assertThat(folder.resolve("lab.nas.db")).exists();
    assertThat(folder.resolve("lab.server.db")).exists();
    assertThat(folder.resolve("lab.db")).doesNotExist();
    assertThat(lines("Copied"))
        .hasSize(2)
        .anyMatch(l -> l.contains(ofNas))
        .anyMatch(l -> l.contains(ofServer));
    assertThat(run()).isZero();
    assertThat(lines("Nothing to do: 2 files unchanged")).hasSize(2);
    assertThat(command.err()).isEmpty();
  }

  @Test
  void one_that_is_away_keeps_no_other_from_its_files_and_catches_up() throws IOException {
    run();
    Files.move(nas, folder.resolve("away"));
    file("c.csv", "3");
    assertThat(run()).isEqualTo(5);
    assertThat(names(server)).contains("c.csv");
    assertThat(command.err()).contains(ofNas + ": destination: ").doesNotContain(ofServer);
    assertThat(nas).doesNotExist();

    Files.move(folder.resolve("away"), nas);
    assertThat(run()).isZero();
    assertThat(names(nas)).contains("c.csv");
    assertThat(lines("Copied")).singleElement().asString().contains(ofNas);
  }

  @Test
  void one_without_room_pauses_alone() throws IOException {
    settings("OELEO_NAS_MIN_FREE=1000000T");
    assertThat(run()).isEqualTo(5);
    assertThat(names(nas)).isEmpty();
    assertThat(names(server)).hasSize(2);
    settings("OELEO_NAS_MIN_FREE=1K");
    assertThat(run()).isZero();
    assertThat(names(nas)).hasSize(2);
  }

  @Test
  void one_whose_ledger_is_in_use_pauses_alone_and_all_of_them_end_the_run() throws Exception {
    run();
    file("c.csv", "3");
    try (Bookkeeper first = held("nas")) {
      assertThat(first.id()).isNotEmpty();
      assertThat(run("--max-runs", "2", "-s", "OELEO_INTERVAL=10ms")).isEqualTo(75);
      assertThat(command.err().lines().filter(line -> line.contains(ofNas))).hasSize(2);
      assertThat(names(server)).contains("c.csv");
      try (Bookkeeper second = held("server")) {
        assertThat(second.id()).isNotEmpty();
        assertThat(run("--max-runs", "2", "-s", "OELEO_INTERVAL=1h")).isEqualTo(75);
        assertThat(command.err().lines()).hasSize(2);
      }
    }
    assertThat(run()).isZero();
    assertThat(names(nas)).contains("c.csv");
  }

  private Bookkeeper held(String name) throws Exception {
    return org.oeleo.Worker.builder()
        .local(from)
        .external(nas)
        .ledger(folder.resolve("lab." + name + ".db"))
        .build()
        .ledger()
        .open(Access.RUN);
  }

  @Test
  void a_schedule_has_rounds_of_all_and_one_wait_between_two() throws IOException {
    command.when(() -> file("c.csv", "3"), "\"waiting\"");
    assertThat(run("--json", "--stop-on-loop", "2", "-s", "OELEO_INTERVAL=50ms"))
        .isZero();
    assertThat(lines("\"waiting\""))
        .singleElement()
        .asString()
        .contains("\"worker\":\"" + folder.resolve("lab.env") + "\"");
    assertThat(lines("\"report\""))
        .hasSize(4)
        .filteredOn(line -> line.contains("\"worker\":\"" + ofNas + "\""))
        .hasSize(2);
    assertThat(names(nas)).contains("c.csv").hasSameElementsAs(names(server));
  }

  @Test
  void the_source_is_watched_once_for_all() throws IOException {
    command.when(() -> file("c.csv", "3"), "waiting at most");
    assertThat(run("-v", "--watch", "--max-runs", "2", "-s", "OELEO_INTERVAL=1h"))
        .isZero();
    assertThat(lines("waiting at most"))
        .singleElement()
        .asString()
        .startsWith(folder.resolve("lab.env") + ": ");
    assertThat(names(nas)).contains("c.csv").hasSameElementsAs(names(server));
  }

  @Test
  void a_check_before_the_first_run_is_for_all() throws IOException {
    Files.copy(from.resolve("a.csv"), nas.resolve("a.csv"));
    assertThat(run("-v", "-s", "OELEO_ADD_CHECK=true")).isZero();
    assertThat(lines("REPORT (CHECK)")).hasSize(2);
    assertThat(lines("copied      a.csv")).singleElement().asString().startsWith(ofServer);
  }

  @Test
  void plan_check_and_a_dry_run_tell_of_each() throws IOException {
    for (List<String> words :
        List.of(List.of("plan", "lab.env"), List.of("run", "lab.env", "-n"))) {
      assertThat(command.oeleo(words.toArray(String[]::new))).isZero();
      assertThat(lines("would copy  a.csv")).hasSize(2);
    }
    assertThat(names(nas)).isEmpty();
    run();
    Files.delete(server.resolve("a.csv"));
    assertThat(command.oeleo("check", "lab.env")).isEqualTo(1);
    assertThat(lines("Files out of sync")).hasSize(2);
    assertThat(lines("missing")).singleElement().asString().startsWith(ofServer);
  }

  @Test
  void the_log_says_which_destination() throws IOException {
    settings("OELEO_LOG_DIR=" + folder.resolve("log"));
    run();
    assertThat(folder.resolve("log/oeleo.log")).content().contains(ofNas, ofServer);
  }

  @Test
  void what_is_set_is_shown_for_each_and_named_as_it_was_written() throws IOException {
    settings("OELEO_NAS_PARALLEL=2", "OELEO_PARALLEL=4");
    assertThat(command.oeleo("config", "show", "lab.env")).isZero();
    assertThat(lines("# /")).containsExactly("# " + ofNas, "# " + ofServer);
    assertThat(lines("PARALLEL="))
        .satisfiesExactly(
            own -> assertThat(own).matches("OELEO_NAS_PARALLEL=2 .*OELEO_NAS_PARALLEL in .*"),
            all -> assertThat(all).matches("OELEO_PARALLEL=4 .*OELEO_PARALLEL in .*"));
    assertThat(lines("DB_NAME=")).element(0).asString().contains("lab.nas.db");
  }

  @Test
  void all_that_is_wrong_with_any_is_told_once() throws IOException {
    settings(
        "OELEO_NAS_PARALLEL=x",
        "OELEO_SERVER_INCLUDE=*.csv",
        "OELEO_VERIFY=y",
        "OELEO_NSA_HASH=md5");
    assertThat(run()).isEqualTo(3);
    assertThat(command.err().lines())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains("OELEO_NAS_PARALLEL must be"),
            line -> assertThat(line).contains("OELEO_SERVER_INCLUDE cannot differ"),
            line -> assertThat(line).contains("OELEO_VERIFY must be"),
            line -> assertThat(line).contains("did you mean OELEO_NAS_HASH?"));
  }

  @Test
  void doctor_looks_at_each() throws IOException {
    assertThat(command.oeleo("doctor", "lab.env")).isZero();
    assertThat(command.out()).contains("# " + ofNas, "# " + ofServer, "destination local:" + nas);
    assertThat(lines("free for a run")).isEmpty();
    assertThat(names(nas)).isEmpty();
  }

  @Test
  void pin_and_login_ask_at_a_shared_source_once() {
    for (String verb : List.of("pin", "login")) {
      assertThat(command.oeleo(verb, "lab.env")).isZero();
      assertThat(command.lines()).hasSize(3);
      assertThat(lines("local:" + from)).hasSize(1);
    }
  }

  @Test
  void ledger_verbs_are_for_all_ledgers_or_for_the_one_that_is_named() throws IOException {
    run();
    assertThat(command.oeleo("ledger", "ls", "-e", "lab.env")).isZero();
    assertThat(lines("# ")).containsExactly("# " + ofNas, "# " + ofServer);
    assertThat(lines("a.csv")).hasSize(2);
    assertThat(command.oeleo("ledger", "ls", "-e", "lab.env", "--to", "NAS", "--json"))
        .isZero();
    assertThat(command.lines())
        .hasSize(2)
        .allMatch(l -> l.contains("\"worker\":\"" + ofNas + "\""));
    assertThat(command.oeleo("ledger", "show", "-e", "lab.env", "a.csv")).isZero();
    assertThat(lines("Path ")).hasSize(2);
    assertThat(command.oeleo("ledger", "forget", "-e", "lab.env", "--to", "server", "a.csv"))
        .isZero();
    assertThat(command.out()).startsWith(ofServer + ": 1 file forgotten");
    assertThat(command.oeleo("ledger", "lock", "-e", "lab.env", "a.csv")).isEqualTo(1);
    assertThat(command.out()).startsWith(ofNas + ": 1 file locked");
    assertThat(command.err()).contains(ofServer + ": the ledger does not know a.csv");
    assertThat(command.oeleo("retry", "-e", "lab.env")).isZero();
    assertThat(command.lines()).hasSize(2);
    assertThat(command.oeleo("ledger", "ls", "-e", "lab.env", "--to", "attic")).isEqualTo(3);
  }

  @Test
  void an_export_is_of_one_ledger() {
    run();
    assertThat(command.oeleo("ledger", "export", "-e", "lab.env", "--format", "csv"))
        .isEqualTo(1);
    assertThat(command.err()).contains("--to");
    assertThat(
            command.oeleo("ledger", "export", "-e", "lab.env", "--format", "csv", "--to", "server"))
        .isZero();
    assertThat(lines("a.csv")).hasSize(1);
  }

  @Test
  void marked_files_count_as_copied_everywhere() throws IOException {
    assertThat(command.oeleo("ledger", "mark", "-e", "lab.env", "a.csv")).isZero();
    assertThat(run()).isZero();
    assertThat(names(nas)).containsExactly("b.csv");
    assertThat(names(server)).containsExactly("b.csv");
  }

  @Test
  void one_file_named_twice_is_two_workers_as_ever() {
    assertThat(command.oeleo("run", "lab.env", "lab.env")).isZero();
    assertThat(lines("Copied")).hasSize(2);
    assertThat(lines("Nothing to do")).hasSize(2);
  }

  @Test
  void one_destination_alone_has_its_name_and_its_ledger() throws IOException {
    assertThat(run("-s", "OELEO_DESTINATIONS=nas", "--json")).isZero();
    assertThat(lines("\"report\"")).singleElement().asString().contains(ofNas);
    assertThat(names(nas)).hasSize(2);
    assertThat(names(server)).isEmpty();
    assertThat(folder.resolve("lab.nas.db")).exists();
  }

  @Test
  void a_schedule_survives_a_destination_that_is_away_and_tries_again() throws IOException {
    run();
    Files.move(nas, folder.resolve("away"));
    file("c.csv", "3");
    command.when(() -> Files.move(folder.resolve("away"), nas), "\"waiting\"");
    assertThat(run("--json", "--max-runs", "2", "-s", "OELEO_INTERVAL=50ms")).isZero();
    assertThat(names(nas)).contains("c.csv");
  }

  @Test
  void destinations_of_the_command_line_are_known_to_connectors_and_template() {
    assertThat(command.oeleo("connectors", "lab.env")).isZero();
    assertThat(lines("local ")).hasSize(1);
    assertThat(command.oeleo("config", "template")).isZero();
    assertThat(lines("OELEO_DESTINATIONS")).isNotEmpty();
  }
}
