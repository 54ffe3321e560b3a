package org.oeleo.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.crash.CrashPoint;

/**
 * Kills the program at every named step of a pass and at random moments, on a source that keeps
 * changing, and has it run once more. For another destination than a folder, extend this.
 *
 * <p>How thoroughly: {@code -Doeleo.crash.occurrences=1,5} (of each step),
 * {@code -Doeleo.crash.rounds=4} (random kills), {@code -Doeleo.crash.inARow=4} (named steps before
 * an undisturbed run), {@code -Doeleo.crash.seed=42}.
 */
public abstract class CrashSuite {
  /** How an operating system says that a process was killed. */
  private static final int KILLED = 137;

  private static final int TERMINATED = 143;

  private static final int ROUNDS = Integer.getInteger("oeleo.crash.rounds", 4);
  private static final int IN_A_ROW = Integer.getInteger("oeleo.crash.inARow", 4);
  private static final long SEED = Long.getLong("oeleo.crash.seed", 42);
  private static final int[] OCCURRENCES = Arrays.stream(
          System.getProperty("oeleo.crash.occurrences", "1").split(","))
      .mapToInt(Integer::parseInt)
      .toArray();

  /** Steps of a pass that deletes or archives what it has copied; this one's source keeps all. */
  private static final Set<CrashPoint> OF_DISPOSAL =
      EnumSet.of(CrashPoint.DISPOSING, CrashPoint.DISPOSED);

  private static final String LARGE = "large.raw";

  private Worksite site;
  private Invariants invariants;
  private int killedInARow;

  /** Makes a source with files in this folder, a destination that is there, and the program. */
  protected abstract Worksite newSite(Path place, long seed) throws IOException;

  /** The steps that a pass to this kind of destination does not have. */
  protected Set<CrashPoint> missingSteps() {
    return EnumSet.noneOf(CrashPoint.class);
  }

  @BeforeEach
  void makeSite(@TempDir Path place) throws IOException {
    site = newSite(place, SEED);
    invariants = new Invariants(site);
  }

  @TestFactory
  Stream<DynamicTest> killed_at_a_named_step_it_loses_nothing() {
    return Arrays.stream(CrashPoint.values())
        .filter(point -> !missingSteps().contains(point) && !OF_DISPOSAL.contains(point))
        .flatMap(point -> Arrays.stream(OCCURRENCES)
            .mapToObj(number ->
                dynamicTest(point + " for the " + number + ". time", () -> killAt(point, number))));
  }

  private void killAt(CrashPoint point, int occurrence) throws Exception {
    site.source().change(12);
    boolean reached = diesAt(point, occurrence);
    boolean partsAreFiles = !missingSteps().contains(CrashPoint.MOVING);
    if (!reached && partsAreFiles) {
      leaveParts();
      reached = diesAt(point, occurrence);
    }
    assertThat(reached || occurrence > 1).as("a pass goes through " + point).isTrue();
    killedInARow++;
    if (killedInARow >= IN_A_ROW || point == CrashPoint.LEDGER_CLOSED) {
      runUndisturbed();
      killedInARow = 0;
    }
  }

  /** Whether it got there; if not, it must have come to a good end. */
  private boolean diesAt(CrashPoint point, int occurrence) throws Exception {
    Program doomed = site.program().dyingAt(point.name(), occurrence);
    int code = workMeanwhile(doomed, Started::exitCode);
    assertThat(code).isIn(0, KILLED);
    return code == KILLED;
  }

  /** One file entered that is gone by now, one of which there is another version, and a part. */
  private void leaveParts() throws Exception {
    runUndisturbed();
    site.source().put("gone.raw", 4000);
    site.source().put("outdated.raw", 4000);
    Program doomed = site.program().dyingAt(CrashPoint.WRITTEN.name(), 2);
    try (Started program = doomed.start("run")) {
      assertThat(program.exitCode()).isEqualTo(KILLED);
    }
    assertThat(site.destination().temporaryNames())
        .as("parts that were cut off")
        .isNotEmpty();
    site.source().remove("gone.raw");
    site.source().put("outdated.raw", 5000);
  }

  @Test
  void killed_at_random_moments_it_loses_nothing(TestReporter reporter) throws Exception {
    Random random = new Random(SEED);
    int kills = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      if (round % 4 == 1) {
        site.source().put(LARGE, 4_000_000 + random.nextInt(2_000_000));
      }
      site.source().change(4);
      int code = workMeanwhile(slow(), program -> killAtSomeMoment(program, random));
      assertThat(code).as("round " + round).isIn(0, KILLED);
      kills += code == KILLED ? 1 : 0;
      if (round == ROUNDS || random.nextInt(3) == 0) {
        runUndisturbed();
      }
    }
    reporter.publishEntry("killed at random", kills + " times, seed " + SEED);
    assertThat(kills).isGreaterThan(ROUNDS / 2);
    assertNothingIsSentAgain();
  }

  /** In one of four rounds while it starts, else while it works. */
  private static int killAtSomeMoment(Started program, Random random) throws InterruptedException {
    if (random.nextInt(4) > 0) {
      program.prints("run-started");
    }
    if (!program.endsWithin(Duration.ofMillis(random.nextInt(600)))) {
      program.kill();
    }
    return program.exitCode();
  }

  /** So that most of its time goes to the files. */
  private Program slow() {
    return site.program().with("OELEO_BANDWIDTH", "8M");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
  void asked_to_end_it_ends_within_seconds_and_the_next_run_continues() throws Exception {
    site.source().put(LARGE, 20_000_000);
    int code = workMeanwhile(slow(), program -> {
      assertThat(program.prints(LARGE)).isTrue();
      program.terminate();
      assertThat(program.endsWithin(Duration.ofSeconds(10))).as("ended in 10 s").isTrue();
      return program.exitCode();
    });
    assertThat(code).isEqualTo(TERMINATED);
    assertThat(site.destination().temporaryNames()).as("the part").isNotEmpty();
    runUndisturbed();
    assertNothingIsSentAgain();
  }

  /** What is done with a program while its source changes and its destination is watched. */
  private interface Treatment {
    int exitCodeOf(Started program) throws InterruptedException;
  }

  private int workMeanwhile(Program worker, Treatment treatment) throws Exception {
    int code;
    try (Watch watch = Watch.begin(site.destination(), site.source());
        Started program = worker.start("--json", "run")) {
      code = site.source().changingWhile(() -> treatment.exitCodeOf(program));
      assertThat(watch.strange()).as("seen under final names").isEmpty();
      invariants.holdAfterACrash(program);
    }
    return code;
  }

  private void runUndisturbed() throws Exception {
    try (Watch watch = Watch.begin(site.destination(), site.source());
        Started program = site.program().start("--json", "run")) {
      assertThat(program.exitCode())
          .as(() -> String.join("\n", program.output()))
          .isZero();
      assertThat(watch.strange()).as("seen under final names").isEmpty();
      invariants.holdAtRest(program);
    }
  }

  private void assertNothingIsSentAgain() throws Exception {
    try (Started program = site.program().start("--json", "run")) {
      assertThat(program.exitCode()).isZero();
      List<String> sent = program.output().stream()
          .filter(line -> line.contains("\"outcome\":\"copied\""))
          .toList();
      assertThat(sent).as("sent again").isEmpty();
    }
  }
}
