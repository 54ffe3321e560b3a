package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.RetryPolicy;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.ForwardingConnector;
import org.oeleo.testkit.MemoryStore;
import org.oeleo.testkit.Operation;

/** What fails, how often it is tried, and what it costs the others. */
class FailuresTest {
  private static final Duration REST = Duration.ofDays(1);

  @TempDir
  Path folder;

  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
  }

  private static boolean isPart(RelativePath path) {
    return path.name().startsWith(".oeleo-");
  }

  @ParameterizedTest
  @CsvSource({
    "CORRUPTED, 3",
    "THROTTLED, 3",
    "IO_ERROR, 3",
    "BUSY, 3",
    "REJECTED, 1",
    "EXHAUSTED, 1",
    "ACCESS_DENIED, 1",
    "INVALID_NAME, 1",
    "UNSUPPORTED, 1",
    "CHANGED, 1",
    "NOT_FOUND, 1"
  })
  void a_write_is_tried_as_often_as_its_kind_of_failure_deserves(Kind kind, int tries)
      throws Exception {
    lab.source.put("a", "1");
    lab.destination.inject(Fault.on(Operation.WRITE).fails(kind));
    Report report = lab.run();
    assertThat(lab.destination.calls(Operation.WRITE)).hasSize(tries);
    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(report.remarkable().get(0).kind()).contains(kind);
    assertThat(report.remarkable().get(0).attempts()).isEqualTo(tries);
    assertThat(lab.destination.names()).isEmpty();
    lab.destination.heal();
    lab.clock.advance(Duration.ofDays(2));
    assertThat(lab.run().totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(lab.row("a").orElseThrow().failure()).isEmpty();
  }

  @Test
  void a_failure_that_passes_is_none() throws Exception {
    lab.source.put("a", "1");
    lab.destination.inject(Fault.on(Operation.WRITE).upToCall(2).fails(Kind.IO_ERROR));
    Report report = lab.run();
    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(lab.history().get(0).attempts()).isEqualTo(3);
  }

  @Test
  void one_bad_file_neither_blocks_nor_delays_the_others() throws Exception {
    for (int i = 0; i < 200; i++) {
      lab.source.put("f" + i, "content " + i);
    }
    lab.source.put("bad", "x");
    lab.source.inject(
        Fault.on(Operation.READ).onlyFor(path -> path.name().equals("bad")).fails(Kind.IO_ERROR));
    List<String> finished = new CopyOnWriteArrayList<>();
    Report report = lab.run(lab.worker()
        .retry(new RetryPolicy(3, Duration.ofMillis(50), Duration.ofMillis(50)))
        .parallel(1)
        .listener(event -> {
          if (event instanceof Event.FileFinished done) {
            finished.add(done.result().path().toString());
          }
        }));
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(200);
    assertThat(report.totals().of(Outcome.FAILED)).isEqualTo(1);
    assertThat(finished).hasSize(201).endsWith("bad");
  }

  @Test
  void the_wait_a_store_asks_for_is_kept_by_all() throws Exception {
    lab.source.put("a", "1");
    lab.source.put("b", "2");
    lab.destination.inject(Fault.on(Operation.WRITE).atCall(1).throttles(Duration.ofMillis(300)));
    long begin = System.nanoTime();
    Report report = lab.run(lab.worker().parallel(1));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(300));
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(2);
    // The second file could have gone at once, had it not been held back too.
    assertThat(lab.destination.calls(Operation.WRITE)).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"INVALID_NAME", "UNSUPPORTED"})
  void what_can_never_work_is_set_aside_at_once(Kind kind) throws Exception {
    lab.source.put("a", "1");
    lab.destination.inject(Fault.on(Operation.WRITE).fails(kind));
    lab.run();
    Report second = lab.run();
    assertThat(Lab.outcome(second, "a")).isEqualTo(Outcome.QUARANTINED);
    assertThat(lab.destination.calls(Operation.WRITE)).isEmpty();
  }

  private void poison() throws Exception {
    lab.source.put("a", "1");
    lab.destination.inject(Fault.on(Operation.WRITE).fails(Kind.REJECTED));
    for (int i = 0; i < 3; i++) {
      assertThat(Lab.outcome(lab.run(lab.worker().quarantine(3, REST)), "a"))
          .isEqualTo(Outcome.FAILED);
    }
  }

  private Report again() throws Exception {
    return lab.run(lab.worker().quarantine(3, REST));
  }

  @Test
  void a_file_that_failed_too_often_is_set_aside_and_says_why() throws Exception {
    poison();
    Report report = again();
    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(Lab.outcome(report, "a")).isEqualTo(Outcome.QUARANTINED);
    assertThat(report.remarkable().get(0).reason().orElseThrow()).contains("3 failed", "injected");
    assertThat(lab.destination.calls(Operation.WRITE)).isEmpty();
  }

  @Test
  void a_failure_names_the_file_and_not_its_temporary_name() throws Exception {
    lab.source.put("a.csv", "1");
    lab.destination.wrap(connector -> new ForwardingConnector(connector) {
      @Override
      public FileEntry write(RelativePath path, Content content) throws IOException {
        throw new ConnectorException(Kind.REJECTED, path + " is refused");
      }
    });
    assertThat(lab.run().remarkable().get(0).reason()).contains("a.csv is refused");
  }

  @Test
  void missing_permission_is_not_the_fault_of_the_files() throws Exception {
    lab.source.put("a", "1");
    lab.destination.inject(Fault.on(Operation.WRITE).fails(Kind.ACCESS_DENIED));
    for (int i = 0; i < 5; i++) {
      assertThat(Lab.outcome(again(), "a")).isEqualTo(Outcome.FAILED);
    }
    lab.destination.heal();
    assertThat(again().totals().of(Outcome.COPIED)).isEqualTo(1);
  }

  @Test
  void a_file_set_aside_comes_back_when_it_changes() throws Exception {
    poison();
    lab.destination.heal();
    lab.source.put("a", "22");
    assertThat(again().totals().of(Outcome.COPIED)).isEqualTo(1);
  }

  @Test
  void a_file_set_aside_comes_back_after_its_rest_for_one_try() throws Exception {
    poison();
    lab.clock.advance(REST);
    assertThat(Lab.outcome(again(), "a")).isEqualTo(Outcome.FAILED);
    assertThat(Lab.outcome(again(), "a")).isEqualTo(Outcome.QUARANTINED);
  }

  @Test
  void a_file_set_aside_comes_back_when_it_is_forgiven() throws Exception {
    poison();
    lab.destination.heal();
    lab.change(new LedgerChange.Forgiven(RelativePath.of("a")));
    assertThat(again().totals().of(Outcome.COPIED)).isEqualTo(1);
  }

  @Test
  void the_part_of_a_file_set_aside_is_not_forgotten() throws Exception {
    lab.source.put("a", "0123456789");
    lab.destination.inject(Fault.on(Operation.WRITE).failsAtByte(4, Kind.IO_ERROR));
    lab.run(lab.worker().quarantine(1, REST));
    assertThat(lab.run(lab.worker().quarantine(1, REST)).totals().of(Outcome.QUARANTINED))
        .isEqualTo(1);
    assertThat(lab.pending()).hasSize(1);
    lab.source.store.open().delete(RelativePath.of("a"));
    lab.source.put("b", "1");
    lab.destination.heal();
    lab.run();
    assertThat(lab.destination.names()).containsExactly("b");
    assertThat(lab.pending()).isEmpty();
  }

  @Test
  void a_file_too_large_for_the_room_fails_alone() throws Exception {
    lab = new Lab(folder, MemoryStore.empty().ofCapacity(100));
    lab.source.put("large", new byte[200]);
    lab.source.put("small", new byte[20]);
    Report report = lab.run();
    assertThat(Lab.outcome(report, "large")).isEqualTo(Outcome.FAILED);
    assertThat(lab.destination.names()).containsExactly("small");
    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
  }

  @Test
  void a_young_file_that_cannot_be_looked_at_again_fails_alone() throws Exception {
    lab.source.put("a", "1");
    lab.source.put("b", "2");
    lab.source.inject(Fault.on(Operation.STAT)
        .onlyFor(path -> path.name().equals("a"))
        .fails(Kind.ACCESS_DENIED));
    Report report = lab.worker().settle(Duration.ofMillis(20)).build().run();
    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(Lab.outcome(report, "a")).isEqualTo(Outcome.FAILED);
    assertThat(lab.destination.names()).containsExactly("b");
  }

  @Test
  void a_leftover_that_cannot_be_deleted_does_not_end_the_run() throws Exception {
    lab.source.put("a", "0123456789");
    lab.destination.inject(Fault.on(Operation.WRITE).failsAtByte(4, Kind.IO_ERROR));
    lab.run();
    lab.source.store.open().delete(RelativePath.of("a"));
    lab.source.put("b", "1");
    lab.destination.heal();
    lab.destination.inject(Fault.on(Operation.DELETE).fails(Kind.ACCESS_DENIED));
    assertThat(lab.run().ending()).isEqualTo(Ending.COMPLETE);
    assertThat(lab.pending()).hasSize(1);
    lab.destination.heal();
    lab.run();
    assertThat(lab.pending()).isEmpty();
    assertThat(lab.destination.store.paths()).noneMatch(FailuresTest::isPart);
  }

  @Test
  void failing_is_remembered_with_the_time_of_the_clock() throws Exception {
    poison();
    Instant now = lab.clock.instant();
    assertThat(lab.row("a").orElseThrow().failure().orElseThrow().at()).isEqualTo(now);
    assertThat(lab.row("a").orElseThrow().failure().orElseThrow().runs()).isEqualTo(3);
  }

  @Test
  void a_file_set_aside_by_a_clock_that_was_wrong_comes_back_when_it_is_right() throws Exception {
    poison();
    lab.destination.heal();
    lab.clock.advance(Duration.ofDays(-4000));
    assertThat(again().totals().of(Outcome.COPIED)).isEqualTo(1);
  }
}
