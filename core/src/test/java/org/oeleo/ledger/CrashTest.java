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

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CrashTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 17})
  void killed_in_the_middle_of_a_group_it_keeps_all_groups_before_and_nothing_of_that_one(
      int groups) throws Exception {
    Path ledger = folder.resolve("ledger.db");
    writeAndKill(ledger, groups);
    try (Bookkeeper bookkeeper = Samples.open(ledger, Access.RUN)) {
      assertThat(bookkeeper.inspect()).isEmpty();
      assertThat(bookkeeper.agreedCount()).isEqualTo((long) groups * LedgerProcess.GROUP);
      bookkeeper.record(List.of(Samples.agreed("after the crash")));
    }
    assertThat(folder.toFile().list()).containsOnly("ledger.db", "ledger.db.lock");
  }

  private static void writeAndKill(Path ledger, int groups) throws Exception {
    Process writer = ChildJvm.start(List.of(), LedgerProcess.class, "write", ledger, groups);
    try (BufferedReader lines = writer.inputReader()) {
      String line = lines.readLine();
      while (line != null && !line.equals("half")) {
        line = lines.readLine();
      }
      assertThat(line).isEqualTo("half");
    } finally {
      writer.destroyForcibly().waitFor(); // SIGKILL
    }
  }
}
