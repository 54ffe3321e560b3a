package org.oeleo.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.oeleo.cli.Try;
import org.oeleo.cli.WithWorker;

/** A worker to which something bad is done, and what it said of it. */
abstract class WithFaults extends WithWorker {
  /** Longer than the local connector goes without looking whether a folder is still in place. */
  private static final Duration LOOK_IS_OLD = Duration.ofMillis(20);

  /** Runs with these settings on top; the exit code. What was said is asked for below. */
  final int run(String... settings) {
    List<String> arguments = new ArrayList<>(List.of("--json", "run"));
    for (String setting : settings) {
      arguments.addAll(List.of("-s", setting));
    }
    return command.oeleo(arguments.toArray(String[]::new));
  }

  /**
   * Does it as soon as the first byte of this file is about to move, and holds the run until its
   * last look at any folder is too old to be relied on.
   */
  final void whenStarted(String path, Try.Sabotage sabotage) {
    command.when(
        () -> {
          sabotage.strike();
          Thread.sleep(LOOK_IS_OLD.toMillis());
        },
        "\"event\":\"file-started\"",
        "\"path\":\"" + path + "\"");
  }

  /** What became of this file in the latest run. */
  final String outcome(String path) {
    return field("outcome", lineOf(path));
  }

  /** Why. */
  final String reason(String path) {
    return field("reason", lineOf(path));
  }

  /** How the latest run ended. */
  final String message() {
    return field("message", command.lines().get(command.lines().size() - 1));
  }

  private String lineOf(String path) {
    return command.lines().stream()
        .filter(line -> line.contains("\"event\":\"file-finished\""))
        .filter(line -> line.contains("\"path\":\"" + path + "\""))
        .findFirst()
        .orElse("");
  }

  private static String field(String name, String line) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"(.*?)(?<!\\\\)\"").matcher(line);
    return matcher.find() ? matcher.group(1) : "(no " + name + ")";
  }

  /** The one value that a query of the ledger gives. */
  final String ledger(String query) throws SQLException {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? String.valueOf(row.getString(1)) : "(no row)";
    }
  }

  /** What is at the destination under a final name. */
  final List<String> arrived() throws IOException {
    return names(to).stream()
        .filter(name -> !name.startsWith(".oeleo-"))
        .sorted()
        .toList();
  }

  /** Of how many files the ledger says that they were verified. */
  final int recorded() throws SQLException {
    return Integer.parseInt(ledger("SELECT count(*) FROM filelist WHERE oeleo_proof IS NOT NULL"));
  }

  /** Runs undisturbed: everything arrives, nothing of ours stays behind. */
  final void requireRecovery() throws IOException, InterruptedException {
    assertThat(run("OELEO_INCLUDE_SUBDIRS=yes", "OELEO_EXTERNAL_SUBDIRS=yes"))
        .as("the undisturbed run: " + command.out())
        .isZero();
    requireSame(from, to);
  }

  /** Byte for byte, whatever their names are. */
  static void requireSame(Path expected, Path actual) throws IOException, InterruptedException {
    Tool.run("diff", "-r", "--no-dereference", expected.toString(), actual.toString());
  }
}
