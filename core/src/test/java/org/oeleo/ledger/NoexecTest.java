package org.oeleo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Needs the right to mount; skipped, and said so, without it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NoexecTest {
  @TempDir
  private Path folder;

  private Path noexec() {
    return folder.resolve("noexec");
  }

  @BeforeEach
  void mount() throws Exception {
    Files.createDirectory(noexec());
    assumeThat(exitCode("mount", "-t", "tmpfs", "-o", "noexec,size=32m", "tmpfs", "" + noexec()))
        .as("exit code of mount: mounting a noexec folder needs root on Linux")
        .isZero();
  }

  @AfterEach
  void unmount() throws Exception {
    exitCode("umount", noexec().toString());
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
    Path state = Files.createDirectory(folder.resolve("state"));
    assertThat(run(state.resolve("ledger.db"), List.of("-Djava.io.tmpdir=" + noexec())))
        .contains("open");
    assertThat(state.toFile().list()).containsOnly("ledger.db", "ledger.db.lock");
  }

  @Test
  void a_folder_the_user_chose_is_not_overruled_but_named() throws Exception {
    Path ledger = folder.resolve("ledger.db");
    assertThat(run(ledger, List.of("-Dorg.sqlite.tmpdir=" + noexec())))
        .contains("LedgerException: SQLite's native library cannot be loaded from " + noexec())
        .contains("-Dorg.sqlite.tmpdir=");
  }

  private static String run(Path ledger, List<String> options) throws Exception {
    Process process = ChildJvm.start(options, LedgerProcess.class, "hold", ledger);
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
