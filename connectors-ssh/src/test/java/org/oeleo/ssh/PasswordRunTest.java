package org.oeleo.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.Endpoint;
import org.oeleo.Report;
import org.oeleo.Worker;
import org.oeleo.event.Outcome;
import org.oeleo.settings.Settings;

/** A whole run for somebody who has a password and no key. */
class PasswordRunTest {
  @TempDir
  Path folder;

  private Report run(Map<String, String> settings) throws Exception {
    return Worker.builder()
        .local(folder.resolve("from"))
        .external(Endpoint.of(
            "ssh", folder.resolve("to").toString(), Settings.of(settings).scoped("external")))
        .ledger(folder.resolve("ledger.db"))
        .settle(Duration.ZERO)
        .build()
        .run();
  }

  @Test
  void files_arrive_with_the_variables_of_the_original() throws Exception {
    Files.createDirectories(folder.resolve("from"));
    Files.createDirectories(folder.resolve("to"));
    Files.writeString(folder.resolve("from/cell 7.res"), "1;2;3");
    try (MinaServer server = MinaServer.start()) {
      Map<String, String> settings = new HashMap<>(server.settings());
      settings.put("OELEO_EXTERNAL_HOST", settings.remove("OELEO_HOST"));

      Report report = run(settings);

      assertThat(report.ending()).as(report.toString()).isEqualTo(Ending.COMPLETE);
      assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(1);
      assertThat(folder.resolve("to/cell 7.res")).hasContent("1;2;3");
      assertThat(server.passwordsSeen()).isPositive();
    }
  }

  @Test
  void a_password_may_stand_in_a_file() throws Exception {
    Files.createDirectories(folder.resolve("from"));
    Files.createDirectories(folder.resolve("to"));
    Files.writeString(folder.resolve("from/a"), "1");
    try (MinaServer server = MinaServer.start()) {
      Map<String, String> settings = new HashMap<>(server.settings());
      Path file = folder.resolve("lab.password");
      Files.writeString(file, settings.remove("OELEO_PASSWORD") + "\n");
      settings.put("OELEO_EXTERNAL_PASSWORD_FILE", file.toString());

      assertThat(run(settings).ending()).isEqualTo(Ending.COMPLETE);
    }
    assertThat(folder.resolve("to/a")).hasContent("1");
  }

  @Test
  void a_wrong_password_ends_the_run_and_sends_nothing() throws Exception {
    Files.createDirectories(folder.resolve("from"));
    Files.createDirectories(folder.resolve("to"));
    Files.writeString(folder.resolve("from/a"), "1");
    try (MinaServer server = MinaServer.start()) {
      Map<String, String> settings = new HashMap<>(server.settings());
      settings.put("OELEO_PASSWORD", "wrong");

      assertThat(run(settings).ending()).isEqualTo(Ending.IDENTITY);
    }
    assertThat(folder.resolve("to")).isEmptyDirectory();
  }
}
