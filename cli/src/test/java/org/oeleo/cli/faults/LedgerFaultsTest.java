package org.oeleo.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A ledger that is in use, damaged, gone, of another version, or not to be written. */
@Timeout(90)
class LedgerFaultsTest extends WithFaults {
  private static final int ROWS = 400;

  private Path ledger() {
    return folder.resolve("ledger.db");
  }

  private void fill() throws IOException {
    for (int i = 0; i < ROWS; i++) {
      file("f%04d".formatted(i), "1");
    }
    assertThat(run("OELEO_FSYNC=no")).isZero();
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger());
        Statement sql = connection.createStatement()) {
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }

  @Test
  void another_run_of_the_same_worker_keeps_this_one_out() throws Exception {
    file("large", "x".repeat(500_000));
    Process other = new Program(folder).start("--json", "run", "-s", "OELEO_BANDWIDTH=20K");
    try (var said = other.inputReader()) {
      assertThat(said.lines().anyMatch(line -> line.contains("file-started"))).isTrue();
      assertThat(run()).isEqualTo(75);
      assertThat(command.out())
          .contains("another run is using the ledger", "process " + other.pid());
      assertThat(command.oeleo("plan")).isZero();
    } finally {
      other.destroyForcibly().waitFor();
    }
    requireRecovery();
  }

  @Test
  void another_program_that_keeps_the_ledger_locked_ends_the_run() throws Exception {
    file("a", "1");
    assertThat(run()).isZero();
    file("b", "1");
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + ledger());
        Statement sql = other.createStatement()) {
      sql.execute("BEGIN IMMEDIATE");
      assertThat(run()).isEqualTo(7);
      assertThat(command.out()).contains("ledger.db is in use by another program: close it there");
      sql.execute("ROLLBACK");
    }
    requireRecovery();
  }

  @Test
  void a_damaged_ledger_ends_the_run_and_is_left_for_a_person() throws Exception {
    fill();
    try (RandomAccessFile file = new RandomAccessFile(ledger().toFile(), "rw")) {
      for (long place = 3 * 4096; place < file.length() - 4096; place += 4096) {
        file.seek(place);
        file.write(new byte[4096]);
      }
    }
    file("new", "1");
    assertThat(run()).isEqualTo(7);
    assertThat(command.out()).contains("ledger.db is damaged", "restore it from a backup");
    assertThat(command.oeleo("doctor")).isEqualTo(1);
    assertThat(to.resolve("new")).doesNotExist();
  }

  @Test
  void a_truncated_ledger_ends_the_run() throws Exception {
    fill();
    try (RandomAccessFile file = new RandomAccessFile(ledger().toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
    assertThat(run()).isEqualTo(7);
    assertThat(command.out()).contains("ledger.db is damaged");
  }

  @Test
  void a_lost_ledger_costs_a_comparison_and_no_transfer() throws Exception {
    fill();
    Files.delete(ledger());
    assertThat(run()).isZero();
    assertThat(command.out()).contains("\"adopted\":" + ROWS).doesNotContain("\"copied\":");
  }

  @Test
  void a_ledger_deleted_during_a_run_ends_it_and_the_next_one_adopts() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      file(name, "1");
    }
    whenStarted("b", () -> Files.delete(ledger()));
    assertThat(run("OELEO_PARALLEL=1")).isEqualTo(7);
    assertThat(message()).contains("ledger.db was deleted while it was in use");
    requireRecovery();
    assertThat(command.out()).contains("\"adopted\":");
  }

  @Test
  void a_ledger_of_a_newer_version_is_refused_and_left_as_it_is() throws Exception {
    fill();
    sql("PRAGMA user_version = 77");
    byte[] before = Files.readAllBytes(ledger());
    assertThat(run()).isEqualTo(7);
    assertThat(command.out()).contains("has format 77", "newer oeleo");
    assertThat(ledger()).hasBinaryContent(before);
  }

  @Test
  void a_ledger_of_the_original_is_taken_over_with_what_it_knows() throws Exception {
    file("a", "1");
    file("b", "1");
    sql(
        "CREATE TABLE filelist (id INTEGER NOT NULL PRIMARY KEY, processed_date DATETIME NOT NULL,"
            + " local_name VARCHAR(255) NOT NULL, external_name VARCHAR(255), checksum"
            + " VARCHAR(255), code INTEGER NOT NULL)",
        "INSERT INTO filelist VALUES (1, '2026-01-02 03:04:05.678901', 'a', '" + to
            + "/a', 'c4ca4238a0b923820dcc509a6f75849b', 1)",
        "INSERT INTO filelist VALUES (2, '2026-01-02 03:04:05.678901', 'b', '" + to
            + "/b', 'c4ca4238a0b923820dcc509a6f75849b', 2)");
    Files.writeString(to.resolve("a"), "1");
    assertThat(run()).isZero();
    assertThat(outcome("a")).isEqualTo("unchanged");
    assertThat(outcome("b")).isEqualTo("locked");
    assertThat(arrived()).containsExactly("a");
  }

  @Test
  void a_ledger_that_may_not_be_written_ends_the_run_and_can_be_read() throws Exception {
    file("a", "1");
    assertThat(run()).isZero();
    file("b", "1");
    Files.setPosixFilePermissions(ledger(), PosixFilePermissions.fromString("r--------"));
    Program program = new Program(folder).obedient();
    Program.Ended ended = program.run("run");
    assertThat(ended.code()).isEqualTo(7);
    assertThat(ended.err()).contains("ledger.db cannot be written: make the file and its folder");
    assertThat(arrived()).containsExactly("a");
    assertThat(program.run("plan").code()).isZero();
  }

  @Test
  void a_ledger_on_a_read_only_disk_ends_the_run_and_can_be_read() throws Exception {
    file("a", "1");
    Path state = folder.resolve("state");
    try (var disk = Tmpfs.over(state, "size=4m")) {
      String ledger = "OELEO_DB_NAME=" + state.resolve("ledger.db");
      assertThat(run(ledger)).isZero();
      disk.remount("ro");
      assertThat(run(ledger)).isEqualTo(7);
      assertThat(command.out()).containsIgnoringCase("read-only").contains("ledger.db");
      assertThat(command.oeleo("ledger", "ls", "-s", ledger)).isZero();
    }
  }

  /** The run would move a copy over its own ledger. */
  @Test
  void a_source_file_named_like_the_ledger_does_not_replace_it() throws Exception {
    for (String name : List.of("ledger.db", "ledger.db-journal", "ledger.db.lock", "a")) {
      file(name, "not a ledger");
    }
    String ledger = "OELEO_DB_NAME=" + to.resolve("ledger.db");
    assertThat(run(ledger)).isEqualTo(1);
    assertThat(outcome("a")).isEqualTo("copied");
    for (String name : List.of("ledger.db", "ledger.db-journal", "ledger.db.lock")) {
      assertThat(outcome(name)).isEqualTo("failed");
      assertThat(reason(name)).contains("would replace a file of a ledger that is in use");
    }
    assertThat(run(ledger)).isEqualTo(1);
    assertThat(command.out()).contains("\"unchanged\":1");
  }

  @Test
  void the_ledger_of_another_worker_is_not_sent_with_the_files() throws Exception {
    file("a", "1");
    Path other = Files.createDirectory(folder.resolve("other"));
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(other.resolve("b"), "1");
    Files.write(
        folder.resolve("b.env"),
        List.of(
            "OELEO_BASE_DIR_FROM=" + other,
            "OELEO_BASE_DIR_TO=" + elsewhere,
            "OELEO_DB_NAME=" + from.resolve("b.db"),
            "OELEO_SETTLE=0s"));
    for (int i = 0; i < 2; i++) {
      assertThat(command.oeleo("run", "b.env", ".env")).isZero();
    }
    assertThat(arrived()).containsExactly("a");
    assertThat(names(elsewhere)).containsExactly("b");
  }
}
