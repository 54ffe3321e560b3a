package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.oeleo.Cancellation;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.WorkerBuilder;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.plan.Planner;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.Operation;

/** Plan, check, adopt and mark. */
class OtherModesTest {
  @TempDir
  Path folder;

  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
    lab.source.put("same", "1");
    lab.destination.put("same", "1");
    lab.source.put("different", "2");
    lab.destination.put("different", "x");
    lab.source.put("missing", "3");
    lab.source.put("locked", "4");
    lab.destination.put("locked", "x");
  }

  private void noChangeIsPossible(TestEnd end) {
    Stream.of(Operation.values())
        .filter(Operation::isChange)
        .forEach(operation -> end.inject(Fault.on(operation).fails(Kind.IO_ERROR)));
  }

  private String code(String path) throws Exception {
    return lab.query("SELECT code FROM filelist WHERE local_name = '" + path + "'");
  }

  @Test
  void planning_and_checking_write_nothing() throws Exception {
    lab.run();
    lab.source.put("new", "5");
    lab.source.put("missing", "3 changed");
    noChangeIsPossible(lab.source);
    noChangeIsPossible(lab.destination);
    byte[] before = Files.readAllBytes(lab.ledger);
    var modified = Files.getLastModifiedTime(lab.ledger);
    List<String> files = files();
    Report plan = lab.plan();
    assertThat(plan.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(plan.totals().of(Outcome.PLANNED)).isEqualTo(2);
    assertThat(lab.destination.last().changes()).isEmpty();
    Report check = lab.worker().build().check(new Cancellation());
    assertThat(check.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(check.totals().of(Outcome.DIFFERENT)).isEqualTo(1);
    assertThat(lab.destination.last().changes()).isEmpty();
    assertThat(Files.readAllBytes(lab.ledger)).isEqualTo(before);
    assertThat(Files.getLastModifiedTime(lab.ledger)).isEqualTo(modified);
    assertThat(files()).isEqualTo(files);
  }

  private List<String> files() throws Exception {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(Path::toString).sorted().toList();
    }
  }

  @Test
  void planning_makes_no_ledger_and_needs_no_destination() throws Exception {
    lab.destination.store.removeRoot();
    Report plan = lab.plan();
    assertThat(plan.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(plan.totals().of(Outcome.PLANNED)).isEqualTo(4);
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"FORCE, 0", "KEEP_CODE, 1"})
  void adopting_follows_the_original_table_of_codes(Planner.Missing missing, String kept)
      throws Exception {
    lab.run();
    lab.sql("UPDATE filelist SET code = 2 WHERE local_name = 'locked'");
    lab.sql("UPDATE filelist SET code = 0 WHERE local_name = 'same'");
    lab.destination.put("different", "edited");
    lab.destination.put("locked", "edited");
    lab.destination.store.open().delete(RelativePath.of("missing"));
    lab.source.put("unseen", "5");
    lab.clock.advance(java.time.Duration.ofHours(1));
    Report report = lab.worker().build().adopt(missing, new Cancellation());
    assertThat(code("same")).isEqualTo("1");
    assertThat(code("different")).isEqualTo("0");
    assertThat(code("missing")).isEqualTo(kept);
    assertThat(code("unseen")).isEqualTo("0");
    assertThat(code("locked")).isEqualTo("2");
    assertThat(report.totals().of(Outcome.IN_SYNC)).isEqualTo(1);
    assertThat(report.totals().of(Outcome.DIFFERENT)).isEqualTo(2);
    assertThat(report.totals().of(Outcome.MISSING)).isEqualTo(2);
    assertThat(report.remarkable())
        .filteredOn(result -> result.outcome() == Outcome.DIFFERENT)
        .extracting(Result::path)
        .extracting(RelativePath::toString)
        .containsExactlyInAnyOrder("different", "locked");
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void what_was_adopted_is_not_sent_and_what_differs_is(Side side) throws Exception {
    if (side == Side.EXTERNAL) {
      lab.destination.put("missing", "3");
      lab.source.store.open().delete(RelativePath.of("missing"));
    }
    WorkerBuilder worker = lab.worker().from(side);
    lab.clock.advance(java.time.Duration.ofHours(1));
    worker.build().adopt(Planner.Missing.KEEP_CODE, new Cancellation());
    Report report = lab.run(worker);
    assertThat(report.totals().of(Outcome.UNCHANGED)).isEqualTo(1);
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(3);
    TestEnd target = side == Side.LOCAL ? lab.destination : lab.source;
    assertThat(target.text("missing")).isEqualTo("3");
    assertThat(target.text("different")).isEqualTo(side == Side.LOCAL ? "2" : "x");
  }

  @Test
  void marking_reads_nothing_at_the_destination_and_sends_nothing_ever() throws Exception {
    noChangeIsPossible(lab.destination);
    lab.clock.advance(java.time.Duration.ofHours(1));
    Report marked = lab.worker().build().mark(new Cancellation());
    assertThat(marked.totals().of(Outcome.MARKED)).isEqualTo(4);
    assertThat(lab.destination.last().calls())
        .extracting(call -> call.operation())
        .containsOnly(Operation.CLOSE);
    assertThat(lab.row("same").orElseThrow().proof().orElseThrow().method())
        .isEqualTo(Proof.Method.MARKED);
    lab.destination.heal();
    assertThat(lab.run().totals().of(Outcome.UNCHANGED)).isEqualTo(4);
    lab.source.put("same", "11");
    assertThat(lab.run().totals().of(Outcome.COPIED)).isEqualTo(1);
  }

  @Test
  void marking_takes_back_what_a_row_asked_for_but_leaves_a_lock() throws Exception {
    lab.run();
    lab.sql("UPDATE filelist SET code = 0 WHERE local_name = 'same'");
    lab.sql("UPDATE filelist SET code = 2 WHERE local_name = 'locked'");
    lab.worker().build().mark(new Cancellation());
    assertThat(code("locked")).isEqualTo("2");
    assertThat(lab.run().totals().of(Outcome.COPIED)).isZero();
  }

  @Test
  void adopting_with_a_store_that_names_other_hashes_keeps_one_that_we_can_compute()
      throws Exception {
    lab = new Lab(folder, org.oeleo.testkit.MemoryStore.ofObjects());
    lab.source.put("same", "1");
    lab.destination.put("same", "1");
    lab.worker().build().adopt(Planner.Missing.FORCE, new Cancellation());
    assertThat(
            lab.row("same").orElseThrow().checksum().orElseThrow().algorithm().name())
        .isEqualTo("SHA-256");
  }
}
