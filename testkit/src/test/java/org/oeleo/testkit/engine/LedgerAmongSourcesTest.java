package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Report;
import org.oeleo.Worker;
import org.oeleo.event.Event;

/** A ledger that is kept in the very folder whose files are moved. */
class LedgerAmongSourcesTest {
  @TempDir
  Path folder;

  private final List<String> leftOut = new CopyOnWriteArrayList<>();

  private Report run(Path from, Path ledger) throws Exception {
    return Worker.builder()
        .local(from)
        .external(folder.resolve("to"))
        .ledger(ledger)
        .settle(Duration.ZERO)
        .listener(event -> {
          if (event instanceof Event.LeftOut file) {
            leftOut.add(file.name());
          }
        })
        .build()
        .run();
  }

  /** Reading it would take the lock off it that keeps a second run out. */
  @Test
  void it_is_not_touched() throws Exception {
    Path from = Files.createDirectory(folder.resolve("from"));
    Files.writeString(from.resolve("a"), "1");
    Path other = Files.createDirectory(from.resolve("b"));
    Files.writeString(other.resolve("ledger.db"), "another program's");
    run(from, from.resolve("ledger.db"));
    Report second = run(from, from.resolve("ledger.db"));
    assertThat(leftOut).contains("ledger.db", "ledger.db.lock", "ledger.db-wal", "ledger.db-shm");
    assertThat(second.totals().bytesSent()).isZero();
    try (Stream<Path> there = Files.walk(folder.resolve("to"))) {
      assertThat(there.filter(Files::isRegularFile).map(folder.resolve("to")::relativize))
          .containsExactlyInAnyOrder(Path.of("a"), Path.of("b/ledger.db"));
    }
  }
}
