package org.oeleo.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/**
 * The changes of one transaction on their way into the database: those that one statement makes to
 * a table in a row are made together, for half of the cost. Each table sees its changes in their
 * order. One thread at a time.
 */
final class Batches {
  /** What changes independently of the others. */
  enum Table {
    FILES,
    TRANSFERS,
    PENDING,
    FAILURES,
    DISPOSED
  }

  private final Statements statements;
  private final Map<Table, PreparedStatement> open = new EnumMap<>(Table.class);

  Batches(Statements statements) {
    this.statements = statements;
  }

  /** Has a change made, now or later; see {@link Statements#bind} for the values. */
  void add(Table table, String sql, Object... values) throws SQLException {
    PreparedStatement statement = statements.of(sql);
    if (open.get(table) != statement) {
      make(table);
      open.put(table, statement);
    }
    Statements.bind(statement, values);
    statement.addBatch();
  }

  /** Makes a change now, after those before it, and returns how many rows it changed. */
  int update(Table table, String sql, Object... values) throws SQLException {
    make(table);
    PreparedStatement statement = statements.of(sql);
    Statements.bind(statement, values);
    return statement.executeUpdate();
  }

  /** Makes all that is not made yet. */
  void finish() throws SQLException {
    for (Table table : Table.values()) {
      make(table);
    }
  }

  private void make(Table table) throws SQLException {
    PreparedStatement statement = open.remove(table);
    if (statement != null) {
      try {
        statement.executeBatch();
      } finally {
        statement.clearBatch();
      }
    }
  }

  /** Forgets all that is not made yet, or it would be made in the next transaction. */
  void abandon() throws SQLException {
    for (PreparedStatement statement : open.values()) {
      statement.clearBatch();
    }
    open.clear();
  }
}
