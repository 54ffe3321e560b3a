package org.oeleo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.LedgerLockedException;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RunLockTest {
  @TempDir
  private Path folder;

  private Path ledger() {
    return folder.resolve("ledger.db");
  }

  @Test
  void another_process_is_named_and_its_end_frees_the_ledger() throws Exception {
    Process holder = holder();
    assertThatThrownBy(() -> Samples.open(ledger(), Access.RUN))
        .isInstanceOf(LedgerLockedException.class)
        .hasMessageContaining(ledger().toRealPath().toString())
        .hasMessageContaining("process " + holder.pid() + ", since 20");
    Samples.open(ledger(), Access.EDIT).close();
    Samples.open(ledger(), Access.READ).close();
    holder.destroyForcibly();
    holder.waitFor();
    Samples.open(ledger(), Access.RUN).close();
    assertThat(folder.resolve("ledger.db.lock")).isEmptyFile();
  }

  private Process holder() throws Exception {
    Process process = ChildJvm.start(List.of(), LedgerProcess.class, "hold", ledger());
    BufferedReader lines = process.inputReader();
    String line = lines.readLine();
    while (line != null && !line.equals("open")) {
      line = lines.readLine();
    }
    assertThat(line).isEqualTo("open");
    return process;
  }

  @Test
  void a_refused_second_run_of_this_process_does_not_let_go_of_the_first_ones_lock()
      throws Exception {
    Bookkeeper run = Samples.open(ledger(), Access.RUN);
    assertThatThrownBy(() -> Samples.open(ledger(), Access.RUN))
        .isInstanceOf(LedgerLockedException.class)
        .hasMessageContaining("process " + ProcessHandle.current().pid());
    assertThat(outputOfHolder()).contains("LedgerLockedException");
    run.close();
    run.close();
    assertThat(outputOfHolder()).contains("read -1");
  }

  private String outputOfHolder() throws Exception {
    Process process = ChildJvm.start(List.of(), LedgerProcess.class, "hold", ledger());
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void another_name_of_the_same_ledger_is_locked_too() throws Exception {
    Samples.open(ledger(), Access.RUN).close();
    Path link = Files.createSymbolicLink(folder.resolve("link.db"), ledger());
    try (Bookkeeper run = Samples.open(ledger(), Access.RUN)) {
      assertThat(run.id()).isNotEmpty();
      assertThatThrownBy(() -> Samples.open(link, Access.RUN))
          .isInstanceOf(LedgerLockedException.class);
    }
    assertThat(folder.resolve("link.db.lock")).doesNotExist();
  }
}
