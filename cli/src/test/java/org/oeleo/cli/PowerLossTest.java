package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.crash.CrashPoint;
import org.oeleo.testkit.crash.Invariants;
import org.oeleo.testkit.crash.PowerCut;
import org.oeleo.testkit.crash.Program;
import org.oeleo.testkit.crash.Started;

/**
 * The machine dies, and its disk has only what was forced to it. All steps with
 * {@code -Doeleo.crash.power=all}, else those around the moments at which files get their names and
 * the ledger is told.
 */
class PowerLossTest {
  private static final Set<CrashPoint> STEPS =
      System.getProperty("oeleo.crash.power", "").equals("all")
          ? EnumSet.complementOf(EnumSet.of(CrashPoint.OUTDATED_DROPPED, CrashPoint.LEFTOVER_SWEPT))
          : EnumSet.of(CrashPoint.MOVED, CrashPoint.SYNCING, CrashPoint.ENDING);

  private static final int KILLED = 137;

  private PowerCut power;

  @BeforeEach
  void switchOn(@TempDir Path place) throws IOException {
    power = PowerCut.in(place, Oeleo.class, Long.getLong("oeleo.crash.seed", 42));
  }

  @TestFactory
  Stream<DynamicTest> what_the_ledger_calls_verified_survives_and_the_rest_is_sent_again() {
    List<CrashPoint> steps = List.copyOf(STEPS);
    List<String> losses = PowerCut.kinds();
    // Few steps take turns with the kinds of loss; all steps meet all of them.
    return steps.size() <= losses.size()
        ? steps.stream()
            .map(step -> test(step, losses.get((steps.indexOf(step) + 1) % losses.size())))
        : steps.stream().flatMap(step -> losses.stream().map(loss -> test(step, loss)));
  }

  private DynamicTest test(CrashPoint step, String loss) {
    return DynamicTest.dynamicTest(step + ", losing the " + loss, () -> cutAt(step, loss));
  }

  private void cutAt(CrashPoint step, String loss) throws Exception {
    power.site().source().change(12);
    dieAt(power.losing(loss).dyingAt(step.name(), 1));
    assertThat(power.untrueRows()).isEmpty();
    assertThat(power.tornFiles()).isEmpty();

    power.restart();
    runUndisturbed();

    assertThat(power.untrueRows()).isEmpty();
    assertThat(power.disk().finalFiles())
        .containsAllEntriesOf(power.site().source().files());
  }

  /** Shows that the test can fail: nothing is forced, and the ledger is told nevertheless. */
  @Test
  void without_forcing_the_ledger_calls_verified_what_is_not_there() throws Exception {
    runUndisturbed();
    power.site().source().add(5);
    dieAt(power.losing("name").with("OELEO_FSYNC", false).dyingAt(CrashPoint.ENDING.name(), 1));
    assertThat(power.untrueRows()).hasSize(5);
  }

  private static void dieAt(Program doomed) throws Exception {
    try (Started program = doomed.start("run")) {
      assertThat(program.exitCode())
          .as(() -> String.join("\n", program.output()))
          .isEqualTo(KILLED);
    }
  }

  private void runUndisturbed() throws Exception {
    try (Started program = power.site().program().start("run")) {
      assertThat(program.exitCode())
          .as(() -> String.join("\n", program.output()))
          .isZero();
      new Invariants(power.site()).holdAtRest(program);
    }
  }
}
