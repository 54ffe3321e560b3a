package org.oeleo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.RelativePath;

/** Access.READ leaves no trace. */
class ReadAccessTest {
  private static final RelativePath PATH = RelativePath.of("a.xyz");

  @TempDir
  private Path folder;

  private Path ledger() {
    return folder.resolve("ledger #1? 100% ü.db");
  }

  private Map<String, String> traces() throws Exception {
    Map<String, String> traces = new TreeMap<>();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        FileTime modified = Files.getLastModifiedTime(file);
        traces.put(file.getFileName().toString(), Files.size(file) + " " + modified);
      }
    }
    return traces;
  }

  private void readEverything() throws Exception {
    try (Bookkeeper reader = Samples.open(ledger(), Access.READ)) {
      assertThat(reader.find(List.of(PATH))).containsOnlyKeys(PATH);
      assertThat(reader.agreedCount()).isEqualTo(1);
      assertThat(reader.inspect()).isEmpty();
      assertThatThrownBy(() -> reader.record(List.of(Samples.agreed("b"))))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("reading only");
    }
  }

  @Test
  void of_a_ledger_of_the_first_format_which_a_run_then_brings_up() throws Exception {
    Path plain = folder.resolve("plain.db");
    record();
    Files.move(ledger(), plain);
    Samples.sql(plain, "DROP TABLE oeleo_disposed", "PRAGMA user_version = 1");
    Files.move(plain, ledger());
    Map<String, String> before = traces();
    readEverything();
    assertThat(traces()).isEqualTo(before);
    try (Bookkeeper run = Samples.open(ledger(), Access.RUN)) {
      run.record(List.of(new LedgerChange.Disposed(PATH, Instant.now())));
      assertThat(run.remainingCount()).isZero();
    }
    readEverything();
  }

  @Test
  void of_a_ledger_at_rest() throws Exception {
    record();
    Map<String, String> before = traces();
    readEverything();
    assertThat(traces()).isEqualTo(before);
  }

  private void record() throws LedgerException {
    try (Bookkeeper writer = Samples.open(ledger(), Access.RUN)) {
      writer.record(List.of(Samples.agreed("a.xyz")));
    }
  }

  @Test
  void of_a_ledger_that_a_run_is_writing_and_sees_its_last_group() throws Exception {
    try (Bookkeeper writer = Samples.open(ledger(), Access.RUN)) {
      writer.record(List.of(Samples.agreed("a.xyz")));
      Map<String, String> before = traces();
      readEverything();
      assertThat(traces()).isEqualTo(before).hasSize(4);
    }
  }

  @Test
  void of_a_ledger_that_a_killed_run_left_with_its_log() throws Exception {
    try (Bookkeeper writer = Samples.open(ledger(), Access.RUN)) {
      writer.record(List.of(Samples.agreed("a.xyz")));
      for (String suffix : List.of("", "-wal", "-shm")) {
        Path file = ledger().resolveSibling(ledger().getFileName() + suffix);
        Path crashed = Files.createDirectories(folder.resolve("crashed"));
        Files.copy(file, crashed.resolve(file.getFileName()));
      }
    }
    folder = folder.resolve("crashed");
    Map<String, String> before = traces();
    readEverything();
    assertThat(traces()).isEqualTo(before).hasSize(3);
  }

  @Test
  void of_the_originals_ledger() throws Exception {
    Samples.sql(
        ledger().resolveSibling("plain.db"),
        "CREATE TABLE filelist (id INTEGER NOT NULL PRIMARY KEY, processed_date DATETIME NOT NULL,"
            + " local_name VARCHAR(255) NOT NULL, external_name VARCHAR(255),"
            + " checksum VARCHAR(255), code INTEGER NOT NULL)",
        "INSERT INTO filelist VALUES (1, '2024-01-02', 'a.xyz', 'a', '" + "0".repeat(32) + "', 1)");
    Files.move(ledger().resolveSibling("plain.db"), ledger());
    Map<String, String> before = traces();
    readEverything();
    assertThat(traces()).isEqualTo(before).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"absent.db", "absent/absent.db"})
  void of_a_ledger_that_is_not_there(String name) throws Exception {
    try (Bookkeeper reader = Samples.open(folder.resolve(name), Access.READ)) {
      assertThat(reader.find(List.of(PATH))).isEmpty();
      assertThatThrownBy(() -> reader.record(List.of(Samples.agreed("b"))))
          .isInstanceOf(LedgerException.class);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_change_of_the_file_under_a_reader_at_rest_is_read() throws Exception {
    record();
    RelativePath added = RelativePath.of("b.xyz");
    try (Bookkeeper reader = Samples.open(ledger(), Access.READ)) {
      for (int change = 0; change < 10; change++) {
        try (Bookkeeper writer = Samples.open(ledger(), Access.RUN)) {
          writer.record(List.of(Samples.agreed("b.xyz"), Samples.agreed("c" + change)));
        }
        assertThat(reader.find(List.of(PATH, added))).hasSize(2);
        assertThat(reader.agreedCount()).isEqualTo(3 + change);
      }
    }
  }

  @Test
  void a_change_of_the_file_while_its_rows_are_handed_out_is_noticed() throws Exception {
    record();
    try (Bookkeeper reader = Samples.open(ledger(), Access.READ)) {
      try (Bookkeeper writer = Samples.open(ledger(), Access.RUN)) {
        writer.record(List.of(Samples.agreed("b.xyz")));
      }
      assertThatThrownBy(() -> reader.forEach(entry -> {}))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("while it was read");
    }
  }
}
