package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** A log file for each level, beside the one for all. */
class LogSplitTest extends WithWorker {
  private static final List<String> SPLIT =
      List.of("all-debug", "all-info", "all-warning", "all-error");

  private Path logs;

  @BeforeEach
  void ask_for_them() throws IOException {
    logs = folder.resolve("logs");
    List<String> lines = new ArrayList<>(worker("ledger.db"));
    lines.add("OELEO_LOG_DIR=" + logs);
    lines.add("OELEO_LOG_SPLIT=true");
    Files.write(folder.resolve(".env"), lines);
  }

  private String log(String name) throws IOException {
    return Files.readString(logs.resolve(name + ".log"));
  }

  @Test
  void each_holds_its_level_and_above() throws IOException {
    file("a.csv", "1");
    command.oeleo("run", "--once");
    command.oeleo("run", "--once");
    command.oeleo("run", "--once", "-s", "OELEO_BASE_DIR_FROM=" + from + "x");

    assertThat(log("all-debug")).contains("DEBUG", "INFO ", "ERROR", "outcome=unchanged");
    assertThat(log("all-info")).contains("INFO ", "ERROR").doesNotContain("DEBUG");
    assertThat(log("all-warning")).contains("ERROR").doesNotContain("INFO ", "DEBUG");
    assertThat(log("all-error")).contains("ERROR event=report").doesNotContain("WARN ", "INFO ");
  }

  @Test
  void the_one_for_all_is_as_it_is_without_them() throws IOException {
    file("a.csv", "1");
    command.oeleo("run", "--once");
    command.oeleo("run", "--once");

    assertThat(log("oeleo")).contains("INFO ").doesNotContain("DEBUG", "outcome=unchanged");
  }

  @Test
  void with_all_decisions_asked_for_these_are_in_the_one_for_all_too() throws IOException {
    command.oeleo("run", "--once", "-vv");
    file("a.csv", "1");
    command.oeleo("run", "--once", "-vv");
    command.oeleo("run", "--once", "-vv");

    assertThat(log("oeleo")).containsPattern("INFO  event=file-finished .*outcome=unchanged");
  }

  @Test
  void nobody_else_may_read_them() throws IOException {
    command.oeleo("run", "--once");

    for (String name : SPLIT) {
      assertThat(PosixFilePermissions.toString(
              Files.getPosixFilePermissions(logs.resolve(name + ".log"))))
          .as(name)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void they_are_not_there_unless_asked_for() throws IOException {
    command.oeleo("run", "--once", "-s", "OELEO_LOG_SPLIT=false");

    assertThat(names(logs)).containsExactly("oeleo.log");
  }

  @Test
  void a_folder_of_two_workers_is_split_if_one_asks_for_it() throws IOException {
    List<String> other = new ArrayList<>(worker("other.db"));
    other.add("OELEO_LOG_DIR=" + logs.resolve("..").resolve("logs"));
    Files.write(folder.resolve("other.env"), other);
    command.oeleo("run", "--once", "other.env", ".env");

    assertThat(log("all-info")).contains("other.env", "worker=" + folder.resolve(".env"));
  }

  @Test
  void without_a_folder_there_is_no_place_for_them() throws IOException {
    Files.write(folder.resolve(".env"), worker("ledger.db"));

    assertThat(command.oeleo("run", "-s", "OELEO_LOG_SPLIT=true")).isEqualTo(3);
    assertThat(command.err()).contains("OELEO_LOG_SPLIT is true, but no OELEO_LOG_DIR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"oeleo", "all-info"})
  void each_is_rotated_and_what_is_new_is_as_private(String name) throws Exception {
    Screen screen = new Screen(
        new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), Terminal.none());
    LogPlace place = new LogPlace(logs, LogPlace.Shape.BY_LEVEL);
    try (Logging logging = Logging.to(screen, Session.Verbosity.NORMAL, List.of(place))) {
      Logger logger = logging.in(logs);
      String line = "x".repeat(1 << 20);
      for (int i = 0; i < 11; i++) {
        logger.info(line);
      }
    }
    assertThat(Files.size(logs.resolve(name + ".log"))).isLessThan(10 << 20);
    for (String file : List.of(name + ".1.log", name + ".log")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(logs.resolve(file))))
          .isEqualTo("rw-------");
    }
    assertThat(log("all-error")).isEmpty();
  }
}
