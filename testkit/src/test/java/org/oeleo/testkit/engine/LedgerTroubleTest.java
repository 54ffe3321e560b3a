package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.LedgerLocation;
import org.oeleo.Report;
import org.oeleo.event.Outcome;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.LedgerLockedException;
import org.oeleo.spi.Pending;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.Operation;

/** The ledger fails in the middle: it never says more than is true, and nothing is lost. */
class LedgerTroubleTest {
  @TempDir
  Path folder;

  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
    lab.source.put("a", "1");
    lab.source.put("b", "2");
  }

  /** The ledger of the lab, which breaks when it is told that a file was agreed on. */
  private LedgerLocation breaking(When when) {
    LedgerLocation real = lab.sqlite();
    return new LedgerLocation(new Breaking(real, when), real.name(), real.settings());
  }

  private enum When {
    BEFORE_THE_COMMIT,
    AFTER_THE_COMMIT
  }

  @Test
  void a_record_that_fails_ends_the_run_and_the_next_one_sends_nothing_twice() throws Exception {
    Report report = lab.run(lab.worker().ledger(breaking(When.BEFORE_THE_COMMIT)));
    assertThat(report.ending()).isEqualTo(Ending.FATAL);
    assertThat(lab.destination.names()).containsExactly("a", "b");
    assertThat(lab.row("a").flatMap(LedgerEntry::checksum)).isEmpty();
    Report next = lab.run();
    assertThat(next.totals().of(Outcome.ADOPTED)).isEqualTo(2);
    assertThat(lab.destination.calls(Operation.WRITE)).isEmpty();
    assertThat(lab.pending()).isEmpty();
  }

  @Test
  void a_crash_after_the_commit_costs_nothing() throws Exception {
    Report report = lab.run(lab.worker().ledger(breaking(When.AFTER_THE_COMMIT)));
    assertThat(report.ending()).isEqualTo(Ending.FATAL);
    Report next = lab.run();
    assertThat(next.totals().of(Outcome.UNCHANGED)).isEqualTo(2);
    assertThat(lab.destination.last().changes()).isEmpty();
    assertThat(lab.history()).hasSize(2);
  }

  @Test
  void a_second_run_on_one_ledger_is_refused() throws Exception {
    try (Bookkeeper first = lab.open(BookkeeperProvider.Access.RUN)) {
      assertThat(first.agreedCount()).isZero();
      assertThatThrownBy(() -> lab.run()).isInstanceOf(LedgerLockedException.class);
      assertThat(lab.plan().totals().of(Outcome.PLANNED)).isEqualTo(2);
    }
  }

  @Test
  void two_ledgers_on_one_destination_leave_intact_files() throws Exception {
    lab.run();
    lab.run(lab.worker().ledger(folder.resolve("other.db")));
    assertThat(lab.destination.names()).containsExactly("a", "b");
    assertThat(lab.destination.text("a")).isEqualTo("1");
  }

  private record Breaking(LedgerLocation real, When when) implements BookkeeperProvider {
    @Override
    public String name() {
      return "breaking";
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of();
    }

    @Override
    public Bookkeeper open(String name, Settings settings, Access access) throws LedgerException {
      return new BreakingBook(real.open(access), when);
    }
  }

  private record BreakingBook(Bookkeeper book, When when) implements Bookkeeper {
    @Override
    public Optional<String> purpose() throws LedgerException {
      return book.purpose();
    }

    @Override
    public void dedicate(String purpose) throws LedgerException {
      book.dedicate(purpose);
    }

    @Override
    public void record(List<? extends LedgerChange> changes) throws LedgerException {
      boolean breaks = changes.stream().anyMatch(c -> c instanceof LedgerChange.Agreed);
      if (breaks && when == When.BEFORE_THE_COMMIT) {
        throw new LedgerException("the disk is full");
      }
      book.record(changes);
      if (breaks) {
        throw new LedgerException("the disk is gone");
      }
    }

    @Override
    public String id() {
      return book.id();
    }

    @Override
    public Map<RelativePath, LedgerEntry> find(Collection<RelativePath> paths)
        throws LedgerException {
      return book.find(paths);
    }

    @Override
    public long agreedCount() throws LedgerException {
      return book.agreedCount();
    }

    @Override
    public long remainingCount() throws LedgerException {
      return book.remainingCount();
    }

    @Override
    public void forEach(Consumer<LedgerEntry> sink) throws LedgerException {
      book.forEach(sink);
    }

    @Override
    public List<Pending> pending() throws LedgerException {
      return book.pending();
    }

    @Override
    public void history(Optional<RelativePath> path, Consumer<LedgerChange.Transferred> sink)
        throws LedgerException {
      book.history(path, sink);
    }

    @Override
    public List<String> inspect() throws LedgerException {
      return book.inspect();
    }

    @Override
    public void close() throws LedgerException {
      book.close();
    }
  }
}
