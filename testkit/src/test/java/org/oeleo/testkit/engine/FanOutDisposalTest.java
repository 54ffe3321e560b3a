package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Disposal;
import org.oeleo.Ending;
import org.oeleo.FanOut;
import org.oeleo.FanOutReport;
import org.oeleo.Report;
import org.oeleo.Verify;
import org.oeleo.Worker;
import org.oeleo.WorkerBuilder;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.MemoryStore;
import org.oeleo.testkit.Operation;

/** A file goes when all destinations hold it. */
class FanOutDisposalTest {
  @TempDir
  Path folder;

  private final List<String> told = new ArrayList<>();
  private Lab lab;
  private TestEnd server;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
    server = new TestEnd(MemoryStore.empty().withClock(lab.clock));
    lab.source.put("a.csv", "a");
    lab.source.put("b.csv", "b");
  }

  private WorkerBuilder toServer() {
    return lab.worker().external(server.endpoint()).ledger(folder.resolve("server.db"));
  }

  private FanOutReport run() {
    lab.clock.advance(Duration.ofHours(1));
    return FanOut.of(List.of(lab.worker().build(), toServer().build()))
        .disposing(Disposal.delete())
        .withListener(event -> {
          if (event instanceof Event.FileFinished done) {
            told.add(done.result().outcome() + " " + done.result().path());
          }
        })
        .run();
  }

  private static long removed(FanOutReport report) {
    return report.disposal().map(r -> r.totals().of(Outcome.REMOVED)).orElse(0L);
  }

  @Test
  void what_all_hold_is_deleted_and_told_of_once() {
    FanOutReport report = run();
    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(removed(report)).isEqualTo(2);
    assertThat(told).containsExactlyInAnyOrder("REMOVED a.csv", "REMOVED b.csv");
    assertThat(lab.source.names()).isEmpty();
    assertThat(server.names()).containsExactly("a.csv", "b.csv").isEqualTo(lab.destination.names());
    assertThat(run().ending()).as("an emptied source").isEqualTo(Ending.COMPLETE);
  }

  @Test
  void what_one_has_not_got_stays_until_it_has() {
    server.inject(Fault.on(Operation.MOVE).fails(Kind.ACCESS_DENIED));
    FanOutReport report = run();
    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(removed(report)).isZero();
    assertThat(lab.source.names()).hasSize(2);

    server.heal();
    assertThat(removed(run())).isEqualTo(2);
    assertThat(server.text("a.csv")).isEqualTo("a");
  }

  @Test
  void a_destination_that_is_down_keeps_every_file() {
    run();
    lab.source.put("c.csv", "c");
    server.inject(Fault.on(Operation.PING).fails(Kind.UNREACHABLE));
    FanOutReport report = run();
    assertThat(report.ending()).isEqualTo(Ending.DESTINATION_LOST);
    assertThat(report.disposal()).isEmpty();
    assertThat(lab.source.names()).containsExactly("c.csv");
    assertThat(lab.destination.names()).contains("c.csv");
    server.heal();
    assertThat(removed(run())).isEqualTo(1);
  }

  @Test
  void a_destination_that_is_full_keeps_only_what_it_has_not_got() {
    server = new TestEnd(MemoryStore.empty().withClock(lab.clock).ofCapacity(2));
    run();
    lab.source.put("large.csv", "more than two bytes");
    FanOutReport report = run();
    assertThat(report.parts().get(0).ending()).isEqualTo(Ending.COMPLETE);
    assertThat(lab.source.names()).containsExactly("large.csv");
  }

  @Test
  void an_old_copy_that_is_gone_from_one_keeps_the_file() throws Exception {
    FanOut.of(List.of(lab.worker().build(), toServer().build())).run();
    server.store.open().delete(RelativePath.of("a.csv"));
    FanOutReport report = run();
    Report disposal = report.disposal().orElseThrow();
    assertThat(disposal.totals().of(Outcome.RETAINED)).isEqualTo(1);
    assertThat(lab.source.names()).contains("a.csv");
  }

  @Test
  void a_ledger_in_use_keeps_every_file() throws Exception {
    run();
    lab.source.put("c.csv", "c");
    try (var book = lab.open(Access.RUN)) {
      assertThat(book.agreedCount()).isEqualTo(2);
      assertThat(run().disposal()).isEmpty();
    }
    assertThat(lab.source.names()).containsExactly("c.csv");
  }

  @Test
  void no_worker_of_several_disposes_by_itself() {
    Worker own = lab.worker().disposal(Disposal.delete()).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FanOut.of(List.of(own, toServer().build())))
        .withMessageContaining("other destinations may not have");
    FanOut weak =
        FanOut.of(List.of(lab.worker().build(), toServer().verify(Verify.SIZE).build()));
    assertThatIllegalStateException().isThrownBy(() -> weak.disposing(Disposal.delete()));
  }
}
