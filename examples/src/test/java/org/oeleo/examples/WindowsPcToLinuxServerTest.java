package org.oeleo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Cancellation;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.Worker;
import org.oeleo.event.Outcome;
import org.oeleo.plan.Planner;
import org.oeleo.settings.Settings;
import org.oeleo.testkit.server.WithSshd;

/** The program against a real OpenSSH server. */
class WindowsPcToLinuxServerTest {
  @RegisterExtension
  static final WithSshd SERVER = new WithSshd();

  @TempDir
  Path folder;

  @BeforeEach
  void makeFiles() throws Exception {
    Files.createDirectories(folder.resolve("raw/below"));
    Files.createDirectories(folder.resolve("server"));
    Files.writeString(folder.resolve("raw/cell 7.res"), "1;2;3");
    Files.writeString(folder.resolve("raw/cell 8.res"), "4;5;6");
    Files.writeString(folder.resolve("raw/notes.txt"), "not to be sent");
    Files.writeString(folder.resolve("raw/below/cell 9.res"), "nor this");
    Files.writeString(folder.resolve("server/cell 8.res"), "4;5;6");
  }

  private Worker worker(Map<String, String> settings) throws Exception {
    return WindowsPcToLinuxServer.worker(
        folder.resolve("raw"),
        folder.resolve("server").toString(),
        folder.resolve("ssh_to_server.db"),
        Settings.of(settings));
  }

  @Test
  void what_is_missing_on_the_server_is_copied_and_what_is_there_is_not() throws Exception {
    Worker worker = worker(SERVER.settings());

    Report compared = worker.adopt(Planner.Missing.KEEP_CODE, new Cancellation());
    Report copied = worker.run();

    assertThat(compared.totals().of(Outcome.MISSING)).as(compared.toString()).isEqualTo(1);
    assertThat(copied.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(copied.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(folder.resolve("server")).isDirectoryNotContaining("glob:**.txt");
    assertThat(folder.resolve("server/cell 7.res")).hasContent("1;2;3");
    assertThat(worker.run().totals().of(Outcome.COPIED)).isZero();
  }

  @Test
  void a_server_that_is_not_known_gets_nothing() throws Exception {
    Map<String, String> settings = new java.util.HashMap<>(SERVER.settings());
    settings.put("OELEO_KNOWN_HOSTS", folder.resolve("nobody").toString());

    Report report = worker(settings).run();

    assertThat(report.ending()).isEqualTo(Ending.IDENTITY);
    assertThat(report.message()).contains("oeleo pin");
    assertThat(folder.resolve("server/cell 7.res")).doesNotExist();
  }
}
