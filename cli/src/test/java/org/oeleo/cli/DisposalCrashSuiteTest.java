package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.testkit.crash.Program;
import org.oeleo.testkit.crash.Started;

/**
 * Kills the program while it deletes or archives what it has copied: at no moment is a file neither
 * at the source nor whole at every destination, and one more run brings everything to its end.
 */
class DisposalCrashSuiteTest {
  private static final int KILLED = 137;
  private static final int FILES = 40;
  private static final int ROUNDS = Integer.getInteger("oeleo.crash.rounds", 4);

  @TempDir
  Path place;

  private Path from;
  private List<Path> destinations;
  private Program program;
  private final Map<String, String> contents = new TreeMap<>();

  @BeforeEach
  void make_files() throws IOException {
    from = Files.createDirectory(place.resolve("from"));
    destinations = List.of(Files.createDirectory(place.resolve("to")));
    program = Program.of(Oeleo.class, place)
        .with("OELEO_BASE_DIR_FROM", from)
        .with("OELEO_BASE_DIR_TO", place.resolve("to"))
        .with("OELEO_DB_NAME", place.resolve("ledger.db"))
        .with("OELEO_SETTLE", "0s")
        .with("OELEO_PARALLEL", 3)
        .with("OELEO_DATED", "%Y%m%d")
        .with("OELEO_DATED_UNIT", "folder");
    for (int i = 0; i < FILES; i++) {
      put("2024010%d/sub/run %02d.csv".formatted(1 + i % 3, i));
    }
  }

  private void fanOut() throws IOException {
    destinations = List.of(
        Files.createDirectory(place.resolve("nas")),
        Files.createDirectory(place.resolve("server")));
    program = program
        .with("OELEO_DESTINATIONS", "nas,server")
        .with("OELEO_NAS_BASE_DIR_TO", destinations.get(0))
        .with("OELEO_SERVER_BASE_DIR_TO", destinations.get(1));
  }

  private void put(String name) throws IOException {
    Path file = from.resolve(name);
    Files.createDirectories(file.getParent());
    contents.put(name, "content of " + name + "\n".repeat(contents.size()));
    Files.writeString(file, contents.get(name));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
  }

  private static boolean holds(Path file, String content) throws IOException {
    return Files.exists(file) && Files.readString(file).equals(content);
  }

  private void assertNothingIsLost() throws IOException {
    for (Map.Entry<String, String> file : contents.entrySet()) {
      boolean here = holds(from.resolve(file.getKey()), file.getValue());
      boolean archived = holds(from.resolve("archive/" + file.getKey()), file.getValue());
      List<Path> missing = new ArrayList<>();
      for (Path to : destinations) {
        if (!holds(to.resolve(file.getKey()), file.getValue())) {
          missing.add(to);
        }
      }
      assertThat(here || archived || missing.isEmpty())
          .as(file.getKey() + " is safe")
          .isTrue();
      assertThat(here || missing.isEmpty())
          .as(file.getKey() + " left its place only when it was safe")
          .isTrue();
    }
  }

  private void assertAllIsDone(String fate) throws Exception {
    try (Started run = program.with("OELEO_DISPOSAL", fate).start("--json", "run")) {
      assertThat(run.exitCode()).as(() -> String.join("\n", run.output())).isZero();
    }
    for (Map.Entry<String, String> file : contents.entrySet()) {
      for (Path to : destinations) {
        assertThat(to.resolve(file.getKey())).hasContent(file.getValue());
      }
      if (fate.equals("archive")) {
        assertThat(from.resolve("archive/" + file.getKey())).hasContent(file.getValue());
      }
    }
    try (Stream<Path> left = Files.list(from)) {
      assertThat(left.map(path -> path.getFileName().toString()).filter(n -> !n.equals("archive")))
          .isEmpty();
    }
    try (Started again = program.with("OELEO_DISPOSAL", fate).start("--json", "run")) {
      assertThat(again.exitCode()).as("an emptied source is no error").isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "delete, DISPOSING, 1",
    "delete, DISPOSED, 1",
    "delete, DISPOSED, 17",
    "delete, DISPOSED, 40",
    "delete, ENDING, 1",
    "delete, LEDGER_CLOSED, 1",
    "delete, COMMITTING, 3",
    "delete, COMMITTED, 3",
    "delete, MOVED, 20",
    "archive, DISPOSING, 1",
    "archive, DISPOSED, 1",
    "archive, DISPOSED, 23",
  })
  void killed_at_a_named_step_it_loses_nothing(String fate, String step, int occurrence)
      throws Exception {
    Program doomed = program.with("OELEO_DISPOSAL", fate).dyingAt(step, occurrence);
    try (Started run = doomed.start("--json", "run")) {
      assertThat(run.exitCode()).as(() -> String.join("\n", run.output())).isEqualTo(KILLED);
    }
    assertNothingIsLost();
    put("20240101/sub/late.csv");
    assertAllIsDone(fate);
  }

  @ParameterizedTest
  @CsvSource({
    "delete, DISPOSING, 1",
    "delete, DISPOSED, 1",
    "delete, DISPOSED, 29",
    "delete, LEDGER_CLOSED, 1",
    "delete, LEDGER_CLOSED, 2",
    "delete, LEDGER_CLOSED, 3",
    "delete, MOVED, 60",
    "archive, DISPOSED, 5",
  })
  void killed_on_the_way_to_two_destinations_it_loses_nothing(
      String fate, String step, int occurrence) throws Exception {
    fanOut();
    killed_at_a_named_step_it_loses_nothing(fate, step, occurrence);
  }

  @Test
  void killed_at_random_moments_on_the_way_to_two_it_loses_nothing() throws Exception {
    fanOut();
    killed_at_random_moments_it_loses_nothing("delete");
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete", "archive"})
  void killed_at_random_moments_it_loses_nothing(String fate) throws Exception {
    Random random = new Random(42);
    for (int round = 0; round < ROUNDS; round++) {
      put("2024010%d/round %d.csv".formatted(1 + round % 3, round));
      try (Started run = program.with("OELEO_DISPOSAL", fate).start("--json", "run")) {
        run.prints(random.nextBoolean() ? "file-finished" : "run-started");
        if (!run.endsWithin(Duration.ofMillis(random.nextInt(150)))) {
          run.kill();
        }
        assertThat(run.exitCode()).isIn(0, KILLED);
      }
      assertNothingIsLost();
    }
    assertAllIsDone(fate);
  }

  @Test
  void killed_before_it_disposes_an_emptied_destination_is_noticed() throws Exception {
    try (Started run =
        program.with("OELEO_DISPOSAL", "delete").dyingAt("DISPOSING", 1).start("--json", "run")) {
      assertThat(run.exitCode()).isEqualTo(KILLED);
    }
    Path copy = destinations.get(0).resolve("20240101/sub/run 00.csv");
    Files.writeString(copy, "damaged");
    try (Started run = program.with("OELEO_DISPOSAL", "delete").start("--json", "run")) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.output()).anyMatch(line -> line.contains("\"outcome\":\"retained\""));
    }
    assertThat(from.resolve("20240101/sub/run 00.csv")).exists();
    assertThat(from.resolve("20240101/sub/run 03.csv")).as("of the same folder").exists();
    assertThat(from.resolve("20240102")).doesNotExist();
  }
}
