package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.testkit.crash.FolderDestination;
import org.oeleo.testkit.crash.Program;
import org.oeleo.testkit.crash.Started;
import org.oeleo.testkit.crash.Worksite;

/** Killed on the way to two destinations. */
class DestinationsCrashTest {
  private static final int KILLED = 137;

  @Test
  void killed_in_mid_run_the_next_run_makes_both_destinations_equal_to_the_source(
      @TempDir Path place) throws Exception {
    Worksite site = Worksite.local(place, Oeleo.class, 7);
    FolderDestination other = new FolderDestination(Files.createDirectory(place.resolve("other")));
    Program program = site.program()
        .with("OELEO_DESTINATIONS", "nas,server")
        .with("OELEO_NAS_BASE_DIR_TO", place.resolve("to"))
        .with("OELEO_SERVER_BASE_DIR_TO", place.resolve("other"));
    Random random = new Random(7);
    int kills = 0;
    for (int round = 0; round < 3; round++) {
      site.source().put("large.raw", 4_000_000 + round);
      site.source().change(6);
      try (Started doomed = program.with("OELEO_BANDWIDTH", "4M").start("--json", "run")) {
        assertThat(doomed.prints("run-started")).isTrue();
        if (!doomed.endsWithin(Duration.ofMillis(100 + random.nextInt(400)))) {
          doomed.kill();
        }
        kills += doomed.exitCode() == KILLED ? 1 : 0;
      }
      assertThat(site.source().files()).containsKeys("large.raw");
    }
    assertThat(kills).isPositive();

    try (Started next = program.start("--json", "run")) {
      assertThat(next.exitCode()).as(() -> String.join("\n", next.output())).isZero();
    }
    assertThat(site.destination().finalFiles())
        .containsAllEntriesOf(site.source().files());
    assertThat(other.finalFiles()).containsAllEntriesOf(site.source().files());
    assertThat(site.destination().temporaryNames()).isEmpty();
    assertThat(other.temporaryNames()).isEmpty();
  }
}
