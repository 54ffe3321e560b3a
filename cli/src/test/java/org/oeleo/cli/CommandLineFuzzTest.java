package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Command lines nobody would type, the same ones in every build ({@code -Doeleo.seed},
 * {@code -Doeleo.tries}): they end with a documented exit code and a sentence, and write nothing.
 * Without {@code -vv}, which prints where a failure came from.
 */
class CommandLineFuzzTest extends WithWorker {
  private static final int TRIES = 100;
  private static final List<String> WORDS = List.of(
      "plan",
      "check",
      "config",
      "show",
      "template",
      "ledger",
      "ls",
      "export",
      "connectors",
      "completion",
      "help",
      ".env",
      "lab.env",
      "--help",
      "--version",
      "-e",
      "--env",
      "--db",
      "-s",
      "--set",
      "OELEO_PARALLEL=2",
      "OELEO_X=\0",
      "-v",
      "-q",
      "--json",
      "--format",
      "csv",
      "json",
      "--history",
      "--glob",
      "*.csv",
      "--include",
      "[",
      "{a,",
      "--exclude",
      "--min-age",
      "1h",
      "--max-size",
      "1G",
      "--bwlimit",
      "08:00,1M",
      "--transfers",
      "0",
      "4",
      "-1",
      "",
      " ",
      "--",
      "-",
      "@file",
      "@",
      "=",
      "--set=",
      "--no-such",
      "\u001b[31m",
      "\ud800",
      "\n",
      "..",
      "'",
      "\"",
      "${HOME}",
      "%s",
      "--failed",
      "--locked",
      "--dry-run",
      "-n",
      "run_01.csv");

  @Test
  void any_command_line_ends_with_a_documented_code_and_a_sentence() throws Exception {
    file("run_01.csv", "1,2");
    Random random = new Random(Long.getLong("oeleo.seed", 20240501));
    for (int i = TRIES * Integer.getInteger("oeleo.tries", 1); i > 0; i--) {
      String[] arguments = arguments(random);
      int code = command.oeleo(arguments);
      String line = List.of(arguments).toString();
      assertThat(code).as(line).isIn(0, 1, 2, 3, 4, 5, 6, 7, 75);
      assertThat(command.err())
          .as(line)
          .doesNotContain("the program failed", "\tat ", "\u001b", "\0");
      if (code != 0) {
        assertThat(command.err() + command.out()).as(line).isNotBlank();
      }
    }
    assertThat(names(to)).isEmpty();
    assertThat(Files.readString(from.resolve("run_01.csv"))).isEqualTo("1,2");
  }

  private static String[] arguments(Random random) {
    List<String> arguments = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      arguments.add(WORDS.get(random.nextInt(i == 0 ? WORDS.size() : 17 + random.nextInt(30))));
    }
    return arguments.toArray(String[]::new);
  }
}
