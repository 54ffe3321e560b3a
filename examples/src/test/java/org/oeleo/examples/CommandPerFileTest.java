package org.oeleo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Report;
import org.oeleo.event.Outcome;

/** With {@code cp} as the command, on real files. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class CommandPerFileTest {
  @TempDir
  Path folder;

  private Path from;
  private Path to;

  @BeforeEach
  void make_folders() throws Exception {
    from = Files.createDirectory(folder.resolve("from"));
    to = Files.createDirectory(folder.resolve("to"));
    Files.writeString(from.resolve("a b$(id).csv"), "1");
    Files.writeString(from.resolve("-c.csv"), "2");
  }

  private Report run() throws Exception {
    return CommandPerFile.worker(from, "cp {} {to}/", to.toString())
        .ledger(folder.resolve("ledger.db"))
        .settle(Duration.ZERO)
        .build()
        .run();
  }

  @Test
  void each_file_is_given_to_the_command_once() throws Exception {
    assertThat(run().totals().of(Outcome.COPIED)).isEqualTo(2);
    assertThat(to.resolve("a b$(id).csv")).hasContent("1");
    assertThat(to.resolve("-c.csv")).hasContent("2");

    Files.delete(to.resolve("-c.csv"));
    Files.writeString(from.resolve("-c.csv"), "changed");
    assertThat(run().totals().of(Outcome.COPIED)).isZero();
    assertThat(to.resolve("-c.csv")).doesNotExist();
  }
}
