package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.Endpoint;
import org.oeleo.Report;
import org.oeleo.event.Outcome;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.Operation;

/** A command per file of a source that is not on this machine. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class CommandRunTest {
  @TempDir
  Path folder;

  private Lab lab;
  private Path to;
  private Path spool;

  @BeforeEach
  void open() throws Exception {
    lab = new Lab(folder);
    to = Files.createDirectory(folder.resolve("to"));
    spool = Files.createDirectory(folder.resolve("spool"));
  }

  private Report run(String command) throws Exception {
    Settings settings =
        Settings.of(Map.of("OELEO_COMMAND", command, "OELEO_COMMAND_SPOOL", spool.toString()));
    return lab.run(lab.worker().external(Endpoint.of("command", to.toString(), settings)));
  }

  @Test
  void its_files_are_put_where_the_command_finds_them_and_removed() throws Exception {
    lab.source.put("sub/a b.csv", "far");

    assertThat(run("cp {} {to}/").totals().of(Outcome.COPIED)).isEqualTo(1);

    assertThat(to.resolve("a b.csv")).hasContent("far");
    assertThat(spool).isEmptyDirectory();
    assertThat(lab.row("sub/a b.csv").flatMap(row -> row.checksum())).isPresent();
    assertThat(lab.history().get(0).size()).isEqualTo(3);
  }

  @Test
  void they_are_removed_also_when_the_command_fails() throws Exception {
    lab.source.put("a", "far");

    Report report = run("false {}");

    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(spool).isEmptyDirectory();
    assertThat(lab.row("a").flatMap(row -> row.failure()).map(f -> f.kind()))
        .isEqualTo(Optional.of(Kind.REJECTED));
    assertThat(lab.pending()).isEmpty();
  }

  @Test
  void a_file_that_cannot_be_read_to_its_end_is_not_given() throws Exception {
    lab.source.put("a", "far");
    lab.source.inject(Fault.on(Operation.READ).failsAtByte(1, Kind.ACCESS_DENIED));

    assertThat(run("cp {} {to}/").ending()).isEqualTo(Ending.SOME_FAILED);

    assertThat(to).isEmptyDirectory();
    assertThat(spool).isEmptyDirectory();
  }
}
