package org.oeleo.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The prepared statements of one connection, each compiled once. One thread at a time. */
final class Statements implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> bySql = new HashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  PreparedStatement of(String sql) throws SQLException {
    PreparedStatement known = bySql.get(sql);
    if (known != null) {
      return known;
    }
    PreparedStatement prepared = connection.prepareStatement(sql);
    bySql.put(sql, prepared);
    return prepared;
  }

  /**
   * Sets the values of a statement: an {@code Optional} stands for its value or NULL, a number for
   * itself, anything else for its text.
   */
  static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i] instanceof Optional<?> maybe ? maybe.orElse(null) : values[i];
      if (value instanceof Number number) {
        statement.setLong(i + 1, number.longValue());
      } else if (value instanceof Instant time) {
        statement.setString(i + 1, TimeText.write(time));
      } else {
        statement.setString(i + 1, value == null ? null : value.toString());
      }
    }
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : bySql.values()) {
      statement.close();
    }
    bySql.clear();
  }
}
