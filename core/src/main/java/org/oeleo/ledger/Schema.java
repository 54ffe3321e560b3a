package org.oeleo.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.oeleo.spi.LedgerException;

/** The tables of a ledger, and how a file comes by them. */
final class Schema {
  private static final int VERSION = 2;

  /** The original oeleo's own, to the letter. */
  private static final List<String> GENUINE = List.of(
      "CREATE TABLE IF NOT EXISTS \"filelist\" (\"id\" INTEGER NOT NULL PRIMARY KEY,"
          + " \"processed_date\" DATETIME NOT NULL, \"local_name\" VARCHAR(255) NOT NULL,"
          + " \"external_name\" VARCHAR(255), \"checksum\" VARCHAR(255),"
          + " \"code\" INTEGER NOT NULL)",
      "CREATE UNIQUE INDEX IF NOT EXISTS \"filelist_local_name\" ON \"filelist\""
          + " (\"local_name\")");

  private static final Set<String> GENUINE_COLUMNS =
      Set.of("id", "processed_date", "local_name", "external_name", "checksum", "code");

  /**
   * Ours in {@code filelist}; {@code oeleo_processed} tells whose row it is, see {@link EntryRow}.
   */
  private static final List<String> OUR_COLUMNS = List.of(
      "oeleo_processed TEXT",
      "oeleo_algorithm TEXT",
      "oeleo_proof TEXT",
      "oeleo_proof_at TEXT",
      "oeleo_local_size INTEGER",
      "oeleo_local_modified TEXT",
      "oeleo_local_tag TEXT",
      "oeleo_local_seen TEXT",
      "oeleo_external_size INTEGER",
      "oeleo_external_modified TEXT",
      "oeleo_external_tag TEXT",
      "oeleo_external_seen TEXT");

  private static final List<String> OUR_TABLES = List.of(
      "oeleo_meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
      "oeleo_pending (local_name TEXT NOT NULL PRIMARY KEY, aside TEXT NOT NULL, token TEXT)",
      "oeleo_failure (local_name TEXT NOT NULL PRIMARY KEY, runs INTEGER NOT NULL,"
          + " kind TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL,"
          + " size INTEGER NOT NULL, modified TEXT NOT NULL)",
      "oeleo_transfer (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,"
          + " local_name TEXT NOT NULL, external_name TEXT NOT NULL, size INTEGER NOT NULL,"
          + " modified TEXT NOT NULL, algorithm TEXT, checksum TEXT, proof TEXT NOT NULL,"
          + " proof_at TEXT NOT NULL, started TEXT NOT NULL, took TEXT NOT NULL,"
          + " attempts INTEGER NOT NULL)");

  /** What came after the first format, by the format that brought it. */
  private static final String OF_SECOND =
      "oeleo_disposed (local_name TEXT NOT NULL PRIMARY KEY, at TEXT NOT NULL)";

  /** The audit trail is append-only for everybody, a person with a SQL browser included. */
  private static final List<String> AUDIT = List.of(
      "CREATE INDEX oeleo_transfer_local_name ON oeleo_transfer (local_name)",
      "CREATE TRIGGER oeleo_transfer_no_update BEFORE UPDATE ON oeleo_transfer"
          + " BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END",
      "CREATE TRIGGER oeleo_transfer_no_delete BEFORE DELETE ON oeleo_transfer"
          + " BEGIN SELECT RAISE(ABORT, 'the audit trail is never deleted'); END");

  private Schema() {}

  /** Refuses what is neither empty, nor the original oeleo's, nor ours; reads only. */
  static void refuseForeign(Connection connection, LedgerFile file)
      throws SQLException, LedgerException {
    Set<String> tables = tables(connection);
    int version = version(connection);
    if (version > VERSION && tables.contains("oeleo_meta")) {
      throw new LedgerException(
          "the ledger " + file + " has format " + version + ", this program knows up to " + VERSION
              + ": use the newer oeleo that wrote it, or another OELEO_DB_NAME");
    }
    boolean known = version == 0
        ? tables.isEmpty() || hasGenuineColumns(connection)
        : tables.contains("oeleo_meta") && hasGenuineColumns(connection);
    if (!known) {
      throw new LedgerException(
          "the file " + file + " is a SQLite database of another program, not a ledger: set"
              + " OELEO_DB_NAME to another file");
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  private static Set<String> tables(Connection connection) throws SQLException {
    return texts(connection, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')");
  }

  private static boolean hasGenuineColumns(Connection connection) throws SQLException {
    String sql = "SELECT c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
        + " WHERE m.type = 'table' AND m.name = 'filelist'";
    return texts(connection, sql).containsAll(GENUINE_COLUMNS);
  }

  private static Set<String> texts(Connection connection, String sql) throws SQLException {
    Set<String> texts = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  /** Brings it to the present format, in one transaction; also proves that it can be written. */
  static void migrate(Connection connection, LedgerFile file) throws SQLException, LedgerException {
    Database.transaction(connection, () -> bringUp(connection));
    // And another process may have been a newer oeleo.
    refuseForeign(connection, file);
  }

  private static void bringUp(Connection connection) throws SQLException {
    // Asked within the transaction, because another process may have done it meanwhile.
    if (version(connection) == 0) {
      create(connection);
    }
    if (version(connection) < 2) {
      Database.execute(connection, "CREATE TABLE " + OF_SECOND);
    }
    if (version(connection) <= VERSION) {
      // Written even where it is there already: SQLite opens what it may not write without a word.
      Database.execute(connection, "PRAGMA user_version = " + VERSION);
    }
  }

  private static void create(Connection connection) throws SQLException {
    for (String statement : GENUINE) {
      Database.execute(connection, statement);
    }
    for (String column : OUR_COLUMNS) {
      Database.execute(connection, "ALTER TABLE filelist ADD COLUMN " + column);
    }
    for (String table : OUR_TABLES) {
      Database.execute(connection, "CREATE TABLE " + table);
    }
    for (String statement : AUDIT) {
      Database.execute(connection, statement);
    }
    describe(connection, "");
  }

  /**
   * Lets a file of an older format, or of the original oeleo, be read like one of today's:
   * temporary tables and a view, which live in memory and hide the file's own names.
   */
  static void completeForReading(Connection connection) throws SQLException {
    int version = version(connection);
    if (version < 2) {
      Database.execute(connection, "CREATE TEMP TABLE " + OF_SECOND);
    }
    if (version == 0) {
      completeGenuine(connection);
    }
  }

  private static void completeGenuine(Connection connection) throws SQLException {
    StringBuilder columns = new StringBuilder("*");
    for (String column : OUR_COLUMNS) {
      columns.append(", NULL AS ").append(column, 0, column.indexOf(' '));
    }
    Database.execute(
        connection, "CREATE TEMP VIEW filelist AS SELECT " + columns + " FROM main.filelist");
    for (String table : OUR_TABLES) {
      Database.execute(connection, "CREATE TEMP TABLE " + table);
    }
    describe(connection, "temp.");
  }

  private static void describe(Connection connection, String schema) throws SQLException {
    note(connection, schema, "id", UUID.randomUUID().toString().replace("-", ""));
    note(connection, schema, "created", Instant.now().toString());
  }

  private static void note(Connection connection, String schema, String name, String value)
      throws SQLException {
    String sql = "INSERT OR REPLACE INTO " + schema + "oeleo_meta (name, value) VALUES (?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, name);
      insert.setString(2, value);
      insert.executeUpdate();
    }
  }

  /** What the ledger was dedicated to. */
  static Optional<String> purpose(Connection connection) throws SQLException {
    return noted(connection, "purpose");
  }

  static void dedicate(Connection connection, String purpose) throws SQLException {
    note(connection, "", "purpose", purpose);
  }

  private static Optional<String> noted(Connection connection, String name) throws SQLException {
    String sql = "SELECT value FROM oeleo_meta WHERE name = ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    }
  }

  /** The random text made with the ledger. */
  static String id(Connection connection) throws SQLException {
    return noted(connection, "id")
        .orElseThrow(() -> new SQLException(
            "its table oeleo_meta has lost the row 'id'; restore it from a backup"));
  }
}
