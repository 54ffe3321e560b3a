package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oeleo.Cancellation;
import org.oeleo.Ending;
import org.oeleo.Overwrite;
import org.oeleo.Report;
import org.oeleo.TwoWay;
import org.oeleo.Verify;
import org.oeleo.WorkerBuilder;
import org.oeleo.check.Checker;
import org.oeleo.event.Outcome;
import org.oeleo.plan.Planner;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.Pending;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;
import org.oeleo.testkit.Operation;

/** A destination that takes files and shows none of them. */
class UnseenDestinationTest {
  @TempDir
  Path folder;

  private final AtomicInteger most = new AtomicInteger();
  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
    lab.destination.wrap(store -> new WriteOnly(store, most));
  }

  @Test
  void it_is_given_files_and_asked_for_nothing() throws Exception {
    lab.source.put("a", "1");
    lab.run();
    lab.source.put("b", "2");

    Report second = lab.run();

    assertThat(second.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(second.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(lab.destination.last().calls())
        .extracting(call -> call.operation())
        .containsOnly(Operation.PING, Operation.WRITE, Operation.SYNC, Operation.CLOSE);
    assertThat(lab.destination.names()).containsExactly("a", "b");
  }

  @Test
  void what_it_took_counts_as_accepted_and_as_seen_by_nobody() throws Exception {
    lab.source.put("a", "1");

    lab.run();

    LedgerEntry row = lab.row("a").orElseThrow();
    assertThat(row.proof().orElseThrow().method()).isEqualTo(Proof.Method.ACCEPTED);
    assertThat(row.external()).isEmpty();
    assertThat(row.checksum()).isPresent();
    assertThat(lab.history()).hasSize(1);
  }

  @Test
  void a_changed_file_is_sent_again_unless_presence_is_all_that_counts() throws Exception {
    lab.source.put("a", "1");
    lab.run();
    lab.source.put("a", "22");

    lab.run(lab.worker().checker(Checker.presence()));
    assertThat(lab.destination.text("a")).isEqualTo("1");

    lab.run();
    assertThat(lab.destination.text("a")).isEqualTo("22");
  }

  @Test
  void it_is_given_one_file_at_a_time_unless_told_otherwise() throws Exception {
    for (int i = 0; i < 20; i++) {
      lab.source.put("f" + i, "x".repeat(200_000));
    }
    // The lab asks for two at once; without that word nobody knows what such an end bears.
    WorkerBuilder usual = org.oeleo.Worker.builder()
        .local(lab.source.endpoint())
        .external(lab.destination.endpoint())
        .ledger(lab.ledger)
        .settle(java.time.Duration.ZERO)
        .clock(lab.clock);

    assertThat(lab.run(usual).totals().of(Outcome.COPIED)).isEqualTo(20);

    assertThat(most).hasValue(1);
  }

  @Test
  void a_version_that_a_run_may_have_sent_before_it_was_cut_off_is_followed_by_the_old_one()
      throws Exception {
    lab.source.put("a", "old");
    lab.run();
    RelativePath path = RelativePath.of("a");
    // As if a newer version had been given away, and the source had then gone back to this one.
    lab.change(new LedgerChange.Begun(
        new Pending(path, RelativePath.of(".oeleo-x.part"), Optional.empty())));

    assertThat(lab.run().totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(lab.run().totals().of(Outcome.COPIED)).isZero();
  }

  private static Stream<UnaryOperator<WorkerBuilder>> whatNeedsToLook() {
    return Stream.of(
        worker -> worker.verify(Verify.HASH),
        worker -> worker.verify(Verify.REREAD),
        worker -> worker.overwrite(Overwrite.KEEP),
        worker -> worker.overwrite(Overwrite.FAIL),
        worker -> worker.quota(100),
        worker -> worker.from(Side.EXTERNAL),
        worker -> worker.twoWay(TwoWay.standard()));
  }

  @ParameterizedTest
  @MethodSource("whatNeedsToLook")
  void what_needs_to_look_there_is_refused_before_anything_is_sent(
      UnaryOperator<WorkerBuilder> wish) throws Exception {
    lab.source.put("a", "1");

    Report report = lab.run(wish.apply(lab.worker()));

    assertThat(report.ending()).isEqualTo(Ending.MISCONFIGURED);
    assertThat(report.message()).contains("only takes files");
    assertThat(lab.destination.names()).isEmpty();
  }

  @Test
  void its_files_cannot_be_counted_and_the_message_names_the_quota() throws Exception {
    assertThat(lab.run(lab.worker().quota(100)).message()).contains("OELEO_QUOTA");
  }

  @Test
  void comparing_is_refused_and_planning_and_marking_are_not() throws Exception {
    lab.source.put("a", "1");
    Cancellation never = new Cancellation();

    assertThat(lab.worker().build().check(never).ending()).isEqualTo(Ending.MISCONFIGURED);
    assertThat(lab.worker().build().adopt(Planner.Missing.FORCE, never).ending())
        .isEqualTo(Ending.MISCONFIGURED);
    assertThat(lab.plan().totals().of(Outcome.PLANNED)).isEqualTo(1);
    assertThat(lab.worker().build().mark(never).totals().of(Outcome.MARKED)).isEqualTo(1);
    assertThat(lab.run().totals().of(Outcome.COPIED)).isZero();
  }
}
