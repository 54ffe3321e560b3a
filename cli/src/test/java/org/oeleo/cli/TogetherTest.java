package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.crash.CrashPoint;
import org.oeleo.testkit.crash.Invariants;
import org.oeleo.testkit.crash.Program;
import org.oeleo.testkit.crash.Started;
import org.oeleo.testkit.crash.Watch;
import org.oeleo.testkit.crash.Worksite;

/** Several programs at once, and what a dead one leaves of its lock. */
class TogetherTest {
  private static final String LARGE = "large.raw";

  private Worksite site;

  @BeforeEach
  void makeSite(@TempDir Path place) throws IOException {
    site = Worksite.local(place, Oeleo.class, 7);
  }

  /** So that it is still at work when others have come and gone, on any machine. */
  private Program slow() throws IOException {
    site.source().put(LARGE, 10_000_000);
    return site.program().with("OELEO_BANDWIDTH", "64K");
  }

  private static int exitCode(Program program, String... arguments) throws Exception {
    try (Started started = program.start(arguments)) {
      return started.exitCode();
    }
  }

  @Test
  void a_second_run_on_one_ledger_is_refused_and_verbs_are_served_while_the_first_goes_on()
      throws Exception {
    assertThat(exitCode(site.program(), "run")).isZero();
    String known = site.source().files().keySet().iterator().next();
    try (Started first = slow().start("--json", "run")) {
      assertThat(first.prints("run-started")).isTrue();
      assertThat(exitCode(site.program(), "run")).isEqualTo(75);
      for (List<String> verb : List.of(
          List.of("ledger", "ls"),
          List.of("ledger", "export", "--format", "json"),
          List.of("plan"),
          List.of("ledger", "lock", known))) {
        assertThat(exitCode(site.program(), verb.toArray(String[]::new)))
            .as(verb.toString())
            .isZero();
      }
      assertThat(first.endsWithin(Duration.ZERO)).as("ended before").isFalse();
      first.terminate();
      assertThat(first.exitCode()).isEqualTo(143);
    }
    try (Started next = site.program().start("run")) {
      assertThat(next.exitCode()).isZero();
      new Invariants(site).holdAtRest(next);
    }
  }

  @Test
  void two_ledgers_may_share_a_destination() throws Exception {
    Program other = site.program().with("OELEO_DB_NAME", site.place().resolve("books/other.db"));
    try (Watch watch = Watch.begin(site.destination(), site.source());
        Started first = site.program().start("run");
        Started second = other.start("run")) {
      int worst = site.source().changingWhile(() -> Math.max(first.exitCode(), second.exitCode()));
      // A file that changes under both may fail in one of them, and is sent by the next run.
      assertThat(worst).isLessThanOrEqualTo(1);
      assertThat(exitCode(site.program(), "run")).isZero();
      assertThat(exitCode(other, "run")).isZero();
      assertThat(watch.strange()).as("seen under final names").isEmpty();
    }
    assertThat(site.destination().finalFiles())
        .containsAllEntriesOf(site.source().files());
    assertThat(site.destination().temporaryNames()).isEmpty();
  }

  @Test
  void the_lock_of_a_dead_run_stops_nobody_even_if_its_number_is_another_programs_now()
      throws Exception {
    Program doomed = site.program().dyingAt(CrashPoint.BEGUN.name(), 1);
    assertThat(exitCode(doomed, "run")).isEqualTo(137);
    Path lock = site.ledger().resolveSibling("crash.db.lock");
    assertThat(lock).content().contains("process");
    long alive = ProcessHandle.current().pid();
    Files.writeString(lock, "process " + alive + ", since 2020-01-01T00:00:00Z\n");
    assertThat(exitCode(site.program(), "run")).isZero();
    assertThat(site.destination().finalFiles()).isEqualTo(site.source().files());
  }
}
