package org.oeleo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Code;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.RelativePath;

/** Every way a ledger can be unusable is one sentence that names the file and the remedy. */
class DamageTest {
  private static final int ROWS = 2_000;

  @TempDir
  private Path folder;

  private Path ledger() {
    return folder.resolve("ledger.db");
  }

  private void fill() throws LedgerException {
    try (Bookkeeper run = Samples.open(ledger(), Access.RUN)) {
      run.record(Samples.group(0, ROWS));
    }
  }

  private void refuses(Access access, String... words) {
    assertThatThrownBy(() -> Samples.open(ledger(), access))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("ledger.db")
        .hasMessageContainingAll(words);
  }

  @ParameterizedTest
  @EnumSource(Access.class)
  void a_file_that_is_no_database_is_refused_and_left_alone(Access access) throws Exception {
    String text = "id;name\n".repeat(1_000);
    Files.writeString(ledger(), text);
    refuses(access, "damaged or no SQLite database", "restore");
    assertThat(ledger()).hasContent(text);
  }

  @ParameterizedTest
  @EnumSource(Access.class)
  void a_truncated_file_is_refused(Access access) throws Exception {
    fill();
    try (RandomAccessFile file = new RandomAccessFile(ledger().toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
    refuses(access, "damaged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PRAGMA user_version = 3", "PRAGMA user_version = 77"})
  void a_newer_format_is_refused_with_both_versions(String sql) throws Exception {
    fill();
    Samples.sql(ledger(), sql);
    String version = sql.substring(sql.lastIndexOf(' ') + 1);
    for (Access access : Access.values()) {
      refuses(access, "has format " + version, "knows up to 2", "newer oeleo");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE customers (id INTEGER)",
        "CREATE TABLE filelist (id INTEGER, path TEXT)",
        "CREATE VIEW filelist AS SELECT 1 id, '' processed_date, '' local_name,"
            + " '' external_name, '' checksum, 0 code",
        "CREATE TABLE customers (id INTEGER); PRAGMA user_version = 1",
      })
  void a_database_of_another_program_is_refused_and_left_alone(String sql) throws Exception {
    Samples.sql(ledger(), sql.split("; "));
    byte[] before = Files.readAllBytes(ledger());
    for (Access access : Access.values()) {
      refuses(access, "another program", "OELEO_DB_NAME");
    }
    assertThat(ledger()).hasBinaryContent(before);
  }

  @Test
  void a_damaged_page_is_one_sentence_and_found_by_inspection() throws Exception {
    fill();
    try (RandomAccessFile file = new RandomAccessFile(ledger().toFile(), "rw")) {
      for (long page = 20; page < 60; page++) {
        file.seek(page * 4096);
        file.write(new byte[4096]);
      }
    }
    try (Bookkeeper reader = Samples.open(ledger(), Access.READ)) {
      assertThat(reader.inspect()).isNotEmpty().hasSizeLessThanOrEqualTo(101);
      assertThatThrownBy(() -> reader.forEach(entry -> {}))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining(ledger().toRealPath() + " is damaged");
    }
  }

  @Test
  void deleted_while_in_use_is_noticed_before_the_next_group() throws Exception {
    try (Bookkeeper run = Samples.open(ledger(), Access.RUN)) {
      run.record(List.of(Samples.agreed("a")));
      Files.delete(ledger());
      assertThatThrownBy(() -> run.record(List.of(Samples.agreed("b"))))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("was deleted while it was in use");
    }
  }

  @Test
  void replaced_while_in_use_is_noticed_before_the_next_group() throws Exception {
    try (Bookkeeper run = Samples.open(ledger(), Access.RUN)) {
      Path other = Files.copy(ledger(), folder.resolve("other.db"));
      Files.move(other, ledger(), StandardCopyOption.REPLACE_EXISTING);
      assertThatThrownBy(() -> run.record(List.of(Samples.agreed("b"))))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("was replaced by another file");
    }
  }

  @Test
  void a_read_only_file_is_refused_before_the_run_begins() throws Exception {
    fill();
    assumeThat(ledger().toFile().setWritable(false)).isTrue();
    assumeThat(Files.isWritable(ledger())).as("nothing is read-only for root").isFalse();
    refuses(Access.RUN, "make the file and its folder writable");
    Samples.open(ledger(), Access.READ).close();
  }

  @Test
  void an_empty_file_becomes_a_ledger() throws Exception {
    Files.createFile(ledger());
    Samples.open(ledger(), Access.READ).close();
    assertThat(ledger()).isEmptyFile();
    fill();
    assertThat(Samples.rows(ledger(), "SELECT count(*) FROM filelist")).containsExactly("" + ROWS);
  }

  @Test
  void rows_nobody_can_have_meant_are_reported_and_stop_nothing() throws Exception {
    fillWithNonsense();
    List<LedgerEntry> entries = new ArrayList<>();
    try (Bookkeeper reader = Samples.open(ledger(), Access.READ)) {
      assertThat(reader.inspect())
          .hasSize(4)
          .anyMatch(finding -> finding.contains("is ignored: its local_name ../evil"))
          .anyMatch(finding -> finding.endsWith("unreadable processed_date: soon"))
          .anyMatch(finding -> finding.endsWith("a code that is no number"));
      reader.forEach(entries::add);
      assertThat(Samples.find(reader, RelativePath.of("dateless")).processed())
          .isEqualTo(ProcessedDate.UNKNOWN);
      assertThat(Samples.find(reader, RelativePath.of("wordy")).code()).isEqualTo(Code.LOCKED);
      LedgerEntry edited = Samples.find(reader, RelativePath.of("group 000000/0000.xyz"));
      assertThat(edited.local()).isEmpty();
      assertThat(edited.proof()).isEmpty();
    }
    assertThat(entries).hasSize(ROWS + 2);
  }

  private void fillWithNonsense() throws Exception {
    fill();
    Samples.sql(
        ledger(),
        "INSERT INTO filelist (processed_date, local_name, code) VALUES"
            + " ('2026-01-01', '../evil', 1), ('2026-01-01', '', 1), ('soon', 'dateless', 1),"
            + " ('2026-01-01', 'wordy', 'locked')",
        "UPDATE filelist SET oeleo_local_seen = 'never', oeleo_proof = 'TRUST'"
            + " WHERE local_name = 'group 000000/0000.xyz'");
  }

  @Test
  void the_audit_trail_cannot_be_rewritten_by_hand() throws Exception {
    fill();
    String row =
        "INSERT INTO oeleo_transfer VALUES (1, 'a', 'b', 1, '', '', '', '', '', '', '', 1)";
    Samples.sql(ledger(), row);
    for (String sql : List.of("UPDATE oeleo_transfer SET size = 2", "DELETE FROM oeleo_transfer")) {
      assertThatThrownBy(() -> Samples.sql(ledger(), sql)).hasMessageContaining("never");
    }
  }
}
