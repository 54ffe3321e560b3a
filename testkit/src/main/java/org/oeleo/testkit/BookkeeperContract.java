package org.oeleo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Code;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerChange.Transferred;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.LedgerLockedException;
import org.oeleo.spi.Pending;
import org.oeleo.spi.RelativePath;

/** What every bookkeeper promises. Extend it, say how yours is opened, and run it. */
public abstract class BookkeeperContract extends LedgerRowsContract {
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

  @Override
  final BookkeeperProvider bookkeeper() {
    return provider();
  }

  @Override
  final String newName(Path empty) {
    return nameOfNewLedger(empty);
  }

  @Override
  final Settings settingsOfBookkeeper() {
    return settings();
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
  void what_it_is_for_is_remembered_for_good() throws Exception {
    try (Bookkeeper ledger = open(Access.RUN)) {
      assertThat(ledger.purpose()).isEmpty();
      ledger.dedicate("sync");
      assertThat(ledger.purpose()).contains("sync");
    }
    try (Bookkeeper ledger = open(Access.READ)) {
      assertThat(ledger.purpose()).contains("sync");
    }
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
    name = newName(folder.resolveSibling(folder.getFileName() + "-other"));
    try (Bookkeeper other = open(Access.READ)) {
      assertThat(other.id()).isNotEqualTo(id);
    }
  }

  @Test
  void a_group_that_breaks_off_is_not_written_at_all_not_even_with_the_next() throws Exception {
    RelativePath other = RelativePath.of("other");
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
      ledger.record(List.of(agreed(other)));
      assertThat(ledger.find(List.of(PATH, other))).containsOnlyKeys(other);
    }
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
