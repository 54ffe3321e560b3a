package org.oeleo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Code;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.RelativePath;

/** A database written by the original oeleo 0.7.0. */
class GenuineLedgerTest {
  private static final String SEED_COLUMNS =
      "SELECT id, processed_date, local_name, external_name, checksum, code FROM filelist"
          + " ORDER BY id";

  private static final RelativePath DEEP = RelativePath.of("2024/q1/deep_a.xyz");
  private static final RelativePath DEEP_NAME = RelativePath.of("deep_a.xyz");
  private static final RelativePath TOP = RelativePath.of("run_03.xyz");

  @TempDir
  private Path folder;

  private Path ledger = Path.of("");

  @BeforeEach
  void copy() throws Exception {
    ledger = folder.resolve("genuine.db");
    try (var in = GenuineLedgerTest.class.getResourceAsStream("/oeleo-genuine/oeleo-genuine.db")) {
      Files.copy(in, ledger);
    }
  }

  @ParameterizedTest
  @EnumSource(Access.class)
  void opens_with_all_its_rows(Access access) throws Exception {
    List<LedgerEntry> entries = new ArrayList<>();
    try (Bookkeeper bookkeeper = Samples.open(ledger, access)) {
      bookkeeper.forEach(entries::add);
      assertThat(bookkeeper.agreedCount()).isEqualTo(20);
      assertThat(bookkeeper.inspect()).isEmpty();
      assertThat(bookkeeper.id()).isNotEmpty();
    }
    assertThat(entries).hasSize(20).allMatch(LedgerEntry::genuine);
    assertThat(entries)
        .allMatch(entry -> entry.checksum().orElseThrow().algorithm().equals(HashAlgorithm.MD5))
        .extracting(entry -> entry.path().toString())
        .isSorted()
        .contains("æøå-grønn.xyz", "it's.xyz", "lock_me.xyz");
  }

  @ParameterizedTest
  @EnumSource(Access.class)
  void files_in_folders_are_known_by_their_base_name(Access access) throws Exception {
    RelativePath unknown = RelativePath.of("2024/unknown.xyz");
    try (Bookkeeper bookkeeper = Samples.open(ledger, access)) {
      Map<RelativePath, LedgerEntry> found = bookkeeper.find(List.of(DEEP, TOP, unknown));
      assertThat(found).containsOnlyKeys(DEEP, TOP);
      LedgerEntry deep = Samples.find(bookkeeper, DEEP);
      assertThat(deep.path()).isEqualTo(DEEP_NAME);
      assertThat(deep.genuine()).isTrue();
      assertThat(deep.checksum())
          .contains(new Checksum(HashAlgorithm.MD5, "21397017ee500cefa85a6ca160410a24"));
      assertThat(deep.processed()).isEqualTo(LocalDateTime.parse("2026-11-20T11:55:46.435249"));
      assertThat(deep.externalName()).contains("/srv/lab/oeleo-genuine-to/2024/q1/deep_a.xyz");
      assertThat(Samples.find(bookkeeper, TOP).path()).isEqualTo(TOP);
    }
  }

  @Test
  void a_lock_holds_for_every_file_of_its_base_name() throws Exception {
    RelativePath nested = RelativePath.of("some/where/lock_me.xyz");
    RelativePath top = RelativePath.of("lock_me.xyz");
    try (Bookkeeper bookkeeper = Samples.open(ledger, Access.RUN)) {
      assertThat(bookkeeper.find(List.of(nested, top)).values())
          .hasSize(2)
          .allMatch(entry -> entry.code() == Code.LOCKED);
      bookkeeper.record(List.of(Samples.agreed(nested, Optional.of(top))));
      Map<RelativePath, LedgerEntry> found =
          bookkeeper.find(List.of(nested, RelativePath.of("else/where/lock_me.xyz")));
      assertThat(found.values()).hasSize(2).allMatch(entry -> entry.code() == Code.LOCKED);
    }
  }

  @Test
  void migration_leaves_the_six_columns_as_they_were_and_first() throws Exception {
    List<String> before = Samples.rows(ledger, SEED_COLUMNS);
    Samples.open(ledger, Access.RUN).close();
    assertThat(Samples.rows(ledger, SEED_COLUMNS)).hasSize(20).isEqualTo(before);
    List<String> all = Samples.rows(ledger, "SELECT * FROM filelist ORDER BY id");
    for (int i = 0; i < before.size(); i++) {
      assertThat(all.get(i)).startsWith(before.get(i) + "|null|");
    }
    assertThat(Samples.rows(ledger, "PRAGMA user_version")).containsExactly("2");
  }

  @Test
  void an_agreement_takes_the_row_over_under_the_path_with_its_id_kept() throws Exception {
    try (Bookkeeper bookkeeper = Samples.open(ledger, Access.RUN)) {
      bookkeeper.record(List.of(Samples.agreed(DEEP, Optional.of(DEEP_NAME))));
      LedgerEntry own = Samples.find(bookkeeper, DEEP);
      assertThat(own.path()).isEqualTo(DEEP);
      assertThat(own.genuine()).isFalse();
      RelativePath elsewhere = RelativePath.of("elsewhere/deep_a.xyz");
      assertThat(bookkeeper.find(List.of(elsewhere, DEEP_NAME))).isEmpty();
    }
    assertThat(Samples.rows(ledger, "SELECT local_name FROM filelist WHERE id = 19"))
        .containsExactly(DEEP.toString());
    assertThat(Samples.rows(ledger, SEED_COLUMNS)).hasSize(20);
  }

  @Test
  void a_second_file_of_the_same_base_name_gets_a_row_of_its_own() throws Exception {
    RelativePath twin = RelativePath.of("2025/deep_a.xyz");
    try (Bookkeeper bookkeeper = Samples.open(ledger, Access.RUN)) {
      bookkeeper.record(List.of(
          Samples.agreed(DEEP, Optional.of(DEEP_NAME)),
          Samples.agreed(twin, Optional.of(DEEP_NAME))));
      assertThat(bookkeeper.find(List.of(DEEP, twin))).containsOnlyKeys(DEEP, twin);
    }
    assertThat(Samples.rows(ledger, SEED_COLUMNS)).hasSize(21);
  }

  @Test
  void a_code_set_on_its_row_leaves_it_the_originals() throws Exception {
    try (Bookkeeper bookkeeper = Samples.open(ledger, Access.EDIT)) {
      bookkeeper.record(List.of(new LedgerChange.Coded(DEEP_NAME, Code.LOCKED, Samples.PROCESSED)));
      LedgerEntry entry = Samples.find(bookkeeper, DEEP);
      assertThat(entry.code()).isEqualTo(Code.LOCKED);
      assertThat(entry.genuine()).isTrue();
      assertThat(entry.processed()).isEqualTo(LocalDateTime.parse("2026-11-20T11:55:46.435249"));
    }
  }

  @Test
  void a_row_the_original_inserts_or_rewrites_later_is_the_originals() throws Exception {
    try (Bookkeeper bookkeeper = Samples.open(ledger, Access.RUN)) {
      bookkeeper.record(List.of(Samples.agreed(TOP, Optional.of(TOP))));
      assertThat(Samples.find(bookkeeper, TOP).genuine()).isFalse();
    }
    Samples.sql(
        ledger,
        "INSERT INTO filelist (processed_date, local_name, code)"
            + " VALUES ('2026-11-21 08:00:00', 'new.xyz', 0)",
        "UPDATE filelist SET processed_date = '2026-11-21 08:00:00.5', checksum = '"
            + "0".repeat(32)
            + "' WHERE local_name = 'run_03.xyz'");
    RelativePath inserted = RelativePath.of("sub/new.xyz");
    try (Bookkeeper bookkeeper = Samples.open(ledger, Access.READ)) {
      assertThat(Samples.find(bookkeeper, inserted).code()).isEqualTo(Code.COPY);
      assertThat(Samples.find(bookkeeper, inserted).checksum()).isEmpty();
      assertThat(Samples.find(bookkeeper, TOP).genuine()).isTrue();
      assertThat(Samples.find(bookkeeper, TOP).checksum())
          .contains(new Checksum(HashAlgorithm.MD5, "0".repeat(32)));
      assertThat(Samples.find(bookkeeper, TOP).local()).isEmpty();
      assertThat(Samples.find(bookkeeper, TOP).proof()).isEmpty();
      assertThat(bookkeeper.agreedCount()).isEqualTo(20);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void a_lock_set_by_hand_during_a_run_is_kept_with_its_number(int code) throws Exception {
    try (Bookkeeper bookkeeper = Samples.open(ledger, Access.RUN)) {
      bookkeeper.find(List.of(TOP));
      Samples.sql(
          ledger, "UPDATE filelist SET code = " + code + " WHERE local_name = 'run_03.xyz'");
      bookkeeper.record(List.of(
          Samples.agreed(TOP, Optional.of(TOP)),
          new LedgerChange.Coded(TOP, Code.LOCKED, Samples.PROCESSED)));
      assertThat(Samples.find(bookkeeper, TOP).code()).isEqualTo(Code.LOCKED);
    }
    assertThat(Samples.rows(ledger, "SELECT code FROM filelist WHERE local_name = 'run_03.xyz'"))
        .containsExactly(Integer.toString(code));
  }
}
