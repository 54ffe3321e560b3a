package org.oeleo.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Cancellation;
import org.oeleo.Worker;
import org.oeleo.event.Event;
import org.oeleo.event.Listener;
import org.oeleo.event.Outcome;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;

class LocalToLocalTest {
  @TempDir
  Path folder;

  @BeforeEach
  void makeFiles() throws Exception {
    Files.createDirectories(folder.resolve("from/below"));
    Files.writeString(folder.resolve("from/run 1.csv"), "1;2;3\n");
    Files.writeString(folder.resolve("from/notes.txt"), "not to be sent");
    Files.writeString(folder.resolve("from/below/run 2.csv"), "4;5;6\n");
  }

  private Worker worker() throws SettingsException {
    return LocalToLocal.worker(Settings.of(Map.of(
        "OELEO_BASE_DIR_FROM", folder.resolve("from").toString(),
        "OELEO_BASE_DIR_TO", folder.resolve("to").toString(),
        "OELEO_FILTER_EXTENSION", ".csv",
        "OELEO_DB_NAME", folder.resolve("local2pub.db").toString())));
  }

  @Test
  void files_of_the_extension_arrive_and_others_do_not() throws Exception {
    Cancellation cancellation = new Cancellation();
    Listener stopping = event -> {
      if (event instanceof Event.RunFinished) {
        cancellation.cancel();
      }
    };

    LocalToLocal.repeat(worker().withListener(stopping), Duration.ofMinutes(5), cancellation);

    assertThat(folder.resolve("to/run 1.csv")).hasContent("1;2;3\n");
    assertThat(folder.resolve("to")).isDirectoryNotContaining("glob:**.txt");
    assertThat(folder.resolve("to")).isDirectoryNotContaining("glob:**run 2*");
  }

  @Test
  void the_second_round_sends_nothing() throws Exception {
    Cancellation cancellation = new Cancellation();
    List<Long> copied = new ArrayList<>();
    Listener counting = event -> {
      if (event instanceof Event.RunFinished finished) {
        copied.add(finished.totals().of(Outcome.COPIED));
        if (copied.size() == 2) {
          cancellation.cancel();
        }
      }
    };

    LocalToLocal.repeat(worker().withListener(counting), Duration.ofMillis(1), cancellation);

    assertThat(copied).containsExactly(1L, 0L);
  }

  @Test
  void a_missing_setting_is_named() {
    assertThatThrownBy(() -> LocalToLocal.worker(Settings.of(Map.of())))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("OELEO_BASE_DIR_FROM");
  }
}
