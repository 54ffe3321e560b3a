package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Cancellation;
import org.oeleo.Disposal;
import org.oeleo.Verify;
import org.oeleo.Worker;
import org.oeleo.WorkerBuilder;
import org.oeleo.event.DayByDay;
import org.oeleo.event.Event;
import org.oeleo.filter.DatePattern;
import org.oeleo.filter.Dated;
import org.oeleo.filter.Filter;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.Operation;

/** The lines that circadian-scp-upload prints, printed here. */
class DayByDayTest {
  @TempDir
  Path folder;

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private Lab lab;
  private Dated days;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
    days = new Dated(
        DatePattern.parse("^%Y%m%d$"),
        Dated.Unit.FOLDER,
        ZoneOffset.UTC,
        Duration.ofHours(1),
        lab.clock);
    for (int i = 1; i <= 5; i++) {
      lab.source.put("20150116/file" + i, "x");
    }
  }

  private void upload(WorkerBuilder builder, Cancellation cancellation) throws Exception {
    lab.clock.advance(Duration.ofHours(1));
    DayByDay words = new DayByDay(
        days, line -> lines.add("INFO - " + line), line -> lines.add("ERROR - " + line));
    Worker worker = builder
        .filter(Filter.everything().dated(days))
        .parallel(1)
        .listener(words)
        .build();
    worker.plan(cancellation);
    worker.run(cancellation);
  }

  @Test
  void a_day_that_goes_well() throws Exception {
    upload(lab.worker().disposal(Disposal.delete()), new Cancellation());
    assertThat(lines)
        .containsExactly(
            "INFO - 2015-01-16: starting",
            "INFO - 2015-01-16: 5 files missing in dst",
            "INFO - 2015-01-16:  20.00 % (1/5) uploaded",
            "INFO - 2015-01-16:  40.00 % (2/5) uploaded",
            "INFO - 2015-01-16:  60.00 % (3/5) uploaded",
            "INFO - 2015-01-16:  80.00 % (4/5) uploaded",
            "INFO - 2015-01-16: 100.00 % (5/5) uploaded (finished)",
            "INFO - 2015-01-16: checksums match",
            "INFO - 2015-01-16: finished removing source",
            "INFO - 2015-01-16: successful");
  }

  @Test
  void many_files_are_told_of_in_steps_of_ten_percent() throws Exception {
    for (int i = 6; i <= 200; i++) {
      lab.source.put("20150116/file" + i, "x");
    }
    upload(lab.worker(), new Cancellation());
    assertThat(lines)
        .hasSize(2 + 10 + 3)
        .contains(
            "INFO - 2015-01-16:  10.00 % (20/200) uploaded",
            "INFO - 2015-01-16: skipped removal of source");
  }

  @Test
  void a_day_with_a_failure() throws Exception {
    lab.source.put("20150117/other", "x");
    lab.destination.inject(Fault.on(Operation.MOVE).upToCall(1).fails(Kind.ACCESS_DENIED));
    upload(lab.worker().disposal(Disposal.delete()), new Cancellation());
    assertThat(lines)
        .contains("ERROR - 2015-01-16: failed", "INFO - 2015-01-17: successful")
        .doesNotContain("INFO - 2015-01-16: successful", "INFO - 2015-01-16: checksums match");
  }

  @Test
  void a_day_that_is_called_off() throws Exception {
    Cancellation cancellation = new Cancellation();
    upload(
        lab.worker().listener(event -> {
          if (event instanceof Event.FileStarted) {
            cancellation.cancel();
          }
        }),
        cancellation);
    assertThat(lines).last().isEqualTo("ERROR - 2015-01-16: aborted");
  }

  @Test
  void sizes_alone_are_no_checksums() throws Exception {
    upload(lab.worker().verify(Verify.SIZE), new Cancellation());
    assertThat(lines).contains("ERROR - 2015-01-16: checksums were not compared");
  }

  @Test
  void a_day_that_is_there_already() throws Exception {
    upload(lab.worker(), new Cancellation());
    lines.clear();
    upload(lab.worker(), new Cancellation());
    assertThat(lines)
        .containsExactly(
            "INFO - 2015-01-16: starting",
            "INFO - 2015-01-16: 0 files missing in dst",
            "INFO - 2015-01-16: skipped removal of source",
            "INFO - 2015-01-16: successful");
  }
}
