package org.oeleo.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.Failure;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.Pending;
import org.oeleo.spi.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A ledger in one SQLite file. One thread at a time. */
final class SqliteBookkeeper implements Bookkeeper {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteBookkeeper.class);

  private static final String AGREED_COUNT = "SELECT count(*) FROM filelist WHERE CASE WHEN "
      + EntryRow.GENUINE + " THEN checksum IS NOT NULL ELSE oeleo_proof IS NOT NULL END";

  private static final String REMAINING_COUNT = AGREED_COUNT
      + " AND NOT EXISTS (SELECT 1 FROM oeleo_disposed d"
      + " WHERE d.local_name = filelist.local_name)";

  /** Both halves are read in the order of an index and merged, so nothing is ever sorted. */
  private static final String EACH = "SELECT " + EntryRow.COLUMNS + ", " + EntryRow.FAILURE_COLUMNS
      + " FROM filelist f LEFT JOIN oeleo_failure x ON x.local_name = f.local_name"
      + " UNION ALL SELECT x.local_name" + ", NULL".repeat(EntryRow.COLUMN_COUNT - 1) + ", "
      + EntryRow.FAILURE_COLUMNS
      + " FROM oeleo_failure x WHERE NOT EXISTS"
      + " (SELECT 1 FROM filelist f WHERE f.local_name = x.local_name) ORDER BY 1";

  private static final String PENDING =
      "SELECT local_name, aside, token FROM oeleo_pending ORDER BY local_name";

  private final Connection connection;
  private final Statements statements;
  private final Lookup lookup;
  private final ChangeWriter writer;
  private final String id;
  private final LedgerFile file;
  private final Guard guard;

  SqliteBookkeeper(Connection connection, String id, LedgerFile file, Guard guard) {
    this.connection = connection;
    this.statements = new Statements(connection);
    this.lookup = new Lookup(statements);
    this.writer = new ChangeWriter(statements);
    this.id = id;
    this.file = file;
    this.guard = guard;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Optional<String> purpose() throws LedgerException {
    return reading(() -> Schema.purpose(connection));
  }

  @Override
  public void dedicate(String purpose) throws LedgerException {
    guard.beforeWriting();
    try {
      Database.transaction(connection, () -> Schema.dedicate(connection, purpose));
    } catch (SQLException e) {
      throw Diagnosis.of(file.path(), e);
    }
  }

  @Override
  public Map<RelativePath, LedgerEntry> find(Collection<RelativePath> paths)
      throws LedgerException {
    return reading(() -> lookup.find(paths));
  }

  @Override
  public void record(List<? extends LedgerChange> changes) throws LedgerException {
    guard.beforeWriting();
    if (changes.isEmpty()) {
      return;
    }
    try {
      Database.transaction(connection, () -> writer.write(changes));
    } catch (SQLException e) {
      throw Diagnosis.of(file.path(), e);
    }
  }

  @Override
  public long agreedCount() throws LedgerException {
    return count(AGREED_COUNT);
  }

  @Override
  public long remainingCount() throws LedgerException {
    return count(REMAINING_COUNT);
  }

  private long count(String sql) throws LedgerException {
    return reading(() -> {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        return row.next() ? row.getLong(1) : 0L;
      }
    });
  }

  @Override
  public void forEach(Consumer<LedgerEntry> sink) throws LedgerException {
    reading(() -> {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(EACH)) {
        while (rows.next()) {
          entry(rows).ifPresent(sink);
        }
      }
      return true;
    });
  }

  private static Optional<LedgerEntry> entry(ResultSet row) throws SQLException {
    Optional<Failure> failure = EntryRow.failure(row, EntryRow.COLUMN_COUNT + 1);
    boolean failedOnly = EntryRow.text(row, 2).isEmpty();
    if (failedOnly) {
      Optional<RelativePath> path = EntryRow.path(EntryRow.text(row, 1).orElse(""));
      return failure.flatMap(known -> path.map(where -> EntryRow.failedOnly(where, known)));
    }
    return EntryRow.read(EntryRow.columns(row))
        .map(entry -> failure.map(known -> EntryRow.withFailure(entry, known)).orElse(entry));
  }

  @Override
  public List<Pending> pending() throws LedgerException {
    return reading(() -> {
      List<Pending> pending = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(PENDING)) {
        while (rows.next()) {
          Optional<String> token = EntryRow.text(rows, 3);
          Optional<RelativePath> aside = EntryRow.path(rows.getString(2));
          EntryRow.path(rows.getString(1))
              .flatMap(path -> aside.map(name -> new Pending(path, name, token)))
              .ifPresent(pending::add);
        }
      }
      return pending;
    });
  }

  @Override
  public void history(Optional<RelativePath> path, Consumer<LedgerChange.Transferred> sink)
      throws LedgerException {
    reading(() -> {
      String sql = path.isPresent() ? TransferRow.OF_ONE : TransferRow.OF_ALL;
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        if (path.isPresent()) {
          statement.setString(1, path.get().toString());
        }
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            TransferRow.read(rows).ifPresent(sink);
          }
        }
      }
      return true;
    });
  }

  @Override
  public List<String> inspect() throws LedgerException {
    return reading(() -> Inspection.of(connection));
  }

  private <T> T reading(Query<T> query) throws LedgerException {
    try {
      T answer = query.answer();
      guard.afterReading();
      return answer;
    } catch (SQLException e) {
      guard.afterReading();
      throw Diagnosis.of(file.path(), e);
    }
  }

  @Override
  public void close() throws LedgerException {
    // Closing the last connection moves the log into the file and removes it.
    try (guard;
        connection;
        statements) {
      LOG.trace("closing the ledger {}", file);
    } catch (SQLException e) {
      throw Diagnosis.of(file.path(), e);
    }
  }

  /** Asks the database something. */
  @FunctionalInterface
  private interface Query<T> {
    T answer() throws SQLException;
  }
}
