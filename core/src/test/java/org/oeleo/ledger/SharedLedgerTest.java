package org.oeleo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Code;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.RelativePath;

/** A run, persons who edit and persons who look, all at once. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SharedLedgerTest {
  private static final int GROUPS = 100;
  private static final int EDITS = 30;

  @TempDir
  private Path folder;

  @Test
  void nobody_loses_a_change_and_nobody_is_turned_away() throws Exception {
    Path ledger = folder.resolve("ledger.db");
    ExecutorService people = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> work = new ArrayList<>();
      work.add(people.submit(() -> run(ledger)));
      work.add(people.submit(() -> edit(ledger, "first")));
      work.add(people.submit(() -> edit(ledger, "second")));
      for (Future<?> one : work) {
        one.get();
      }
    } finally {
      people.shutdownNow();
    }
    try (Bookkeeper reader = Samples.open(ledger, Access.READ)) {
      assertThat(reader.inspect()).isEmpty();
      assertThat(reader.agreedCount()).isEqualTo(GROUPS * 10L);
    }
    assertThat(Samples.rows(ledger, "SELECT count(*) FROM filelist WHERE code = 2"))
        .containsExactly("" + 2 * EDITS);
  }

  private static int run(Path ledger) throws Exception {
    try (Bookkeeper run = Samples.open(ledger, Access.RUN)) {
      for (int number = 0; number < GROUPS; number++) {
        run.record(Samples.group(number, 10));
      }
    }
    return GROUPS;
  }

  private static int edit(Path ledger, String name) throws Exception {
    for (int i = 0; i < EDITS; i++) {
      RelativePath path = RelativePath.of(name + "/" + i);
      try (Bookkeeper person = Samples.open(ledger, Access.EDIT)) {
        person.record(List.of(new LedgerChange.Coded(path, Code.LOCKED, Samples.PROCESSED)));
      }
    }
    return EDITS;
  }
}
