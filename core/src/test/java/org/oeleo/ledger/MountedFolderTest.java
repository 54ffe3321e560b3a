package org.oeleo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.LedgerException;

/** Disks that refuse. Needs the right to mount; skipped, and said so, without it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MountedFolderTest {
  @TempDir
  private Path folder;

  private Path mounted() {
    return folder.resolve("mounted");
  }

  private void mount(String options) throws Exception {
    Files.createDirectories(mounted());
    assumeThat(
            exitCode("mount", "-t", "tmpfs", "-o", options, "tmpfs", mounted().toString()))
        .as("exit code of mount: mounting needs root on Linux")
        .isZero();
  }

  @AfterEach
  void unmount() throws Exception {
    exitCode("umount", mounted().toString());
  }

  private static int exitCode(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      return -1; // there is no such command here
    }
  }

  @Test
  void a_temporary_folder_that_forbids_execution_does_not_matter() throws Exception {
    mount("noexec,size=32m");
    Path state = Files.createDirectory(folder.resolve("state"));
    assertThat(open(state.resolve("ledger.db"), "-Djava.io.tmpdir=" + mounted()))
        .contains("open");
    assertThat(state.toFile().list()).containsOnly("ledger.db", "ledger.db.lock");
  }

  @Test
  void a_folder_the_user_chose_is_not_overruled_but_named() throws Exception {
    mount("noexec,size=32m");
    assertThat(open(folder.resolve("ledger.db"), "-Dorg.sqlite.tmpdir=" + mounted()))
        .contains("LedgerException: SQLite's native library cannot be loaded from " + mounted())
        .contains("-Dorg.sqlite.tmpdir=");
  }

  private static String open(Path ledger, String option) throws Exception {
    Process process = ChildJvm.start(List.of(option), LedgerProcess.class, "hold", ledger);
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void a_full_disk_costs_the_group_that_did_not_fit_and_nothing_else() throws Exception {
    mount("size=1m");
    Path ledger = mounted().resolve("ledger.db");
    int recorded = recordUntilFull(ledger);
    try (Bookkeeper reader = Samples.open(ledger, Access.READ)) {
      assertThat(reader.inspect()).isEmpty();
      assertThat(reader.agreedCount()).isPositive().isEqualTo(recorded * 100L);
    }
  }

  private static int recordUntilFull(Path ledger) throws LedgerException {
    AtomicInteger recorded = new AtomicInteger();
    try (Bookkeeper run = Samples.open(ledger, Access.RUN)) {
      assertThatThrownBy(() -> {
            while (true) {
              run.record(Samples.group(recorded.get(), 100));
              recorded.incrementAndGet();
            }
          })
          .isInstanceOf(LedgerException.class)
          .hasMessageEndingWith("its disk is full, make room and try again");
    }
    return recorded.get();
  }

  @ParameterizedTest
  @EnumSource(names = {"RUN", "EDIT"})
  void a_read_only_disk_is_refused_before_anything_else_is_done(Access access) throws Exception {
    mount("size=1m");
    Path ledger = mounted().resolve("ledger.db");
    Samples.open(ledger, Access.RUN).close();
    mount("remount,ro");
    assertThatThrownBy(() -> Samples.open(ledger, access))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("ledger.db")
        .hasMessageContaining("check");
    Samples.open(ledger, Access.READ).close();
  }
}
