package org.oeleo.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.oeleo.crash.CrashPoint;
import org.oeleo.spi.LedgerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/** Connections to SQLite, each with a ledger's tables behind it. */
final class Database {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int BUSY_MILLIS = 10_000;

  /** Where a database file says how it is journalled; see "Database File Format" of SQLite. */
  private static final int READ_VERSION = 19;

  private static final int WAL = 2;

  private Database() {}

  /** To an existing file, which is made a ledger if it is empty or the original oeleo's. */
  static Connection writing(LedgerFile file) throws LedgerException {
    return prepared(file, connect(file, file.uri("?mode=rw")), connection -> {
      Schema.refuseForeign(connection, file);
      execute(connection, "PRAGMA synchronous = FULL");
      Schema.migrate(connection, file);
      writeAhead(connection);
    });
  }

  /** Faster, and readers and writers do not wait for each other. Kept in the file from then on. */
  private static void writeAhead(Connection connection) throws SQLException {
    try {
      execute(connection, "PRAGMA journal_mode = WAL");
    } catch (SQLException e) {
      if (!Diagnosis.isBusy(e)) {
        throw e;
      }
      LOG.debug("somebody else has the ledger open, it changes to write-ahead logging next time");
    }
  }

  /**
   * Whether the file is write-ahead-logged and nobody has it open for writing. SQLite would make
   * its two companions to read it, unless told that it cannot change.
   */
  static boolean isAtRest(LedgerFile file) throws LedgerException {
    return !Files.exists(file.companion("-wal")) && isWriteAheadLogged(file);
  }

  /** To an existing file at rest, writing nothing anywhere; wrong once somebody writes into it. */
  static Connection readingAtRest(LedgerFile file) throws LedgerException {
    return reading(file, "?mode=ro&immutable=1");
  }

  /** To an existing file that others may be writing, itself writing nothing anywhere. */
  static Connection readingShared(LedgerFile file) throws LedgerException {
    return reading(file, "?mode=ro&readonly_shm=1");
  }

  /** To an existing file of another program, writing nothing anywhere. */
  static Connection readingForeign(LedgerFile file) throws LedgerException {
    return connect(file, file.uri("?mode=ro"));
  }

  private static Connection reading(LedgerFile file, String query) throws LedgerException {
    return prepared(file, connect(file, file.uri(query)), connection -> {
      Schema.refuseForeign(connection, file);
      Schema.completeForReading(connection);
    });
  }

  /** To a ledger without a file and without a row. */
  static Connection empty(LedgerFile file) throws LedgerException {
    return prepared(
        file, connect(file, ":memory:"), connection -> Schema.migrate(connection, file));
  }

  private static Connection prepared(LedgerFile file, Connection connection, Preparation steps)
      throws LedgerException {
    try {
      steps.apply(connection);
      return connection;
    } catch (LedgerException e) {
      abandon(connection, e);
      throw e;
    } catch (SQLException e) {
      abandon(connection, e);
      throw Diagnosis.of(file.path(), e);
    }
  }

  private static boolean isWriteAheadLogged(LedgerFile file) throws LedgerException {
    try (InputStream in = Files.newInputStream(file.path())) {
      byte[] header = in.readNBytes(READ_VERSION + 1);
      return header.length > READ_VERSION && header[READ_VERSION] == WAL;
    } catch (IOException e) {
      throw new LedgerException(
          "the ledger " + file + " cannot be read: check its permissions and its disk ("
              + e.getMessage() + ")",
          e);
    }
  }

  private static Connection connect(LedgerFile file, String address) throws LedgerException {
    NativeLibrary.load(file.folder());
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    // Else the driver asks after every single change which number its row was given.
    config.setGetGeneratedKeys(false);
    try {
      Connection connection = config.createConnection("jdbc:sqlite:" + address);
      execute(connection, "PRAGMA temp_store = MEMORY");
      // Nothing a foreign file says in its schema may call functions beyond plain SQL.
      execute(connection, "PRAGMA trusted_schema = OFF");
      return connection;
    } catch (SQLException e) {
      throw Diagnosis.of(file.path(), e);
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Closes after a failure, which stays the one that is reported. */
  static void abandon(Connection connection, Exception failure) {
    try {
      connection.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  /** Runs all of {@code work} in one transaction, which waits for its turn before it begins. */
  static void transaction(Connection connection, Work work) throws SQLException {
    execute(connection, "BEGIN IMMEDIATE");
    try {
      work.run();
      CrashPoint.COMMITTING.passed();
      execute(connection, "COMMIT");
      CrashPoint.COMMITTED.passed();
    } catch (SQLException | RuntimeException | Error e) {
      rollBack(connection, e);
      throw e;
    }
  }

  private static void rollBack(Connection connection, Throwable failure) {
    try {
      execute(connection, "ROLLBACK");
    } catch (SQLException e) {
      // SQLite has rolled back by itself already (disk full, damage): there is no transaction left.
      failure.addSuppressed(e);
    }
  }

  /** What is done within a transaction. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  /** What a connection needs before it is a ledger's. */
  @FunctionalInterface
  private interface Preparation {
    void apply(Connection connection) throws SQLException, LedgerException;
  }
}
