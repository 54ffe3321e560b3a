package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.spi.Connector;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.Operation;

/** Files that may still be written wait for their turn. */
class SettlingFilesTest {
  private static final RelativePath PATH = RelativePath.of("a");

  @TempDir
  Path folder;

  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
    lab.source.put("a", "1");
  }

  private Report settling(Runnable whileWaiting) throws Exception {
    return lab.worker()
        .settle(Duration.ofMillis(30))
        .listener(event -> {
          if (event instanceof Event.Waiting) {
            whileWaiting.run();
          }
        })
        .build()
        .run();
  }

  @Test
  void a_young_file_is_looked_at_again_and_sent() throws Exception {
    assertThat(settling(() -> {}).totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(lab.source.calls(Operation.STAT)).hasSizeGreaterThan(1);
  }

  @Test
  void a_growing_file_is_left_for_the_next_run_without_blame() throws Exception {
    Report report = settling(() -> lab.source.put("a", "1 and more"));
    assertThat(Lab.outcome(report, "a")).isEqualTo(Outcome.DEFERRED);
    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(lab.destination.names()).isEmpty();
    assertThat(lab.row("a").flatMap(row -> row.failure())).isEmpty();
  }

  @Test
  void a_file_that_vanishes_meanwhile_is_said_to_have_vanished() throws Exception {
    Report report = settling(this::delete);
    assertThat(report.totals().of(Outcome.VANISHED)).isEqualTo(1);
    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
  }

  private void delete() {
    try (Connector connector = lab.source.store.open()) {
      connector.delete(PATH);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void an_old_file_is_not_waited_for() throws Exception {
    lab.clock.advance(Duration.ofHours(1));
    AtomicBoolean waited = new AtomicBoolean();
    settling(() -> waited.set(true));
    assertThat(waited).isFalse();
    assertThat(lab.source.calls(Operation.STAT)).hasSize(1);
  }

  @Test
  void a_time_in_the_future_does_not_defer_a_file_for_ever() throws Exception {
    Instant future = lab.clock.instant().plus(Duration.ofDays(3650));
    lab.source.store.open().setModified(PATH, future);
    assertThat(settling(() -> {}).totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(lab.run().totals().of(Outcome.UNCHANGED)).isEqualTo(1);
  }

  @Test
  void without_settling_a_young_file_is_sent_at_once() throws Exception {
    assertThat(lab.worker().build().run().totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(lab.source.calls(Operation.STAT)).hasSize(1);
  }
}
