package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.WorkerBuilder;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.ListRequest;
import org.oeleo.testkit.ForwardingConnector;

/** The clock on the wall is set, or summer time begins or ends. */
class JumpingClockTest {
  @TempDir
  Path folder;

  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
    lab.source.put("a", "1");
    lab.source.put("b", "2");
  }

  private WorkerBuilder settling() {
    return lab.worker().settle(Duration.ofMillis(20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"P1D", "-P1D", "P-400D"})
  void a_jump_between_two_runs_sends_nothing_twice_and_leaves_nothing_behind(String jump)
      throws Exception {
    assertThat(settling().build().run().totals().of(Outcome.COPIED)).isEqualTo(2);
    lab.clock.advance(Duration.parse(jump));
    lab.source.put("b", "3");
    lab.source.put("c", "4");
    Report report = settling().build().run();
    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(report.totals().of(Outcome.UNCHANGED)).isEqualTo(1);
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(2);
    assertThat(lab.destination.text("b")).isEqualTo("3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"P1D", "-P1D"})
  void a_jump_during_a_run_changes_nothing(String jump) throws Exception {
    Report report = lab.run(settling().parallel(1).listener(event -> {
      if (event instanceof Event.FileStarted) {
        lab.clock.advance(Duration.parse(jump));
      }
    }));
    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(2);
    assertThat(report.took()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
    assertThat(lab.history()).hasSize(2);
    assertThat(lab.run().totals().of(Outcome.UNCHANGED)).isEqualTo(2);
  }

  /** Or an edit between the look and the taking would pass for older than the look. */
  @Test
  void a_file_counts_as_seen_when_it_was_listed_whenever_it_is_taken() throws Exception {
    lab.source.wrap(connector -> new ForwardingConnector(connector) {
      @Override
      public void list(ListRequest request, EntrySink sink) throws IOException {
        super.list(request, sink);
        lab.clock.advance(Duration.ofMinutes(1));
      }
    });
    Instant listed = lab.clock.instant();
    lab.worker().build().run();
    assertThat(lab.row("a").orElseThrow().local().orElseThrow().seen()).isEqualTo(listed);
  }

  /** The hour that there is twice in October, and the one that there is not in March. */
  @ParameterizedTest
  @ValueSource(strings = {"2026-10-25T00:30:00Z", "2026-03-29T00:30:00Z"})
  void summer_time_that_ends_or_begins_changes_nothing(String before) throws Exception {
    Instant first = Instant.parse(before);
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    for (int hour = 0; hour < 3; hour++) {
      Instant now = first.plus(Duration.ofHours(hour));
      lab.source.put("c", "content of hour " + hour);
      Report report = lab.worker().clock(Clock.fixed(now, berlin)).build().run();
      assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
      assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(hour == 0 ? 3 : 1);
    }
    assertThat(lab.history()).extracting(sent -> sent.started()).isSorted();
  }
}
