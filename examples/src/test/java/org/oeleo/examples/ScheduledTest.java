package org.oeleo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.Schedule;
import org.oeleo.Worker;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;

class ScheduledTest {
  private static final Schedule TWICE = Schedule.every(Duration.ofMillis(1)).atMost(2);

  @TempDir
  Path folder;

  private Worker worker() throws Exception {
    Path from = Files.createDirectories(folder.resolve("from"));
    Files.writeString(from.resolve("run 1.csv"), "1;2;3\n");
    return Worker.builder()
        .local(from)
        .external(folder.resolve("to"))
        .ledger(folder.resolve("ledger.db"))
        .settle(Duration.ZERO)
        .build();
  }

  @Test
  void the_second_run_finds_nothing_to_do() throws Exception {
    Report last = Scheduled.run(worker(), TWICE);

    assertThat(folder.resolve("to/run 1.csv")).hasContent("1;2;3\n");
    assertThat(last.totals().of(Outcome.COPIED)).isZero();
    assertThat(last.totals().of(Outcome.UNCHANGED)).isEqualTo(1);
  }

  @Test
  void a_source_that_is_gone_for_one_run_is_found_by_the_next() throws Exception {
    Worker worker = worker();
    Path away = folder.resolve("away");
    Files.move(folder.resolve("from"), away);
    Worker returning = worker.withListener(event -> {
      if (event instanceof Event.RunFinished && Files.exists(away)) {
        moveBack(away);
      }
    });

    Report last = Scheduled.run(returning, TWICE);

    assertThat(last.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(folder.resolve("to/run 1.csv")).exists();
  }

  /** As a process of its own: it reads the environment and {@code .env} of its folder. */
  @Test
  void the_program_runs_four_times_with_what_the_env_file_says() throws Exception {
    Path from = Files.createDirectory(folder.resolve("from"));
    Files.writeString(from.resolve("run 1.csv"), "1;2;3\n");
    Files.writeString(from.resolve("notes.txt"), "not to be sent");
    Files.write(
        folder.resolve(".env"),
        List.of(
            "OELEO_BASE_DIR_FROM=from",
            "OELEO_BASE_DIR_TO=to",
            "OELEO_FILTER_EXTENSION=.csv",
            "OELEO_DB_NAME=local2pub.db"));
    Path said = folder.resolve("said");
    Process program = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath(),
            Scheduled.class.getName())
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();

    assertThat(program.waitFor()).as(Files.readString(said)).isZero();

    assertThat(folder.resolve("to/run 1.csv")).hasContent("1;2;3\n");
    assertThat(folder.resolve("to")).isDirectoryNotContaining("glob:**.txt");
    assertThat(Files.readString(said).lines().filter(line -> line.contains(": COMPLETE")))
        .hasSize(4);
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(part -> Path.of(part).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void moveBack(Path away) {
    try {
      Files.move(away, folder.resolve("from"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
