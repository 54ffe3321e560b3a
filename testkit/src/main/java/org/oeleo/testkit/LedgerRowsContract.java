package org.oeleo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Code;
import org.oeleo.spi.Fingerprint;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerChange.Agreed;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;

/** The half of {@link BookkeeperContract} that is about single rows. */
abstract class LedgerRowsContract extends BookkeeperUnderTest {
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
            "a\u001fb",
            "\u001f",
            "%_*?",
            "b/a")
        .stream()
        .map(RelativePath::of)
        .toList();
    try (Bookkeeper ledger = open(Access.RUN)) {
      ledger.record(names.stream().map(BookkeeperUnderTest::agreed).toList());
      Map<RelativePath, LedgerEntry> found = ledger.find(names);
      assertThat(found).containsOnlyKeys(names);
      found.forEach((path, entry) -> {
        assertThat(entry.path()).isEqualTo(path);
        assertThat(entry.externalName()).contains(agreed(path).externalName());
      });
    }
  }

  @Test
  void finds_thousands_of_paths_at_once_and_only_those_it_has() throws Exception {
    List<RelativePath> known = paths(0, 2_500);
    try (Bookkeeper ledger = open(Access.RUN)) {
      ledger.record(known.stream().map(BookkeeperUnderTest::agreed).toList());
      assertThat(ledger.find(paths(1_000, 5_000))).containsOnlyKeys(paths(1_000, 2_500));
      assertThat(ledger.agreedCount()).isEqualTo(2_500);
    }
  }

  @Test
  void what_was_disposed_of_remains_no_longer_until_both_sides_agree_anew() throws Exception {
    RelativePath other = RelativePath.of("other");
    try (Bookkeeper ledger = open(Access.RUN)) {
      ledger.record(List.of(agreed(PATH), agreed(other)));
      ledger.record(List.of(new LedgerChange.Disposed(PATH, Instant.now())));
      ledger.record(List.of(new LedgerChange.Disposed(PATH, Instant.now())));
      assertThat(ledger.remainingCount()).isEqualTo(1);
      assertThat(ledger.agreedCount()).isEqualTo(2);
      assertThat(ledger.find(List.of(PATH)).values())
          .allMatch(row -> row.proof().isPresent())
          .allMatch(row -> row.local().filter(Fingerprint::isReliable).isEmpty())
          .allMatch(row -> row.external().filter(Fingerprint::isReliable).isEmpty())
          .hasSize(1);
      ledger.record(List.of(new LedgerChange.Remains(PATH)));
      assertThat(ledger.remainingCount()).isEqualTo(2);
      ledger.record(List.of(new LedgerChange.Disposed(PATH, Instant.now())));
      ledger.record(List.of(agreed(PATH)));
      assertThat(ledger.remainingCount()).isEqualTo(2);
      ledger.record(List.of(new LedgerChange.Disposed(other, Instant.now())));
      ledger.record(List.of(new LedgerChange.Forgotten(other)));
      ledger.record(List.of(agreed(other)));
      assertThat(ledger.remainingCount()).isEqualTo(2);
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
      ledger.record(shuffled.stream().map(BookkeeperUnderTest::agreed).toList());
      ledger.forEach(entry -> visited.add(entry.path()));
    }
    assertThat(visited).isEqualTo(known);
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
  void an_outdated_copy_asks_for_copying_unless_the_row_is_locked() throws Exception {
    RelativePath locked = RelativePath.of("locked");
    record(agreed(PATH), new LedgerChange.Coded(locked, Code.LOCKED, PROCESSED));

    record(
        new LedgerChange.Outdated(PATH, PROCESSED),
        new LedgerChange.Outdated(locked, PROCESSED),
        new LedgerChange.Outdated(RelativePath.of("new"), PROCESSED));

    assertThat(find(PATH)).map(LedgerEntry::code).contains(Code.COPY);
    assertThat(find(locked)).map(LedgerEntry::code).contains(Code.LOCKED);
    assertThat(find(RelativePath.of("new"))).map(LedgerEntry::code).contains(Code.COPY);
  }

  @Test
  void what_is_forced_meanwhile_stays_so_while_nothing_is_proven_anew() throws Exception {
    record(agreed(PATH));
    record(new LedgerChange.Coded(PATH, Code.COPY, PROCESSED));

    record(agreed(PATH));

    assertThat(find(PATH)).map(LedgerEntry::code).contains(Code.COPY);
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
  void forgetting_removes_the_row_and_its_failures_and_nothing_else() throws Exception {
    RelativePath other = RelativePath.of("other");
    record(agreed(PATH), agreed(other), new LedgerChange.Failed(PATH, failure(1)));
    record(new LedgerChange.Forgotten(PATH), new LedgerChange.Forgotten(RelativePath.of("none")));
    try (Bookkeeper ledger = open(Access.READ)) {
      assertThat(ledger.find(Set.of(PATH, other))).containsOnlyKeys(other);
    }
  }
}
