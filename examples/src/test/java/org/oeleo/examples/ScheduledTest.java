package org.oeleo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  private void moveBack(Path away) {
    try {
      Files.move(away, folder.resolve("from"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
