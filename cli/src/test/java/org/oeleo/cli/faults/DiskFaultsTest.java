package org.oeleo.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks that are full, read-only, or gone: of the destination, of the ledger, of the log. */
class DiskFaultsTest extends WithFaults {
  private static final int SOME = 30;

  private void files(int count, int size) throws IOException {
    for (int i = 0; i < count; i++) {
      file("f%04d".formatted(i), "x".repeat(size));
    }
  }

  private static void fill(Path disk) throws IOException, InterruptedException {
    new ProcessBuilder("dd", "if=/dev/zero", "of=" + disk.resolve("filler"), "bs=4k")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Test
  void a_destination_that_is_full_already_ends_the_run() throws Exception {
    try (var disk = Tmpfs.over(to, "size=256k")) {
      files(3, 5000);
      fill(to);
      assertThat(run()).isEqualTo(5);
      assertThat(message()).startsWith("destination: it is full: 0 bytes are free");
      assertThat(names(to)).containsExactly("filler");
      Files.delete(to.resolve("filler"));
      requireRecovery();
      assertThat(disk.folder()).isEqualTo(to);
    }
  }

  @Test
  void a_destination_that_fills_up_in_mid_run_keeps_what_is_whole_and_no_part() throws Exception {
    try (var disk = Tmpfs.over(to, "size=512k")) {
      files(3, 50_000);
      whenStarted("f0001", () -> fill(disk.folder()));
      assertThat(run("OELEO_PARALLEL=1", "OELEO_RETRIES=0")).isEqualTo(5);
      assertThat(message()).startsWith("destination: ").contains("the disk is full");
      assertThat(names(to)).containsExactlyInAnyOrder("f0000", "filler");
      assertThat(recorded()).isEqualTo(1);
      Files.delete(to.resolve("filler"));
      requireRecovery();
    }
  }

  @Test
  void a_file_too_large_for_the_room_that_is_left_fails_alone() throws Exception {
    try (var disk = Tmpfs.over(to, "size=256k")) {
      files(2, 5000);
      file("large", "x".repeat(300_000));
      assertThat(run()).isEqualTo(1);
      assertThat(outcome("large")).isEqualTo("failed");
      assertThat(reason("large"))
          .contains("no room at the destination for the file's 300000 bytes");
      assertThat(arrived()).containsExactly("f0000", "f0001");
      disk.remount("size=1m");
      requireRecovery();
    }
  }

  @Test
  void a_destination_without_inodes_left_ends_the_run() throws Exception {
    try (var disk = Tmpfs.over(to, "size=8m,nr_inodes=12")) {
      files(SOME, 10);
      assertThat(run()).isEqualTo(5);
      assertThat(message()).startsWith("destination: ").contains("the disk is full");
      assertThat(names(to)).isNotEmpty().allMatch(name -> name.startsWith("f"));
      assertThat(recorded()).isEqualTo(names(to).size());
      disk.remount("nr_inodes=1000");
      requireRecovery();
    }
  }

  @Test
  void a_read_only_destination_ends_the_run() throws Exception {
    try (var disk = Tmpfs.over(to, "size=1m")) {
      files(3, 10);
      disk.remount("ro");
      assertThat(run("OELEO_RETRIES=0")).isEqualTo(5);
      assertThat(message()).startsWith("destination: ").containsIgnoringCase("read-only");
      disk.remount("rw");
      requireRecovery();
    }
  }

  @Test
  void a_destination_that_becomes_read_only_in_mid_run_ends_it() throws Exception {
    try (var disk = Tmpfs.over(to, "size=1m")) {
      files(3, 10);
      whenStarted("f0001", () -> disk.remount("ro"));
      // Without waiting for the disk each file gets its name before the next one begins.
      assertThat(run("OELEO_PARALLEL=1", "OELEO_RETRIES=0", "OELEO_FSYNC=no")).isEqualTo(5);
      assertThat(message()).startsWith("destination: ").containsIgnoringCase("read-only");
      assertThat(recorded()).isEqualTo(1);
      disk.remount("rw");
      requireRecovery();
    }
  }

  @Test
  void a_destination_unmounted_in_mid_run_ends_it_and_nothing_is_put_below() throws Exception {
    try (var disk = Tmpfs.over(to, "size=1m")) {
      files(SOME, 10);
      whenStarted("f0001", disk::vanish);
      assertThat(run("OELEO_PARALLEL=1", "OELEO_RETRIES=0")).isEqualTo(5);
      assertThat(message()).startsWith("destination: ");
      assertThat(to).isEmptyDirectory();
    }
  }

  @Test
  void a_destination_not_mounted_ends_the_run_before_it_begins() throws Exception {
    files(2, 10);
    try (var disk = Tmpfs.over(to, "size=1m")) {
      assertThat(run()).isZero();
      disk.vanish();
    }
    file("new", "1");
    assertThat(run()).isEqualTo(5);
    assertThat(message())
        .contains("is empty, although files were copied there before: is it mounted?");
    assertThat(to).isEmptyDirectory();
  }

  /** A known limit, stated in the table: an empty mount point is told from its share, no other. */
  @Test
  void a_mount_point_that_holds_something_is_taken_for_its_share() throws Exception {
    Files.writeString(to.resolve("NOT MOUNTED"), "");
    files(2, 10);
    try (var disk = Tmpfs.over(to, "size=1m")) {
      assertThat(run()).isZero();
      disk.vanish();
    }
    file("new", "1");
    assertThat(run()).isZero();
    assertThat(arrived()).containsExactly("NOT MOUNTED", "new");
  }

  @Test
  void a_ledger_whose_disk_fills_up_ends_the_run_and_costs_no_file() throws Exception {
    Path state = folder.resolve("state");
    try (var disk = Tmpfs.over(state, "size=300k")) {
      files(1500, 1);
      String ledger = "OELEO_DB_NAME=" + state.resolve("ledger.db");
      assertThat(run(ledger, "OELEO_FSYNC=no")).isEqualTo(7);
      assertThat(message()).contains("ledger.db cannot grow: its disk is full, make room");
      disk.remount("size=16m");
      assertThat(run(ledger, "OELEO_FSYNC=no")).isZero();
      requireSame(from, to);
      assertThat(run(ledger)).isZero();
      assertThat(command.lines()).noneMatch(line -> line.contains("\"outcome\":\"copied\""));
    }
  }

  @Test
  void a_ledger_on_a_full_disk_ends_the_run_before_the_first_file() throws Exception {
    Path state = folder.resolve("state");
    try (var disk = Tmpfs.over(state, "size=64k")) {
      files(2, 1);
      fill(disk.folder());
      assertThat(run("OELEO_DB_NAME=" + state.resolve("ledger.db"))).isEqualTo(7);
      assertThat(command.out()).containsPattern("ledger.db.*disk");
      assertThat(to).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void a_log_whose_disk_fills_up_is_said_once_and_the_run_goes_on(String split) throws Exception {
    Path logs = folder.resolve("logs");
    try (var disk = Tmpfs.over(logs, "size=8k")) {
      files(100, 1);
      assertThat(
              run("OELEO_LOG_DIR=" + disk.folder(), "OELEO_LOG_SPLIT=" + split, "OELEO_FSYNC=no"))
          .isZero();
      assertThat(command.err().lines())
          .singleElement()
          .asString()
          .contains("oeleo: warning: the log ", ".log cannot be written", "make room");
      requireSame(from, to);
    }
  }

  @Test
  void permission_lost_in_mid_run_fails_files_and_blames_none_of_them() throws Exception {
    files(SOME, 20_000);
    Program program = new Program(folder).obedient();
    Process run =
        program.start("--json", "run", "-s", "OELEO_BANDWIDTH=100K", "-s", "OELEO_PARALLEL=1");
    try (var said = run.inputReader()) {
      assertThat(said.lines().anyMatch(line -> line.contains("\"outcome\":\"copied\"")))
          .isTrue();
      Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("r-x------"));
      List<String> rest = said.lines().toList();
      assertThat(rest)
          .anyMatch(
              line -> line.contains("\"outcome\":\"failed\"") && line.contains("may not be used"));
      assertThat(rest.get(rest.size() - 1)).contains("\"exitCode\":1");
    }
    assertThat(run.waitFor()).isEqualTo(1);
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
    requireRecovery();
  }

  @Test
  void results_that_cannot_be_printed_are_a_failure() throws Exception {
    files(1, 1);
    assertThat(run()).isZero();
    Program program = new Program(folder).printingTo(Path.of("/dev/full"));
    for (String verb : List.of("run", "ledger ls")) {
      Program.Ended ended = program.run(verb.split(" "));
      assertThat(ended.code()).as(verb).isEqualTo(7);
      assertThat(ended.err()).contains("not all results could be printed");
    }
  }
}
