package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Cancellation;
import org.oeleo.Disposal;
import org.oeleo.Ending;
import org.oeleo.MaxDelete;
import org.oeleo.Overwrite;
import org.oeleo.Report;
import org.oeleo.TwoWay;
import org.oeleo.Verify;
import org.oeleo.WorkerBuilder;
import org.oeleo.check.Checker;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.filter.Filter;
import org.oeleo.plan.Planner;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Code;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.Kind;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.ForwardingConnector;
import org.oeleo.testkit.MemoryStore;
import org.oeleo.testkit.Operation;

/** What becomes of files at the source once they are safe. */
class DisposalTest {
  private static final Capabilities BARE =
      new Capabilities(Set.of(Capability.MOVE), List.of(), Duration.ofSeconds(1));

  @TempDir
  Path folder;

  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
    lab.source.put("a.csv", "a");
    lab.source.put("sub/b.csv", "b");
  }

  private WorkerBuilder deleting() {
    return lab.worker().disposal(Disposal.delete());
  }

  private void remove(TestEnd end, String... paths) throws IOException {
    for (String path : paths) {
      end.store.open().delete(RelativePath.of(path));
    }
  }

  @Test
  void nothing_goes_unless_asked_for() throws Exception {
    lab.run();
    assertThat(lab.source.names()).containsExactly("a.csv", "sub/b.csv");
  }

  @Test
  void what_is_verified_is_deleted_in_the_same_run() throws Exception {
    Report report = lab.run(deleting());

    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(2);
    assertThat(report.totals().of(Outcome.REMOVED)).isEqualTo(2);
    assertThat(report.totals().considered()).isEqualTo(2);
    assertThat(lab.source.names()).isEmpty();
    assertThat(lab.destination.names()).containsExactly("a.csv", "sub/b.csv");
    assertThat(lab.row("a.csv")).isPresent();
  }

  @Test
  void an_emptied_source_is_no_surprise_and_an_unmounted_one_still_is() throws Exception {
    lab.run(deleting());
    assertThat(lab.run(deleting()).ending()).isEqualTo(Ending.COMPLETE);

    lab.source.put("c.csv", "c");
    lab.run();
    remove(lab.source, "c.csv");
    assertThat(lab.run(deleting()).ending()).isEqualTo(Ending.SOURCE_GONE);
  }

  @Test
  void a_new_file_of_an_old_name_is_sent_and_goes_in_its_turn() throws Exception {
    lab.run(deleting());
    lab.source.put("a.csv", "new");
    Report report = lab.run(deleting());

    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(lab.destination.text("a.csv")).isEqualTo("new");
    assertThat(lab.source.names()).isEmpty();
  }

  @Test
  void what_an_earlier_run_verified_goes_after_a_look_at_its_copy() throws Exception {
    lab.run();
    Report report = lab.run(deleting());

    assertThat(report.totals().of(Outcome.UNCHANGED)).isEqualTo(2);
    assertThat(report.totals().of(Outcome.REMOVED)).isEqualTo(2);
    assertThat(lab.source.names()).isEmpty();
  }

  @Test
  void a_file_whose_old_copy_is_gone_or_changed_stays_and_is_told_of() throws Exception {
    lab.source.put("c.csv", "c");
    lab.run();
    remove(lab.destination, "a.csv");
    lab.destination.put("sub/b.csv", "x");

    Report report = lab.run(deleting());

    assertThat(lab.source.names()).containsExactly("a.csv", "sub/b.csv");
    assertThat(Lab.outcome(report, "a.csv")).isEqualTo(Outcome.RETAINED);
    assertThat(report.remarkable().get(0).reason().orElseThrow())
        .contains("its copy memory:", "oeleo check --update-db");

    lab.worker().build().adopt(Planner.Missing.FORCE, new Cancellation());
    lab.run(deleting());
    assertThat(lab.source.names()).isEmpty();
    assertThat(lab.destination.text("a.csv")).isEqualTo("a");
    assertThat(lab.destination.text("sub/b.csv")).isEqualTo("b");
  }

  /** Does it when the listing that decides what may go has come by. */
  private void afterRoundup(Runnable deed) {
    AtomicInteger listings = new AtomicInteger();
    lab.source.wrap(connector -> new ForwardingConnector(connector) {
      @Override
      public void list(ListRequest request, EntrySink sink) throws IOException {
        super.list(request, sink);
        if (listings.incrementAndGet() == 2) {
          deed.run();
        }
      }
    });
  }

  @Test
  void an_edit_after_the_last_listing_is_not_lost() throws Exception {
    afterRoundup(() -> lab.source.put("a.csv", "edited"));

    Report report = lab.run(deleting());

    assertThat(Lab.outcome(report, "a.csv")).isEqualTo(Outcome.DEFERRED);
    assertThat(lab.source.names()).containsExactly("a.csv");
    lab.source.heal();
    lab.run(deleting());
    assertThat(lab.destination.text("a.csv")).isEqualTo("edited");
    assertThat(lab.source.names()).isEmpty();
  }

  @Test
  void an_edit_after_the_copy_is_sent_by_the_next_run_first() throws Exception {
    lab.run(deleting().listener(event -> {
      if (event instanceof Event.FileFinished done
          && done.result().outcome() == Outcome.COPIED
          && done.result().path().toString().equals("a.csv")) {
        lab.source.put("a.csv", "edited");
      }
    }));
    assertThat(lab.source.names()).containsExactly("a.csv");
    lab.run(deleting());
    assertThat(lab.destination.text("a.csv")).isEqualTo("edited");
    assertThat(lab.source.names()).isEmpty();
  }

  @Test
  void a_file_gone_before_its_turn_is_no_failure() throws Exception {
    afterRoundup(() -> {
      try {
        remove(lab.source, "a.csv");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    Report report = lab.run(deleting());
    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(report.totals().of(Outcome.VANISHED)).isEqualTo(1);
  }

  @Test
  void a_file_that_failed_stays_and_the_others_go() throws Exception {
    lab.destination.inject(Fault.on(Operation.MOVE).upToCall(1).fails(Kind.ACCESS_DENIED));
    lab.source.put("c.csv", "c");
    lab.run(deleting().parallel(1));
    assertThat(lab.source.names()).hasSize(1);
    lab.destination.heal();
    lab.run(deleting());
    assertThat(lab.source.names()).isEmpty();
    assertThat(lab.destination.names()).containsExactly("a.csv", "c.csv", "sub/b.csv");
  }

  @Test
  void a_file_that_may_not_be_deleted_is_a_failure() throws Exception {
    lab.source.inject(Fault.on(Operation.DELETE).fails(Kind.ACCESS_DENIED));
    Report report = lab.run(deleting());
    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(2);
    lab.source.heal();
    assertThat(lab.run(deleting()).totals().of(Outcome.REMOVED)).isEqualTo(2);
  }

  @Test
  void a_lost_destination_loses_nothing() throws Exception {
    lab.run();
    lab.source.put("c.csv", "c");
    lab.destination.inject(Fault.on(Operation.STAT).fails(Kind.UNREACHABLE));
    assertThat(lab.run(deleting()).ending()).isEqualTo(Ending.DESTINATION_LOST);
    assertThat(lab.source.names()).hasSize(3);
  }

  @Test
  void a_listing_that_is_cut_short_has_nothing_deleted() throws Exception {
    lab.run();
    lab.source.inject(Fault.on(Operation.LIST).failsAfterFiles(1, Kind.ACCESS_DENIED));
    lab.run(deleting());
    assertThat(lab.source.names()).hasSize(2);
  }

  @Test
  void a_stopped_run_has_nothing_deleted() throws Exception {
    Cancellation cancellation = new Cancellation();
    lab.clock.advance(Duration.ofHours(1));
    Report report = deleting()
        .listener(event -> {
          if (event instanceof Event.FileFinished) {
            cancellation.cancel();
          }
        })
        .build()
        .run(cancellation);
    assertThat(report.ending()).isEqualTo(Ending.CANCELLED);
    assertThat(lab.source.names()).hasSize(2);
  }

  @Test
  void what_the_store_has_altered_stays() throws Exception {
    lab.run();
    lab.sql("UPDATE filelist SET oeleo_proof = 'ALTERED' WHERE local_name = 'a.csv'");
    lab.sql("UPDATE filelist SET oeleo_proof = 'SIZE' WHERE local_name = 'sub/b.csv'");
    assertThat(lab.run(deleting()).totals().of(Outcome.RETAINED)).isEqualTo(2);
    assertThat(lab.source.names()).hasSize(2);
  }

  @Test
  void a_file_too_young_to_tell_its_versions_apart_waits_for_the_next_run() throws Exception {
    deleting().build().run();
    assertThat(lab.source.names()).hasSize(2);
    lab.run(deleting());
    assertThat(lab.source.names()).isEmpty();
  }

  @Test
  void a_plan_and_a_check_delete_nothing() throws Exception {
    lab.run();
    deleting().build().plan();
    deleting().build().check();
    deleting().build().adopt(Planner.Missing.FORCE, new Cancellation());
    assertThat(lab.source.names()).hasSize(2);
  }

  @Test
  void pulled_files_go_on_the_other_side() throws Exception {
    lab.destination.put("x.csv", "x");
    lab.run(deleting().from(Side.EXTERNAL));
    assertThat(lab.destination.names()).isEmpty();
    assertThat(lab.source.names()).containsExactly("a.csv", "sub/b.csv", "x.csv");
  }

  @Test
  void what_is_filtered_out_stays() throws Exception {
    lab.run(deleting().filter(Filter.everything().exclude(List.of("sub/"))));
    assertThat(lab.source.names()).containsExactly("sub/b.csv");
  }

  @Test
  void a_copy_that_names_no_hash_is_read_back() throws Exception {
    Lab bare = new Lab(folder, MemoryStore.withCapabilities(BARE));
    bare.source.put("a.csv", "a");
    bare.run(bare.worker().disposal(Disposal.delete()));
    assertThat(bare.row("a.csv").flatMap(LedgerEntry::proof).orElseThrow().method())
        .isEqualTo(Proof.Method.REREAD);
    assertThat(bare.source.names()).isEmpty();
  }

  @Test
  void a_proof_of_a_day_to_come_is_an_old_one() throws Exception {
    lab.clock.advance(Duration.ofDays(400));
    lab.run();
    lab.clock.advance(Duration.ofDays(-399));
    remove(lab.destination, "a.csv");

    Report report = deleting().build().run();

    assertThat(Lab.outcome(report, "a.csv")).isEqualTo(Outcome.RETAINED);
    assertThat(lab.source.names()).containsExactly("a.csv");
  }

  @Test
  void without_folders_nothing_of_another_is_replaced() throws Exception {
    WorkerBuilder flat = deleting().flat().overwrite(Overwrite.KEEP);
    lab.run(flat);
    lab.source.put("other/a.csv", "another");
    lab.run(flat);
    assertThat(lab.destination.text("a.csv")).isEqualTo("a");
    assertThat(lab.source.names()).containsExactly("other/a.csv");
  }

  @Test
  void what_would_make_it_unsafe_is_refused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> deleting().verify(Verify.SIZE).build())
        .withMessageContaining("stronger verify");
    assertThatIllegalStateException()
        .isThrownBy(() -> deleting().forgetVanished(MaxDelete.standard()).build());
    assertThatIllegalStateException()
        .isThrownBy(() -> deleting().flat().build())
        .withMessageContaining("only copy of another one");
    assertThatIllegalStateException()
        .isThrownBy(() -> deleting().twoWay(TwoWay.standard()).build());
  }

  @Test
  void an_edit_that_presence_alone_does_not_notice_is_not_deleted() throws Exception {
    lab.run(lab.worker().checker(Checker.presence()));
    lab.source.put("a.csv", "edited");
    lab.run(deleting().checker(Checker.presence()));
    assertThat(lab.source.text("a.csv")).isEqualTo("edited");
    assertThat(lab.source.names()).containsExactly("a.csv");
  }

  @Test
  void what_was_only_marked_stays() throws Exception {
    lab.worker().build().mark(new Cancellation());
    Report report = lab.run(deleting());
    assertThat(report.totals().of(Outcome.RETAINED)).isEqualTo(2);
    assertThat(lab.source.names()).hasSize(2);
  }

  @Test
  void a_locked_row_keeps_its_file() throws Exception {
    lab.run();
    LocalDateTime now = LocalDateTime.now(lab.clock);
    lab.change(new LedgerChange.Coded(RelativePath.of("a.csv"), Code.LOCKED, now));
    lab.run(deleting());
    assertThat(lab.source.names()).containsExactly("a.csv");
  }
}
