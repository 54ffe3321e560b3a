package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.oeleo.testkit.server.WithSshd;

/** What the README of the Python oeleo tells its users, done with the command. */
class FromOeleoTest extends WithWorker {
  @RegisterExtension
  static final WithSshd SERVER = new WithSshd();

  /** As the README has it, with folders of this machine. */
  private void readme(String... more) throws IOException {
    List<String> lines = new ArrayList<>(List.of(
        "OELEO_BASE_DIR_FROM=" + from,
        "OELEO_BASE_DIR_TO=" + to,
        "OELEO_FILTER_EXTENSION=.csv",
        "OELEO_DB_NAME=" + folder.resolve("local2pub.db"),
        "OELEO_LOG_DIR=" + folder.resolve("logs"),
        "",
        "## only needed for advanced connectors:",
        "# OELEO_DB_HOST=<db host>",
        "# OELEO_EXTERNAL_HOST<ssh hostname>"));
    lines.addAll(List.of(more));
    Files.write(folder.resolve(".env"), lines);
  }

  private int run(String... more) {
    List<String> words = new ArrayList<>(List.of("run", "-s", "OELEO_SETTLE=0s"));
    words.addAll(List.of(more));
    return command.oeleo(words.toArray(String[]::new));
  }

  private String database(String query) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("local2pub.db"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }

  /** As somebody with a browser for SQLite does it. */
  private void byHand(String name, int code) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("local2pub.db"));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(
              "UPDATE filelist SET code = " + code + " WHERE local_name = '" + name + "'"))
          .isEqualTo(1);
    }
  }

  @Test
  void the_env_file_works_as_it_is() throws Exception {
    readme();
    file("a.csv", "1");
    file("b.txt", "not to be sent");

    assertThat(run()).as(command.err()).isZero();

    assertThat(names(to)).containsExactly("a.csv");
    assertThat(folder.resolve("local2pub.db")).exists();
    assertThat(folder.resolve("logs/oeleo.log")).content().contains("a.csv");
  }

  @Test
  void variables_that_were_never_read_are_warned_about_and_do_no_harm() throws Exception {
    readme("OELEO_DB_HOST=h", "OELEO_DB_PORT=1", "OELEO_DB_USER=u", "OELEO_DB_PASSWORD=p");
    file("a.csv", "1");

    assertThat(run()).isZero();

    assertThat(command.err())
        .contains("OELEO_DB_HOST", "OELEO_DB_PORT", "OELEO_DB_USER", "OELEO_DB_PASSWORD");
    assertThat(names(to)).containsExactly("a.csv");
  }

  @Test
  void the_table_is_the_one_of_the_original() throws Exception {
    readme();
    file("a.csv", "1");
    run();

    assertThat(database("SELECT id || '|' || local_name || '|' || external_name || '|' || code"
            + " FROM filelist"))
        .isEqualTo("1|a.csv|" + to.resolve("a.csv") + "|1");
    assertThat(database("SELECT processed_date FROM filelist"))
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)?");
    assertThat(database("SELECT checksum FROM filelist")).matches("(SHA-256:)?[0-9a-f]{64}");
  }

  @Test
  void a_row_whose_code_was_edited_to_2_is_never_copied() throws Exception {
    readme();
    file("a.csv", "1");
    run();
    byHand("a.csv", 2);
    file("a.csv", "changed");

    assertThat(run()).isZero();
    assertThat(to.resolve("a.csv")).hasContent("1");
    assertThat(command.out()).contains("1 file locked");

    assertThat(command.oeleo("ledger", "unlock", "a.csv")).isZero();
    assertThat(run()).isZero();
    assertThat(to.resolve("a.csv")).hasContent("changed");
  }

  @Test
  void a_row_of_code_0_is_copied_and_one_of_code_1_if_it_has_changed() throws Exception {
    readme();
    file("a.csv", "1");
    file("b.csv", "1");
    run();
    for (String name : List.of("a.csv", "b.csv")) {
      Files.delete(to.resolve(name));
    }
    byHand("a.csv", 0);
    // A destination that is empty all at once would be taken for one that is not mounted.
    Files.writeString(to.resolve("other"), "");

    assertThat(run()).as(command.err()).isZero();
    assertThat(names(to)).containsExactlyInAnyOrder("a.csv", "other");
    assertThat(database("SELECT code FROM filelist WHERE local_name = 'a.csv'")).isEqualTo("1");

    file("b.csv", "changed");
    assertThat(run()).isZero();
    assertThat(to.resolve("b.csv")).hasContent("changed");
  }

  @Test
  void a_database_that_was_deleted_is_made_anew_and_nothing_is_sent_twice() throws Exception {
    readme();
    file("a.csv", "1");
    run();
    Files.delete(folder.resolve("local2pub.db"));

    assertThat(run()).isZero();

    assertThat(command.out()).contains("Adopted     1 file").doesNotContain("Copied");
    assertThat(folder.resolve("local2pub.db")).exists();
  }

  @Test
  void a_linux_server_is_reached_with_the_variables_of_the_original() throws Exception {
    Map<String, String> server = SERVER.settings();
    readme(
        "OELEO_EXTERNAL=ssh",
        "OELEO_EXTERNAL_HOST=" + server.get("OELEO_HOST"),
        "OELEO_USERNAME=" + server.get("OELEO_USERNAME"),
        "OELEO_KEY_FILENAME=" + server.get("OELEO_KEY_FILENAME"),
        "OELEO_KNOWN_HOSTS=" + server.get("OELEO_KNOWN_HOSTS"),
        "OELEO_SSH_CONFIG=none");
    file("a.csv", "1");
    file("b.csv", "2");
    Files.copy(from.resolve("b.csv"), to.resolve("b.csv"));

    assertThat(command.oeleo("check", "--update-db")).as(command.err()).isZero();
    assertThat(command.out()).contains("-Total number of local files:    2");
    assertThat(run("-vv")).as(command.err()).isZero();

    assertThat(command.out()).contains("Copied      1 file");
    assertThat(to.resolve("a.csv")).hasContent("1");
    assertThat(folder.resolve("logs/oeleo.log")).content().contains("b.csv");
  }

  @Test
  void a_host_without_the_word_ssh_is_an_error_and_no_local_copy() throws Exception {
    readme("OELEO_EXTERNAL_HOST=server", "OELEO_USERNAME=lab", "OELEO_PASSWORD=secret");
    file("a.csv", "1");

    assertThat(run()).isEqualTo(3);

    assertThat(command.err()).contains("OELEO_EXTERNAL=ssh").doesNotContain("secret");
    assertThat(names(to)).isEmpty();
  }

  @Test
  void four_runs_four_seconds_apart_are_two_settings() throws Exception {
    readme();
    file("a.csv", "1");

    assertThat(run("--max-runs", "4", "-s", "OELEO_INTERVAL=10ms")).isZero();

    assertThat(command.lines().stream().filter(line -> line.startsWith("Nothing to do")))
        .hasSize(3);
  }
}
