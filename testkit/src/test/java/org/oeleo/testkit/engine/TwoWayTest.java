package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Cancellation;
import org.oeleo.Ending;
import org.oeleo.MaxDelete;
import org.oeleo.Report;
import org.oeleo.TwoWay;
import org.oeleo.WhenEmpty;
import org.oeleo.WorkerBuilder;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.filter.Filter;
import org.oeleo.plan.Conflict;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Capability;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.MemoryStore;
import org.oeleo.testkit.Operation;

/** Keeping both sides alike, one situation after the other. */
class TwoWayTest {
  @TempDir
  Path folder;

  private Lab lab;
  private TwoWay rules = TwoWay.standard();
  private final List<String> changes = new ArrayList<>();

  @BeforeEach
  void open() {
    lab = new Lab(folder);
  }

  private WorkerBuilder worker() {
    return lab.worker().twoWay(rules).listener(event -> {
      if (event instanceof Event.FileFinished file) {
        file.result()
            .change()
            .ifPresent(change ->
                changes.add(file.result().path() + " " + change.operation() + " " + change.side()));
      }
    });
  }

  private Report sync() throws Exception {
    changes.clear();
    return lab.run(worker());
  }

  private Report synced() throws Exception {
    Report report = sync();
    assertThat(report.ending()).as(report.toString()).isEqualTo(Ending.COMPLETE);
    return report;
  }

  private void bothHold(String path, String content) {
    assertThat(lab.source.text(path)).as("local " + path).isEqualTo(content);
    assertThat(lab.destination.text(path)).as("external " + path).isEqualTo(content);
  }

  private void nobodyHolds(String path) {
    bothHold(path, "(not there)");
  }

  private void agreeOn(String... paths) throws Exception {
    for (String path : paths) {
      lab.source.put(path, "agreed on " + path);
    }
    synced();
  }

  private static void delete(TestEnd end, String path) {
    end.store.remove(RelativePath.of(path));
  }

  @Test
  void new_files_of_either_side_come_to_the_other() throws Exception {
    lab.source.put("here/a", "1");
    lab.destination.put("there/b", "2");

    Report report = synced();

    bothHold("here/a", "1");
    bothHold("there/b", "2");
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(2);
    assertThat(changes).containsExactlyInAnyOrder("here/a ADDED LOCAL", "there/b ADDED EXTERNAL");
  }

  @Test
  void a_pass_with_nothing_to_do_writes_nothing() throws Exception {
    agreeOn("a", "b");
    sync();

    Report report = synced();

    assertThat(report.totals().of(Outcome.UNCHANGED)).isEqualTo(2);
    assertThat(lab.source.last().changes()).isEmpty();
    assertThat(lab.destination.last().changes()).isEmpty();
    assertThat(changes).isEmpty();
  }

  @Test
  void a_change_of_either_side_comes_to_the_other() throws Exception {
    agreeOn("a", "b");
    lab.source.put("a", "changed here");
    lab.destination.put("b", "changed there");

    synced();

    bothHold("a", "changed here");
    bothHold("b", "changed there");
    assertThat(changes).containsExactlyInAnyOrder("a MODIFIED LOCAL", "b MODIFIED EXTERNAL");
  }

  @Test
  void a_deletion_on_either_side_is_carried_over() throws Exception {
    agreeOn("a", "b", "c");
    delete(lab.source, "a");
    delete(lab.destination, "b");

    Report report = synced();

    nobodyHolds("a");
    nobodyHolds("b");
    bothHold("c", "agreed on c");
    assertThat(report.totals().of(Outcome.DELETED)).isEqualTo(2);
    assertThat(changes).containsExactlyInAnyOrder("a DELETED LOCAL", "b DELETED EXTERNAL");
  }

  @Test
  void a_file_deleted_on_both_sides_is_forgotten_and_may_come_back() throws Exception {
    agreeOn("a", "b");
    delete(lab.source, "a");
    delete(lab.destination, "a");
    synced();
    assertThat(lab.row("a")).isEmpty();

    lab.source.put("a", "agreed on a");
    synced();

    bothHold("a", "agreed on a");
  }

  @Test
  void a_change_outlives_a_deletion_whichever_side_it_is_on() throws Exception {
    agreeOn("a", "b");
    delete(lab.source, "a");
    lab.destination.put("a", "changed there");
    delete(lab.destination, "b");
    lab.source.put("b", "changed here");

    synced();

    bothHold("a", "changed there");
    bothHold("b", "changed here");
  }

  @Test
  void what_is_equal_at_the_first_contact_is_adopted_and_not_sent() throws Exception {
    lab.source.put("a", "the same");
    lab.destination.put("a", "the same");

    Report report = synced();

    assertThat(report.totals().of(Outcome.ADOPTED)).isEqualTo(1);
    assertThat(lab.destination.calls(Operation.WRITE)).isEmpty();
    assertThat(lab.source.calls(Operation.WRITE)).isEmpty();
  }

  @Test
  void the_newer_wins_a_conflict_and_the_other_stays_on_both_sides() throws Exception {
    agreeOn("d/a.txt");
    lab.clock.advance(Duration.ofHours(1));
    lab.source.put("d/a.txt", "older, from here");
    lab.clock.advance(Duration.ofHours(1));
    lab.destination.put("d/a.txt", "newer, from there");

    synced();

    bothHold("d/a.txt", "newer, from there");
    String kept = conflictOf("d/a");
    assertThat(kept).contains("-local").endsWith(".txt");
    bothHold(kept, "older, from here");
    assertThat(synced().totals().of(Outcome.UNCHANGED)).isEqualTo(2);
  }

  private String conflictOf(String stem) {
    return lab.source.names().stream()
        .filter(name -> name.startsWith(stem + ".conflict-"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no conflict copy in " + lab.source.names()));
  }

  @Test
  void different_files_of_one_name_at_the_first_contact_are_a_conflict_too() throws Exception {
    lab.destination.put("a", "older, from there");
    lab.clock.advance(Duration.ofHours(1));
    lab.source.put("a", "newer, from here");

    synced();

    bothHold("a", "newer, from here");
    assertThat(conflictOf("a")).endsWith("-external");
    bothHold(conflictOf("a"), "older, from there");
  }

  @Test
  void with_keep_both_the_external_file_keeps_the_name() throws Exception {
    rules = rules.on(Conflict.KEEP_BOTH);
    lab.destination.put("a", "older, from there");
    lab.clock.advance(Duration.ofHours(1));
    lab.source.put("a", "newer, from here");

    synced();

    bothHold("a", "older, from there");
    bothHold(conflictOf("a"), "newer, from here");
  }

  @Test
  void with_fail_a_conflict_stays_as_it_is_and_is_told() throws Exception {
    rules = rules.on(Conflict.FAIL);
    lab.source.put("a", "here");
    lab.destination.put("a", "there");
    lab.source.put("b", "no conflict");

    Report report = sync();

    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(Lab.outcome(report, "a")).isEqualTo(Outcome.FAILED);
    assertThat(lab.source.text("a")).isEqualTo("here");
    assertThat(lab.destination.text("a")).isEqualTo("there");
    bothHold("b", "no conflict");
  }

  @Test
  void a_loser_can_be_discarded() throws Exception {
    rules = rules.with(TwoWay.Loser.DISCARD);
    lab.destination.put("a", "older");
    lab.clock.advance(Duration.ofHours(1));
    lab.source.put("a", "newer");

    synced();

    bothHold("a", "newer");
    assertThat(lab.source.names()).containsExactly("a");
  }

  @Test
  void both_sides_edited_to_the_same_content_agree_without_a_transfer() throws Exception {
    agreeOn("a");
    lab.source.put("a", "the same edit");
    lab.destination.put("a", "the same edit");

    assertThat(synced().totals().of(Outcome.ADOPTED)).isEqualTo(1);

    assertThat(lab.source.names()).containsExactly("a");
  }

  @Test
  void an_empty_side_never_empties_the_other() throws Exception {
    agreeOn("a", "b");
    delete(lab.source, "a");
    delete(lab.source, "b");

    Report report = sync();

    assertThat(report.ending()).isEqualTo(Ending.SOURCE_GONE);
    assertThat(lab.destination.names()).containsExactly("a", "b");
  }

  @Test
  void an_empty_side_that_is_accepted_is_filled_again() throws Exception {
    agreeOn("a", "b");
    delete(lab.destination, "a");
    delete(lab.destination, "b");
    assertThat(sync().ending()).isEqualTo(Ending.DESTINATION_LOST);

    Report report = lab.run(worker().emptyDestination(WhenEmpty.ACCEPT));

    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    bothHold("a", "agreed on a");
    bothHold("b", "agreed on b");
  }

  @Test
  void a_missing_side_never_empties_the_other() throws Exception {
    agreeOn("a");
    lab.source.store.removeRoot();

    assertThat(sync().ending()).isEqualTo(Ending.SOURCE_GONE);

    assertThat(lab.destination.names()).containsExactly("a");
  }

  @Test
  void more_deletions_than_allowed_change_nothing_at_all() throws Exception {
    rules = rules.with(MaxDelete.parse("1"));
    agreeOn("a", "b", "c", "d");
    delete(lab.source, "a");
    delete(lab.source, "b");
    lab.source.put("new", "1");

    Report report = sync();

    assertThat(report.ending()).isEqualTo(Ending.MISCONFIGURED);
    assertThat(report.message()).contains("OELEO_MAX_DELETE=1", "2 of 4");
    assertThat(lab.destination.names()).containsExactly("a", "b", "c", "d");
    rules = rules.with(MaxDelete.parse("2"));
    synced();
    assertThat(lab.destination.names()).containsExactly("c", "d", "new");
  }

  @Test
  void a_listing_that_breaks_off_deletes_nothing() throws Exception {
    agreeOn("a", "b", "c");
    lab.destination.inject(Fault.on(Operation.LIST).failsAfterFiles(1, Kind.ACCESS_DENIED));

    sync();

    lab.destination.heal();
    assertThat(lab.source.names()).containsExactly("a", "b", "c");
    assertThat(lab.destination.names()).containsExactly("a", "b", "c");
  }

  @Test
  void a_side_that_is_only_read_is_never_written() throws Exception {
    rules = rules.sparing(Side.EXTERNAL);
    lab.destination.put("a", "1");
    lab.destination.put("b", "2");
    lab.destination.put("c", "3");
    synced();
    bothHold("a", "1");
    lab.source.put("a", "edited here");
    delete(lab.source, "b");
    lab.source.put("new", "here only");
    lab.destination.put("c", "changed there");

    sync();

    assertThat(lab.destination.last().changes()).isEmpty();
    assertThat(lab.destination.names()).containsExactly("a", "b", "c");
    assertThat(lab.source.text("a")).isEqualTo("edited here");
    assertThat(lab.source.text("c")).isEqualTo("changed there");
    assertThat(lab.source.names()).containsExactly("a", "c", "new");
  }

  @Test
  void of_a_conflict_with_a_side_that_is_only_read_the_loser_stays_here() throws Exception {
    rules = rules.sparing(Side.EXTERNAL).on(Conflict.KEEP_BOTH);
    lab.source.put("a", "here");
    lab.destination.put("a", "there");

    synced();

    bothHold("a", "there");
    assertThat(lab.source.text(conflictOf("a"))).isEqualTo("here");
    assertThat(lab.destination.names()).containsExactly("a");
  }

  @Test
  void a_subset_does_not_make_it_forget_the_rest() throws Exception {
    agreeOn("a.csv", "b.txt");
    delete(lab.source, "b.txt");
    delete(lab.destination, "b.txt");
    lab.source.put("c.txt", "not of the subset");

    lab.run(worker().filter(Filter.everything().extensions(List.of("csv"))));

    assertThat(lab.row("b.txt")).isPresent();
    assertThat(lab.destination.names()).containsExactly("a.csv");
  }

  @Test
  void what_a_filter_hides_on_one_side_is_not_deleted_on_the_other() throws Exception {
    agreeOn("a", "b");
    lab.destination.put("a", "much longer than it was when both sides agreed on it");

    lab.run(worker().filter(Filter.everything().maxSize(20)));

    assertThat(lab.source.text("a")).isEqualTo("agreed on a");
    assertThat(lab.destination.text("a")).startsWith("much longer");
  }

  @Test
  void a_lost_ledger_is_built_again_by_content() throws Exception {
    agreeOn("a", "b");
    java.nio.file.Files.delete(lab.ledger);

    Report report = synced();

    assertThat(report.totals().of(Outcome.ADOPTED)).isEqualTo(2);
    assertThat(lab.source.names()).containsExactly("a", "b");
  }

  @Test
  void a_ledger_of_one_way_runs_is_refused() throws Exception {
    lab.source.put("a", "1");
    lab.run();
    delete(lab.source, "a");
    lab.source.put("b", "2");

    Report report = sync();

    assertThat(report.ending()).isEqualTo(Ending.MISCONFIGURED);
    assertThat(report.message()).contains("OELEO_DB_NAME");
    assertThat(lab.destination.names()).containsExactly("a");
  }

  @Test
  void a_plan_tells_everything_and_does_nothing() throws Exception {
    agreeOn("a", "b", "c");
    lab.source.put("new", "1");
    lab.destination.put("b", "changed");
    delete(lab.source, "c");
    lab.clock.advance(Duration.ofHours(1));

    Report report = worker().build().plan(new Cancellation());

    assertThat(report.totals().of(Outcome.PLANNED)).isEqualTo(3);
    assertThat(lab.source.last().changes()).isEmpty();
    assertThat(lab.destination.last().changes()).isEmpty();
    assertThat(lab.row("c")).isPresent();
  }

  @Test
  void a_locked_row_is_left_alone_on_both_sides() throws Exception {
    agreeOn("a", "b");
    lab.sql("UPDATE filelist SET code = 2 WHERE local_name = 'a'");
    delete(lab.source, "a");

    sync();

    assertThat(lab.destination.names()).containsExactly("a", "b");
  }

  @Test
  void what_changes_at_the_destination_while_it_is_replaced_is_not_lost() throws Exception {
    agreeOn("a");
    lab.source.put("a", "changed here");
    lab.destination.wrap(store -> new org.oeleo.testkit.ForwardingConnector(store) {
      @Override
      public org.oeleo.spi.FileEntry write(RelativePath path, org.oeleo.spi.Content content)
          throws java.io.IOException {
        org.oeleo.spi.FileEntry written = super.write(path, content);
        lab.destination.store.put(
            RelativePath.of("a"), "edited meanwhile".getBytes(StandardCharsets.UTF_8));
        return written;
      }
    });

    Report report = sync();
    lab.destination.heal();

    assertThat(Lab.outcome(report, "a")).isEqualTo(Outcome.DEFERRED);
    assertThat(lab.destination.text("a")).isEqualTo("edited meanwhile");
    synced();
    bothHold("a", "edited meanwhile");
    bothHold(conflictOf("a"), "changed here");
  }

  @Test
  void a_file_that_comes_back_while_it_is_deleted_stays() throws Exception {
    agreeOn("a", "b");
    delete(lab.source, "a");
    lab.destination.wrap(store -> new org.oeleo.testkit.ForwardingConnector(store) {
      @Override
      public void list(org.oeleo.spi.ListRequest request, org.oeleo.spi.EntrySink sink)
          throws java.io.IOException {
        super.list(request, sink);
        lab.source.put("a", "back again");
      }
    });

    Report report = sync();
    lab.destination.heal();

    assertThat(report.totals().of(Outcome.DELETED)).isZero();
    synced();
    bothHold("a", "back again");
  }

  @Test
  void a_change_of_letter_case_only_loses_nothing_where_case_does_not_count() throws Exception {
    lab = new Lab(
        folder,
        MemoryStore.withCapabilities(new Capabilities(
            EnumSet.of(Capability.MOVE, Capability.SET_MODIFIED, Capability.CASE_INSENSITIVE),
            List.of(HashAlgorithm.SHA256),
            Duration.ofNanos(1))));
    agreeOn("Report", "b");
    lab.source.put("report", "agreed on Report");
    delete(lab.source, "Report");

    sync();
    sync();

    Set<String> contents = new java.util.HashSet<>();
    lab.source.names().forEach(name -> contents.add(lab.source.text(name)));
    assertThat(contents).contains("agreed on Report");
    assertThat(lab.destination.text("report")).isEqualTo("agreed on Report");
  }

  @Test
  void a_file_that_is_restored_after_a_pass_died_in_deleting_is_not_deleted_again()
      throws Exception {
    agreeOn("a", "b", "c");
    delete(lab.source, "a");
    lab.run(worker().ledger(Mortal.afterRecords(lab.sqlite(), 1)));
    assertThat(lab.destination.names()).containsExactly("b", "c");

    lab.source.put("a", "agreed on a");
    synced();

    bothHold("a", "agreed on a");
  }

  @Test
  void a_deletion_that_was_only_noted_is_done_by_the_next_pass() throws Exception {
    agreeOn("a", "b", "c");
    delete(lab.source, "a");
    lab.destination.inject(Fault.on(Operation.DELETE).fails(Kind.UNREACHABLE));
    sync();
    assertThat(lab.destination.names()).containsExactly("a", "b", "c");
    lab.destination.heal();

    synced();

    nobodyHolds("a");
    assertThat(lab.pending()).isEmpty();
  }

  @Test
  void what_was_restored_after_a_pass_died_is_not_replaced_by_what_it_brought() throws Exception {
    agreeOn("a", "b");
    lab.source.put("a", "an edit");
    lab.run(worker().ledger(Mortal.afterRecords(lab.sqlite(), 1)));
    assertThat(lab.destination.text("a")).isEqualTo("an edit");

    lab.clock.advance(Duration.ofHours(1));
    lab.source.put("a", "agreed on a");
    synced();

    bothHold("a", "agreed on a");
    bothHold(conflictOf("a"), "an edit");
  }

  @Test
  void marking_and_pushing_are_refused_with_a_ledger_of_both_ways() throws Exception {
    agreeOn("a");
    lab.source.put("new", "1");

    assertThat(lab.run().ending()).isEqualTo(Ending.MISCONFIGURED);
    assertThat(lab.worker().build().mark(new Cancellation()).ending())
        .isEqualTo(Ending.MISCONFIGURED);
    assertThat(worker().build().mark(new Cancellation()).ending()).isEqualTo(Ending.MISCONFIGURED);

    synced();
    bothHold("new", "1");
  }

  @Test
  void adopting_records_what_is_equal_and_leaves_an_edit_an_edit() throws Exception {
    agreeOn("a", "b");
    lab.clock.advance(Duration.ofHours(-5));
    lab.source.put("a", "an edit with an old time");
    lab.clock.advance(Duration.ofHours(6));

    worker().build().adopt(org.oeleo.plan.Planner.Missing.KEEP_CODE, new Cancellation());
    synced();

    bothHold("a", "an edit with an old time");
    assertThat(lab.source.names()).containsExactly("a", "b");
  }

  @Test
  void a_store_that_folds_case_without_saying_so_loses_nothing() throws Exception {
    lab = new Lab(
        folder,
        MemoryStore.withCapabilities(new Capabilities(
            EnumSet.of(Capability.MOVE, Capability.SET_MODIFIED, Capability.CASE_INSENSITIVE),
            List.of(HashAlgorithm.SHA256),
            Duration.ofNanos(1))));
    lab.destination.wrap(store -> new org.oeleo.testkit.ForwardingConnector(store) {
      @Override
      public Capabilities capabilities() {
        return new Capabilities(
            EnumSet.of(Capability.MOVE, Capability.SET_MODIFIED),
            List.of(HashAlgorithm.SHA256),
            Duration.ofNanos(1));
      }
    });
    agreeOn("Report", "b", "c", "d");
    lab.source.put("report", "agreed on Report");
    delete(lab.source, "Report");

    for (int i = 0; i < 4; i++) {
      sync();
      Set<String> contents = new java.util.HashSet<>();
      lab.source.names().forEach(name -> contents.add(lab.source.text(name)));
      assertThat(contents).contains("agreed on Report");
      assertThat(lab.destination.text("report")).isEqualTo("agreed on Report");
    }
  }

  @Test
  void a_file_that_only_differs_in_case_is_told() throws Exception {
    lab = new Lab(
        folder,
        MemoryStore.withCapabilities(new Capabilities(
            EnumSet.of(Capability.MOVE, Capability.SET_MODIFIED, Capability.CASE_INSENSITIVE),
            List.of(HashAlgorithm.SHA256),
            Duration.ofNanos(1))));
    agreeOn("Report", "b");
    lab.source.put("report", "agreed on Report");
    delete(lab.source, "Report");

    assertThat(Lab.outcome(sync(), "report")).isEqualTo(Outcome.KEPT);
  }

  @Test
  void a_handful_of_files_that_are_all_gone_is_an_accident() throws Exception {
    agreeOn("a", "b", "c");
    delete(lab.source, "a");
    delete(lab.source, "b");
    delete(lab.source, "c");
    lab.source.put("NOT_MOUNTED", "1");

    assertThat(sync().ending()).isEqualTo(Ending.MISCONFIGURED);

    assertThat(lab.destination.names()).containsExactly("a", "b", "c");
  }

  @Test
  void what_is_below_a_folder_that_became_a_link_is_not_deleted() throws Exception {
    agreeOn("d/a", "b", "c");
    delete(lab.source, "d/a");
    lab.source.wrap(store -> new org.oeleo.testkit.ForwardingConnector(store) {
      @Override
      public void list(org.oeleo.spi.ListRequest request, org.oeleo.spi.EntrySink sink)
          throws java.io.IOException {
        super.list(request, sink);
        sink.leftOut("d", "symbolic link");
      }
    });

    synced();

    assertThat(lab.destination.names()).contains("d/a");
  }

  @Test
  void an_object_that_is_replaced_while_it_is_written_is_not_lost() throws Exception {
    lab = new Lab(folder, MemoryStore.ofObjects());
    agreeOn("a");
    lab.source.put("a", "changed here");
    lab.source.wrap(store -> new org.oeleo.testkit.ForwardingConnector(store) {
      @Override
      public java.io.InputStream read(RelativePath path, long offset) throws java.io.IOException {
        lab.destination.put("a", "edited there meanwhile");
        return super.read(path, offset);
      }
    });

    sync();
    lab.source.heal();

    assertThat(lab.destination.text("a")).isEqualTo("edited there meanwhile");
  }
}
