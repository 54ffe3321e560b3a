package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.FanOut;
import org.oeleo.FanOutReport;
import org.oeleo.Worker;
import org.oeleo.event.Outcome;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.MemoryStore;
import org.oeleo.testkit.Operation;

class FanOutTest {
  private static final int FILES = 20;

  @TempDir
  Path folder;

  private final TestEnd source = new TestEnd(MemoryStore.empty());
  private final TestEnd nas = new TestEnd(MemoryStore.empty());
  private final TestEnd server = new TestEnd(MemoryStore.empty());

  @BeforeEach
  void put_files() {
    for (int i = 0; i < FILES; i++) {
      source.put("file " + i, "content " + i);
    }
  }

  private Worker to(TestEnd destination, int parallel) {
    return Worker.builder()
        .local(source.endpoint())
        .external(destination.endpoint())
        .ledger(folder.resolve(parallel + ".db"))
        .settle(Duration.ZERO)
        .retry(Lab.AT_ONCE)
        .parallel(parallel)
        .build();
  }

  @Test
  void parallel_is_the_most_that_is_written_at_once_at_each_destination() {
    Peak two = new Peak(2);
    Peak five = new Peak(5);
    nas.wrap(two::watch);
    server.wrap(five::watch);
    FanOutReport report = FanOut.of(List.of(to(nas, 2), to(server, 5))).run();
    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(two.highest()).isEqualTo(2);
    assertThat(five.highest()).isEqualTo(5);
    assertThat(nas.names()).hasSize(FILES).hasSameElementsAs(server.names());
  }

  @Test
  void one_that_is_lost_in_mid_run_keeps_no_other_from_finishing() {
    nas.inject(Fault.on(Operation.WRITE).fromCall(5).fails(Kind.UNREACHABLE));
    FanOut fanOut = FanOut.of(List.of(to(nas, 1), to(server, 2)));
    FanOutReport report = fanOut.run();
    assertThat(report.parts())
        .map(FanOutReport.Part::ending)
        .containsExactly(Ending.DESTINATION_LOST, Ending.COMPLETE);
    assertThat(server.names()).hasSize(FILES);

    nas.heal();
    FanOutReport again = fanOut.run();
    assertThat(again.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(again.parts().get(1).report().orElseThrow().totals().of(Outcome.UNCHANGED))
        .isEqualTo(FILES);
    assertThat(nas.names()).hasSize(FILES);
  }
}
