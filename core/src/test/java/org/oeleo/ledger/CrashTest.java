package org.oeleo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CrashTest {
  private static final int GROUP = 200;

  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 17})
  void after_a_kill_the_ledger_is_sound_and_every_group_is_there_whole_or_not_at_all(int groups)
      throws Exception {
    Path ledger = folder.resolve("ledger.db");
    int reported = killAfter(ledger, groups);
    try (Bookkeeper bookkeeper = Samples.open(ledger, Access.RUN)) {
      assertThat(bookkeeper.inspect()).isEmpty();
      long rows = bookkeeper.agreedCount();
      assertThat(rows % GROUP).isZero();
      assertThat(rows).isGreaterThanOrEqualTo((reported + 1L) * GROUP);
      bookkeeper.record(List.of(Samples.agreed("after the crash")));
    }
    assertThat(folder.toFile().list()).containsOnly("ledger.db", "ledger.db.lock");
  }

  /** Returns the number of the last group that was reported as recorded. */
  private static int killAfter(Path ledger, int groups) throws Exception {
    Process writer = ChildJvm.start(List.of(), LedgerProcess.class, "write", ledger);
    int reported = -1;
    try (BufferedReader lines = writer.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("group ")) {
          reported = Integer.parseInt(line.substring("group ".length()));
        }
        if (reported == groups) {
          writer
              .toHandle()
              .destroyForcibly(); // SIGKILL; lines it has written before are still read
        }
      }
    }
    writer.waitFor();
    return reported;
  }
}
