package org.oeleo.testkit.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oeleo.Cancellation;
import org.oeleo.LedgerLocation;
import org.oeleo.Providers;
import org.oeleo.Report;
import org.oeleo.RetryPolicy;
import org.oeleo.Worker;
import org.oeleo.WorkerBuilder;
import org.oeleo.event.Outcome;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.Pending;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.MemoryStore;

/** Two ends, a ledger and a clock, and the worker between them. One thread at a time. */
final class Lab {
  /** Tries again at once, so that no test waits. */
  static final RetryPolicy AT_ONCE = new RetryPolicy(3, Duration.ZERO, Duration.ZERO);

  final WallClock clock = new WallClock();
  final TestEnd source;
  final TestEnd destination;
  final Path ledger;

  Lab(Path folder) {
    this(folder, MemoryStore.empty());
  }

  /** With this kind of store as the destination. */
  Lab(Path folder, MemoryStore destination) {
    this.source = new TestEnd(MemoryStore.empty().withClock(clock));
    this.destination = new TestEnd(destination.withClock(clock));
    this.ledger = folder.resolve("ledger.db");
  }

  /** Pushes from source to destination, without waiting anywhere. */
  WorkerBuilder worker() {
    return Worker.builder()
        .local(source.endpoint())
        .external(destination.endpoint())
        .ledger(ledger)
        .settle(Duration.ZERO)
        .parallel(2)
        .retry(AT_ONCE)
        .clock(clock);
  }

  /** Runs after an hour has passed, so that every file is at rest. */
  Report run() throws LedgerException {
    return run(worker());
  }

  Report run(WorkerBuilder worker) throws LedgerException {
    clock.advance(Duration.ofHours(1));
    return worker.build().run();
  }

  Report plan() throws LedgerException {
    clock.advance(Duration.ofHours(1));
    return worker().build().plan(new Cancellation());
  }

  /** Has a person edit the ledger by hand. */
  void sql(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  /** The one value that a query gives. */
  String query(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      return row.next() ? String.valueOf(row.getString(1)) : "(no row)";
    }
  }

  Bookkeeper open(BookkeeperProvider.Access access) throws LedgerException {
    return sqlite().open(access);
  }

  LedgerLocation sqlite() {
    try {
      return new LedgerLocation(
          Providers.onClassPath().bookkeeper("sqlite", "test"),
          ledger.toString(),
          Settings.of(Map.of()));
    } catch (SettingsException e) {
      throw new IllegalStateException(e);
    }
  }

  Optional<LedgerEntry> row(String path) throws LedgerException {
    RelativePath key = RelativePath.of(path);
    try (Bookkeeper book = open(BookkeeperProvider.Access.READ)) {
      return Optional.ofNullable(book.find(List.of(key)).get(key));
    }
  }

  List<Pending> pending() throws LedgerException {
    try (Bookkeeper book = open(BookkeeperProvider.Access.READ)) {
      return book.pending();
    }
  }

  /** Under which temporary name a file is under way; may be asked in the middle of a run. */
  Optional<RelativePath> pendingAsideOf(String path) {
    try {
      return pending().stream()
          .filter(pending -> pending.path().toString().equals(path))
          .map(Pending::aside)
          .findFirst();
    } catch (LedgerException e) {
      throw new IllegalStateException(e);
    }
  }

  List<LedgerChange.Transferred> history() throws LedgerException {
    List<LedgerChange.Transferred> lines = new ArrayList<>();
    try (Bookkeeper book = open(BookkeeperProvider.Access.READ)) {
      book.history(Optional.empty(), lines::add);
    }
    return lines;
  }

  void change(LedgerChange... changes) throws IOException {
    try (Bookkeeper book = open(BookkeeperProvider.Access.EDIT)) {
      book.record(List.of(changes));
    }
  }

  static Outcome outcome(Report report, String path) {
    return report.remarkable().stream()
        .filter(result -> result.path().toString().equals(path))
        .map(org.oeleo.event.Result::outcome)
        .findFirst()
        .orElseThrow(() -> new AssertionError(path + " is not in " + report));
  }
}
