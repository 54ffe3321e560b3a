package org.oeleo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Code;
import org.oeleo.spi.Failure;
import org.oeleo.spi.Fingerprint;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerChange.Agreed;
import org.oeleo.spi.LedgerChange.Transferred;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.LedgerLockedException;
import org.oeleo.spi.Pending;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;

/** What every bookkeeper promises. Extend it, say how yours is opened, and run it. */
public abstract class BookkeeperContract {
  /** A time with every digit a clock can give; a ledger must keep them all. */
  private static final Instant NOW = Instant.parse("2026-11-20T11:55:46.123456789Z");

  /** The original oeleo keeps microseconds, so a ledger need not keep more of this one. */
  private static final LocalDateTime PROCESSED = LocalDateTime.parse("2026-11-20T12:55:46.123456");

  private static final RelativePath PATH = RelativePath.of("2024/run 01.xyz");

  @TempDir
  private Path folder;

  /** For subclasses. */
  protected BookkeeperContract() {}

  /** The provider under test. */
  protected abstract BookkeeperProvider provider();

  /**
   * What a ledger that does not exist yet is called; {@code empty} is a folder of this test's own.
   */
  protected abstract String nameOfNewLedger(Path empty);

  /** The settings it needs; none unless overridden. */
  protected Settings settings() {
    return Settings.of(Map.of());
  }

  private String name = "";

  @BeforeEach
  void choose_a_name() {
    name = nameOfNewLedger(folder);
  }

  private Bookkeeper open(Access access) throws LedgerException {
    return provider().open(name, settings(), access);
  }

  private void record(LedgerChange... changes) throws LedgerException {
    try (Bookkeeper ledger = open(Access.EDIT)) {
      ledger.record(List.of(changes));
    }
  }

  private Optional<LedgerEntry> find(RelativePath path) throws LedgerException {
    try (Bookkeeper ledger = open(Access.READ)) {
      return Optional.ofNullable(ledger.find(List.of(path)).get(path));
    }
  }

  private static Agreed agreed(RelativePath path) {
    return new Agreed(
        path,
        Optional.empty(),
        PROCESSED,
        "/srv/lab/" + path,
        Optional.of(new Checksum(HashAlgorithm.SHA256, "ab".repeat(32))),
        Optional.of(new Fingerprint(Long.MAX_VALUE, NOW, Optional.of("inode 7"), NOW)),
        Optional.of(
            new Fingerprint(0, Instant.parse("1969-07-20T20:17:40Z"), Optional.empty(), NOW)),
        new Proof(Proof.Method.HASH, NOW));
  }

  private static Failure failure(int runs) {
    return new Failure(runs, Kind.CORRUPTED, "what arrived is not what was sent", NOW, 42, NOW);
  }

  private static Transferred transferred(RelativePath path, int attempts) {
    return new Transferred(
        path,
        "/srv/lab/" + path,
        4096,
        NOW,
        Optional.of(new Checksum(HashAlgorithm.MD5, "cd".repeat(16))),
        new Proof(Proof.Method.REREAD, NOW),
        NOW,
        Duration.ofNanos(1_234_567_891),
        attempts);
  }

  @Test
  void a_ledger_that_does_not_exist_reads_as_empty_and_stays_away() throws Exception {
    try (Bookkeeper ledger = open(Access.READ)) {
      assertThat(ledger.find(List.of(PATH))).isEmpty();
      assertThat(ledger.agreedCount()).isZero();
      assertThat(ledger.pending()).isEmpty();
      assertThat(ledger.inspect()).isEmpty();
      ledger.forEach(entry -> assertThat(entry).isNull());
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void the_id_is_kept_for_life_and_shared_with_no_other_ledger() throws Exception {
    String id;
    try (Bookkeeper ledger = open(Access.RUN)) {
      id = ledger.id();
    }
    try (Bookkeeper ledger = open(Access.EDIT)) {
      assertThat(ledger.id()).isNotEmpty().isEqualTo(id);
    }
    name = nameOfNewLedger(folder.resolveSibling(folder.getFileName() + "-other"));
    try (Bookkeeper other = open(Access.READ)) {
      assertThat(other.id()).isNotEqualTo(id);
    }
  }

  @Test
  void an_agreement_is_kept_to_the_last_digit() throws Exception {
    Agreed agreed = agreed(PATH);
    record(agreed);
    assertThat(find(PATH))
        .contains(new LedgerEntry(
            PATH,
            Code.COPY_IF_CHANGED,
            PROCESSED,
            Optional.of(agreed.externalName()),
            agreed.checksum(),
            agreed.local(),
            agreed.external(),
            Optional.of(agreed.proof()),
            Optional.empty(),
            false));
  }

  @Test
  void an_agreement_without_hash_and_fingerprints_is_kept_as_such() throws Exception {
    Proof marked = new Proof(Proof.Method.MARKED, NOW);
    record(agreed(PATH));
    record(new Agreed(
        PATH,
        Optional.empty(),
        PROCESSED,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        marked));
    LedgerEntry entry = find(PATH).orElseThrow();
    assertThat(entry.checksum()).isEmpty();
    assertThat(entry.local()).isEmpty();
    assertThat(entry.external()).isEmpty();
    assertThat(entry.proof()).contains(marked);
  }

  @Test
  void every_name_a_store_may_list_is_a_key_of_its_own() throws Exception {
    List<RelativePath> names = List.of(
            "a",
            "A",
            "a ",
            " a",
            "a'b\"c`;--",
            "ü",
            "u\u0308",
            "\ud83d\ude00",
            "a\nb",
            "%_*?",
            "b/a")
        .stream()
        .map(RelativePath::of)
        .toList();
    try (Bookkeeper ledger = open(Access.RUN)) {
      ledger.record(names.stream().map(BookkeeperContract::agreed).toList());
      Map<RelativePath, LedgerEntry> found = ledger.find(names);
      assertThat(found).containsOnlyKeys(names);
      found.forEach((path, entry) -> assertThat(entry.path()).isEqualTo(path));
    }
  }

  @Test
  void finds_thousands_of_paths_at_once_and_only_those_it_has() throws Exception {
    List<RelativePath> known = paths(0, 2_500);
    try (Bookkeeper ledger = open(Access.RUN)) {
      ledger.record(known.stream().map(BookkeeperContract::agreed).toList());
      assertThat(ledger.find(paths(1_000, 5_000))).containsOnlyKeys(paths(1_000, 2_500));
      assertThat(ledger.agreedCount()).isEqualTo(2_500);
    }
  }

  private static List<RelativePath> paths(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> RelativePath.of("folder/%05d.xyz".formatted(i)))
        .toList();
  }

  @Test
  void each_row_is_visited_once_in_the_order_of_paths() throws Exception {
    List<RelativePath> known = paths(0, 1_200);
    List<RelativePath> shuffled = new ArrayList<>(known);
    Collections.shuffle(shuffled, new Random(7));
    List<RelativePath> visited = new ArrayList<>();
    try (Bookkeeper ledger = open(Access.RUN)) {
      ledger.record(shuffled.stream().map(BookkeeperContract::agreed).toList());
      ledger.forEach(entry -> visited.add(entry.path()));
    }
    assertThat(visited).isEqualTo(known);
  }

  @Test
  void a_group_that_breaks_off_is_not_written_at_all() throws Exception {
    List<LedgerChange> breaking = new AbstractList<>() {
      @Override
      public LedgerChange get(int index) {
        if (index == 0) {
          return agreed(PATH);
        }
        throw new IllegalStateException("the second change cannot be had");
      }

      @Override
      public int size() {
        return 2;
      }
    };
    try (Bookkeeper ledger = open(Access.RUN)) {
      assertThatThrownBy(() -> ledger.record(breaking)).isInstanceOf(IllegalStateException.class);
      assertThat(ledger.find(List.of(PATH))).isEmpty();
      ledger.record(List.of(agreed(PATH)));
      assertThat(ledger.find(List.of(PATH))).containsOnlyKeys(PATH);
    }
  }

  @Test
  void an_agreement_ends_a_forced_copy_but_never_a_lock() throws Exception {
    RelativePath forced = RelativePath.of("forced");
    RelativePath locked = RelativePath.of("locked");
    record(
        new LedgerChange.Coded(forced, Code.COPY, PROCESSED),
        new LedgerChange.Coded(locked, Code.LOCKED, PROCESSED));
    record(agreed(forced), agreed(locked));
    assertThat(find(forced)).map(LedgerEntry::code).contains(Code.COPY_IF_CHANGED);
    assertThat(find(locked)).map(LedgerEntry::code).contains(Code.LOCKED);
  }

  @Test
  void a_code_leaves_the_agreement_as_it_was() throws Exception {
    record(agreed(PATH));
    LedgerEntry before = find(PATH).orElseThrow();
    record(new LedgerChange.Coded(PATH, Code.LOCKED, PROCESSED.plusDays(1)));
    LedgerEntry after = find(PATH).orElseThrow();
    assertThat(after.code()).isEqualTo(Code.LOCKED);
    assertThat(after).usingRecursiveComparison().ignoringFields("code").isEqualTo(before);
    record(new LedgerChange.Coded(PATH, Code.COPY, PROCESSED));
    assertThat(find(PATH)).map(LedgerEntry::code).contains(Code.COPY);
  }

  @Test
  void a_code_alone_is_no_agreement() throws Exception {
    record(new LedgerChange.Coded(PATH, Code.LOCKED, PROCESSED));
    LedgerEntry entry = find(PATH).orElseThrow();
    assertThat(entry.proof()).isEmpty();
    assertThat(entry.processed()).isEqualTo(PROCESSED);
    try (Bookkeeper ledger = open(Access.READ)) {
      assertThat(ledger.agreedCount()).isZero();
    }
  }

  @Test
  void a_failure_is_remembered_also_of_a_file_that_never_arrived() throws Exception {
    RelativePath known = RelativePath.of("known");
    record(
        agreed(known),
        new LedgerChange.Failed(known, failure(1)),
        new LedgerChange.Failed(PATH, failure(1)),
        new LedgerChange.Failed(PATH, failure(2)));
    assertThat(find(known).flatMap(LedgerEntry::failure)).contains(failure(1));
    assertThat(find(known).flatMap(LedgerEntry::proof)).contains(agreed(known).proof());
    LedgerEntry never = find(PATH).orElseThrow();
    assertThat(never.failure()).contains(failure(2));
    assertThat(never.code()).isEqualTo(Code.COPY_IF_CHANGED);
    assertThat(never.proof()).isEmpty();
    List<RelativePath> visited = new ArrayList<>();
    try (Bookkeeper ledger = open(Access.READ)) {
      ledger.forEach(entry -> visited.add(entry.path()));
    }
    assertThat(visited).containsExactly(PATH, known);
  }

  @Test
  void a_failure_ends_by_pardon_and_by_agreement() throws Exception {
    RelativePath other = RelativePath.of("other");
    record(new LedgerChange.Failed(PATH, failure(3)), new LedgerChange.Failed(other, failure(3)));
    record(new LedgerChange.Forgiven(PATH), agreed(other));
    assertThat(find(PATH).flatMap(LedgerEntry::failure)).isEmpty();
    assertThat(find(other).flatMap(LedgerEntry::failure)).isEmpty();
  }

  @Test
  void a_transfer_is_pending_until_it_is_agreed_on_or_ended() throws Exception {
    RelativePath other = RelativePath.of("other");
    RelativePath third = RelativePath.of("third");
    try (Bookkeeper ledger = open(Access.RUN)) {
      ledger.record(List.of(begun(PATH, "p.part"), begun(other, "o.part"), begun(third, "t.part")));
    }
    try (Bookkeeper ledger = open(Access.RUN)) {
      assertThat(ledger.pending()).extracting(Pending::path).containsOnly(PATH, other, third);
      ledger.record(List.of(agreed(PATH), new LedgerChange.Ended(other)));
      assertThat(ledger.pending())
          .containsExactly(new Pending(third, RelativePath.of("t.part"), Optional.empty()));
    }
  }

  private static LedgerChange.Begun begun(RelativePath path, String aside) {
    return new LedgerChange.Begun(new Pending(path, RelativePath.of(aside), Optional.empty()));
  }

  @Test
  void a_token_survives_a_new_beginning_under_the_same_name_and_no_other() throws Exception {
    record(begun(PATH, "one.part"), new LedgerChange.Token(PATH, "{\"upload\":1}"));
    record(begun(PATH, "one.part"));
    try (Bookkeeper ledger = open(Access.READ)) {
      assertThat(ledger.pending())
          .extracting(Pending::token)
          .containsExactly(Optional.of("{\"upload\":1}"));
    }
    record(begun(PATH, "two.part"));
    try (Bookkeeper ledger = open(Access.READ)) {
      assertThat(ledger.pending())
          .containsExactly(new Pending(PATH, RelativePath.of("two.part"), Optional.empty()));
    }
  }

  @Test
  void the_audit_trail_keeps_every_transfer_in_order_even_of_forgotten_files() throws Exception {
    RelativePath other = RelativePath.of("other");
    record(transferred(PATH, 1), transferred(other, 1), transferred(PATH, 3), agreed(PATH));
    record(new LedgerChange.Forgotten(PATH));
    assertThat(find(PATH)).isEmpty();
    List<Transferred> all = new ArrayList<>();
    List<Transferred> one = new ArrayList<>();
    try (Bookkeeper ledger = open(Access.READ)) {
      ledger.history(Optional.empty(), all::add);
      ledger.history(Optional.of(PATH), one::add);
    }
    assertThat(all)
        .containsExactly(transferred(PATH, 1), transferred(other, 1), transferred(PATH, 3));
    assertThat(one).containsExactly(transferred(PATH, 1), transferred(PATH, 3));
  }

  @Test
  void forgetting_removes_the_row_and_its_failures_and_nothing_else() throws Exception {
    RelativePath other = RelativePath.of("other");
    record(agreed(PATH), agreed(other), new LedgerChange.Failed(PATH, failure(1)));
    record(new LedgerChange.Forgotten(PATH), new LedgerChange.Forgotten(RelativePath.of("none")));
    try (Bookkeeper ledger = open(Access.READ)) {
      assertThat(ledger.find(Set.of(PATH, other))).containsOnlyKeys(other);
    }
  }

  @Test
  void a_run_keeps_a_second_run_out_until_it_is_closed() throws Exception {
    try (Bookkeeper first = open(Access.RUN)) {
      assertThat(first.id()).isNotEmpty();
      assertThatThrownBy(() -> open(Access.RUN)).isInstanceOf(LedgerLockedException.class);
      assertThatThrownBy(() -> open(Access.RUN)).isInstanceOf(LedgerLockedException.class);
    }
    open(Access.RUN).close();
  }

  @Test
  void a_person_may_edit_and_read_while_a_run_has_it_open() throws Exception {
    try (Bookkeeper run = open(Access.RUN)) {
      run.record(List.of(agreed(PATH)));
      record(new LedgerChange.Coded(PATH, Code.LOCKED, PROCESSED));
      assertThat(find(PATH)).map(LedgerEntry::code).contains(Code.LOCKED);
      run.record(List.of(agreed(PATH)));
      assertThat(run.find(List.of(PATH)).values())
          .extracting(LedgerEntry::code)
          .containsExactly(Code.LOCKED);
    }
  }

  @Test
  void reading_refuses_every_change() throws Exception {
    open(Access.RUN).close();
    try (Bookkeeper ledger = open(Access.READ)) {
      assertThatThrownBy(() -> ledger.record(List.of(agreed(PATH))))
          .isInstanceOf(LedgerException.class);
    }
    assertThat(find(PATH)).isEmpty();
  }

  @Test
  void a_closed_ledger_may_be_closed_again_and_answers_nothing() throws Exception {
    Bookkeeper ledger = open(Access.RUN);
    ledger.close();
    ledger.close();
    assertThatThrownBy(() -> ledger.find(List.of(PATH))).isInstanceOf(LedgerException.class);
  }
}
