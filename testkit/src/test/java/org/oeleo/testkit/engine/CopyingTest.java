package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Cancellation;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.check.Checker;
import org.oeleo.event.Outcome;
import org.oeleo.plan.Planner;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.FaultyConnector;
import org.oeleo.testkit.Operation;
import org.oeleo.testkit.Tagless;

/** What a run sends, and what it leaves. */
class CopyingTest {
  @TempDir
  Path folder;

  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
  }

  @Test
  void a_new_file_is_sent_verified_and_recorded() throws Exception {
    lab.source.put("a/run.csv", "1,2,3");
    Report report = lab.run();
    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(report.totals().bytesSent()).isEqualTo(5);
    assertThat(lab.destination.text("a/run.csv")).isEqualTo("1,2,3");
    assertThat(lab.destination.names()).containsExactly("a/run.csv");
    assertThat(lab.row("a/run.csv").orElseThrow().proof().orElseThrow().method())
        .isEqualTo(Proof.Method.HASH);
    assertThat(lab.history()).hasSize(1);
    assertThat(lab.pending()).isEmpty();
  }

  @Test
  void an_empty_file_is_a_file() throws Exception {
    lab.source.put("empty", "");
    lab.run();
    assertThat(lab.destination.names()).containsExactly("empty");
    assertThat(lab.run().totals().of(Outcome.UNCHANGED)).isEqualTo(1);
  }

  @Test
  void the_second_run_reads_and_writes_nothing() throws Exception {
    lab.source.put("a", "1");
    lab.source.put("b/c", "2");
    lab.run();
    Report second = lab.run();
    assertThat(second.totals().of(Outcome.UNCHANGED)).isEqualTo(2);
    assertThat(lab.destination.last().changes()).isEmpty();
    assertThat(lab.source.calls(Operation.READ)).isEmpty();
  }

  @Test
  void a_changed_file_is_sent_again() throws Exception {
    lab.source.put("a", "old");
    lab.run();
    lab.source.put("a", "newer");
    assertThat(lab.run().totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(lab.destination.text("a")).isEqualTo("newer");
    assertThat(lab.history()).hasSize(2);
  }

  @Test
  void a_file_that_was_only_touched_is_read_once_and_then_remembered() throws Exception {
    lab.source.put("a", "same");
    lab.run();
    lab.source.put("a", "same");
    assertThat(lab.run().totals().of(Outcome.UNCHANGED)).isEqualTo(1);
    assertThat(lab.source.calls(Operation.CHECKSUM)).hasSize(1);
    lab.run();
    assertThat(lab.source.calls(Operation.CHECKSUM)).isEmpty();
    assertThat(lab.destination.last().changes()).isEmpty();
    assertThat(lab.pending()).isEmpty();
  }

  @Test
  void an_edit_of_equal_size_in_the_same_tick_is_noticed() throws Exception {
    lab.source.wrap(Tagless::new);
    lab.source.put("a", "one");
    lab.worker().build().run();
    lab.source.put("a", "two");
    assertThat(lab.run().totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(lab.destination.text("a")).isEqualTo("two");
  }

  @Test
  void what_was_deleted_at_the_destination_stays_deleted_until_it_is_adopted() throws Exception {
    lab.source.put("a", "1");
    lab.source.put("b", "1");
    lab.run();
    lab.destination.store.open().delete(RelativePath.of("a"));
    assertThat(lab.run().totals().of(Outcome.UNCHANGED)).isEqualTo(2);
    assertThat(lab.destination.names()).containsExactly("b");
    Report adopted = lab.worker().build().adopt(Planner.Missing.FORCE, new Cancellation());
    assertThat(adopted.totals().of(Outcome.MISSING)).isEqualTo(1);
    lab.run();
    assertThat(lab.destination.text("a")).isEqualTo("1");
  }

  @Test
  void a_row_forced_by_hand_is_sent_once_more() throws Exception {
    lab.source.put("a", "1");
    lab.run();
    lab.sql("UPDATE filelist SET code = 0");
    assertThat(lab.run().totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(lab.query("SELECT code FROM filelist")).isEqualTo("1");
    assertThat(lab.run().totals().of(Outcome.UNCHANGED)).isEqualTo(1);
  }

  @Test
  void a_row_locked_by_hand_is_left_alone() throws Exception {
    lab.source.put("a", "1");
    lab.run();
    lab.sql("UPDATE filelist SET code = 2");
    lab.source.put("a", "22");
    Report report = lab.run();
    assertThat(report.totals().of(Outcome.LOCKED)).isEqualTo(1);
    assertThat(lab.destination.text("a")).isEqualTo("1");
    assertThat(lab.query("SELECT code FROM filelist")).isEqualTo("2");
    assertThat(lab.pending()).isEmpty();
  }

  @Test
  void pulling_is_pushing_the_other_way() throws Exception {
    lab.destination.put("a", "1");
    Report first = lab.run(lab.worker().from(Side.EXTERNAL));
    assertThat(first.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(lab.source.text("a")).isEqualTo("1");
    Report second = lab.run(lab.worker().from(Side.EXTERNAL));
    assertThat(second.totals().of(Outcome.UNCHANGED)).isEqualTo(1);
    assertThat(lab.source.last().changes()).isEmpty();
    lab.destination.put("a", "22");
    lab.run(lab.worker().from(Side.EXTERNAL));
    assertThat(lab.source.text("a")).isEqualTo("22");
  }

  @Test
  void presence_sends_once_and_never_again() throws Exception {
    lab.source.put("a", "1");
    lab.run(lab.worker().checker(Checker.presence()));
    lab.source.put("a", "22");
    Report report = lab.run(lab.worker().checker(Checker.presence()));
    assertThat(report.totals().of(Outcome.UNCHANGED)).isEqualTo(1);
  }

  @Test
  void reread_reads_every_file_in_every_run() throws Exception {
    lab.source.put("a", "1");
    lab.run(lab.worker().checker(Checker.reread()));
    lab.run(lab.worker().checker(Checker.reread()));
    assertThat(lab.source.calls(Operation.CHECKSUM)).hasSize(1);
  }

  @Test
  void the_modified_time_is_kept() throws Exception {
    lab.source.put("a", "1");
    var before =
        lab.source.store.open().stat(RelativePath.of("a")).orElseThrow().modified();
    lab.clock.advance(Duration.ofDays(3));
    lab.run();
    assertThat(lab.destination
            .store
            .open()
            .stat(RelativePath.of("a"))
            .orElseThrow()
            .modified())
        .isEqualTo(before);
  }

  @Test
  void a_listener_that_throws_changes_nothing() throws Exception {
    lab.source.put("a", "1");
    Report report = lab.run(lab.worker().listener(event -> {
      throw new AssertionError("a listener of no use: " + event);
    }));
    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(lab.destination.text("a")).isEqualTo("1");
  }

  @Test
  void a_destination_that_fails_to_close_has_all_files_nevertheless() throws Exception {
    lab.source.put("a", "1");
    lab.destination.inject(Fault.on(Operation.CLOSE).fails(org.oeleo.spi.Kind.IO_ERROR));
    assertThat(lab.run().ending()).isEqualTo(Ending.COMPLETE);
  }

  @Test
  void no_more_files_move_at_once_than_allowed() throws Exception {
    for (int i = 0; i < 40; i++) {
      lab.source.put("f" + i, "content " + i);
    }
    Peak peak = new Peak(3);
    lab.destination.wrap(connector -> peak.watch(connector));
    lab.run(lab.worker().parallel(3));
    assertThat(peak.highest()).isEqualTo(3);
    assertThat(lab.destination.names()).hasSize(40);
  }

  @Test
  void what_a_listing_tells_of_other_things_is_counted() throws Exception {
    lab.source.put("a", "1");
    lab.source.put("deep/b", "2");
    lab.source.put("deep/er/c", "3");
    Report report = lab.run(lab.worker().maxDepth(1));
    assertThat(report.totals().foldersNotEntered()).isEqualTo(1);
    assertThat(lab.destination.names()).containsExactly("a");
    assertThat(lab.source.last()).isInstanceOf(FaultyConnector.class);
  }

  @Test
  void a_destination_that_may_not_be_listed_takes_files_all_the_same() throws Exception {
    lab.destination.inject(Fault.on(Operation.LIST).fails(Kind.ACCESS_DENIED));
    lab.source.put("a", "1");

    assertThat(lab.run().ending()).isEqualTo(Ending.COMPLETE);

    assertThat(lab.destination.text("a")).isEqualTo("1");
  }

  @Test
  void an_empty_destination_is_not_asked_for_each_new_file() throws Exception {
    lab.source.put("a", "1");
    lab.source.put("b", "2");

    lab.run();

    assertThat(lab.destination.calls(Operation.STAT)).isEmpty();
  }
}
