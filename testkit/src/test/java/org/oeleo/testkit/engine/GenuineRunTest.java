package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Cancellation;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.Worker;
import org.oeleo.WorkerBuilder;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.filter.Filter;
import org.oeleo.spi.HashAlgorithm;

/** A database and folders that the original oeleo wrote are taken over as they are. */
class GenuineRunTest {
  private static final Path GENUINE = Path.of("../core/src/test/resources/oeleo-genuine");
  private static final Pattern DECISION = Pattern.compile(
      "\"relative_path\": \"([^\"]*)\".*?\"expected_decision\": \"([^\"]*)\"", Pattern.DOTALL);

  @TempDir
  Path folder;

  private final Map<String, Outcome> outcomes = new TreeMap<>();
  private Path ledger = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> files = Files.walk(GENUINE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(GENUINE.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    ledger = folder.resolve("oeleo-genuine.db");
  }

  private Worker worker() {
    WorkerBuilder builder = Worker.builder()
        .local(folder.resolve("from"))
        .external(folder.resolve("to"))
        .ledger(ledger)
        .filter(Filter.everything().extensions(List.of(".xyz")))
        .hash(HashAlgorithm.MD5)
        .settle(java.time.Duration.ZERO);
    return builder
        .listener(event -> {
          if (event instanceof Event.FileFinished done) {
            outcomes.put(done.result().path().toString(), done.result().outcome());
          }
        })
        .build();
  }

  private static Map<String, Outcome> expected(Outcome copy) throws IOException {
    Map<String, Outcome> expected = new TreeMap<>();
    Matcher matcher =
        DECISION.matcher(Files.readString(GENUINE.resolve("oeleo-genuine-expected.json")));
    while (matcher.find()) {
      expected.put(
          matcher.group(1),
          switch (matcher.group(2)) {
            case "unchanged" -> Outcome.UNCHANGED;
            case "locked" -> Outcome.LOCKED;
            default -> copy;
          });
    }
    assertThat(expected).hasSize(20);
    return expected;
  }

  @Test
  void planning_decides_as_the_original_does_and_leaves_the_database_as_it_is() throws Exception {
    byte[] before = Files.readAllBytes(ledger);
    worker().plan(new Cancellation());
    assertThat(outcomes).isEqualTo(expected(Outcome.PLANNED));
    assertThat(Files.readAllBytes(ledger)).isEqualTo(before);
  }

  @Test
  void running_decides_as_the_original_does() throws Exception {
    Report report = worker().run();
    assertThat(outcomes).isEqualTo(expected(Outcome.COPIED));
    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(folder.resolve("to/run_05.xyz"))
        .hasSameBinaryContentAs(folder.resolve("from/run_05.xyz"));
  }

  @Test
  void the_second_run_copies_and_writes_nothing() throws Exception {
    worker().run();
    String rows = rows();
    outcomes.clear();
    Report second = worker().run();
    assertThat(second.totals().of(Outcome.UNCHANGED)).isEqualTo(19);
    assertThat(second.totals().of(Outcome.LOCKED)).isEqualTo(1);
    assertThat(second.totals().bytesSent()).isZero();
    assertThat(rows()).isEqualTo(rows);
  }

  @Test
  void the_six_columns_and_the_form_of_the_dates_stay() throws Exception {
    worker().run();
    assertThat(rows().lines())
        .hasSize(20)
        .allMatch(row -> row.matches(
            "\\d+\\|\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\|[^|]+\\|[^|]+\\|"
                + "[0-9a-f]{32}\\|[12]"));
  }

  private String rows() throws Exception {
    StringBuilder text = new StringBuilder();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(
            "SELECT id, processed_date, local_name, external_name, checksum, code"
                + " FROM filelist ORDER BY id")) {
      while (rows.next()) {
        for (int i = 1; i <= 6; i++) {
          text.append(rows.getString(i)).append(i < 6 ? "|" : "\n");
        }
      }
    }
    return text.toString();
  }

  /**
   * The original kept one row for both and, as it found the second one unchanged, never sent it.
   */
  @Test
  void a_file_that_only_shares_name_and_content_with_a_copied_one_is_copied() throws Exception {
    Path from = Files.createDirectory(folder.resolve("twins"));
    for (String name : List.of("2023", "2024", "2025")) {
      Files.createDirectory(from.resolve(name));
      Files.copy(folder.resolve("from/2024/big.xyz"), from.resolve(name + "/big.xyz"));
    }
    Worker.builder()
        .local(from)
        .external(folder.resolve("to"))
        .ledger(ledger)
        .settle(java.time.Duration.ZERO)
        .build()
        .run();
    for (String name : List.of("2023", "2024", "2025")) {
      assertThat(folder.resolve("to/" + name + "/big.xyz"))
          .hasSameBinaryContentAs(from.resolve(name + "/big.xyz"));
    }
  }
}
