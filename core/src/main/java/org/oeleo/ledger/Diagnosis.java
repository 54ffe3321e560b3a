package org.oeleo.ledger;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.Printable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes mean to a person, and what that person can do. */
final class Diagnosis {
  private static final int PRIMARY = 0xff;

  private Diagnosis() {}

  static LedgerException of(Path ledger, SQLException cause) {
    String name = "the ledger " + Printable.name(ledger);
    return new LedgerException(name + " " + meaning(cause), cause);
  }

  /** Whether the file itself is broken. */
  static boolean isDamage(SQLException cause) {
    return cause instanceof SQLiteException failure
        && switch (primary(failure.getResultCode())) {
          case SQLITE_CORRUPT, SQLITE_NOTADB -> true;
          default -> false;
        };
  }

  /** Whether another connection was in the way. */
  static boolean isBusy(SQLException cause) {
    return cause instanceof SQLiteException failure
        && primary(failure.getResultCode()) == SQLiteErrorCode.SQLITE_BUSY;
  }

  private static String meaning(SQLException cause) {
    if (!(cause instanceof SQLiteException failure)) {
      return "cannot be used: " + Printable.name(String.valueOf(cause.getMessage()));
    }
    SQLiteErrorCode code = failure.getResultCode();
    return switch (primary(code)) {
      case SQLITE_BUSY, SQLITE_LOCKED ->
        "is in use by another program: close it there and try again";
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
        "is damaged or no SQLite database: restore it from a backup, or move it away and let"
            + " 'oeleo check --update-db' build a new one" + named(code);
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
        "cannot be written: make the file and its folder writable" + named(code);
      case SQLITE_CANTOPEN ->
        "cannot be opened: check the permissions of the file, its folder and its disk"
            + named(code);
      case SQLITE_FULL -> "cannot grow: its disk is full, make room and try again";
      case SQLITE_IOERR ->
        "cannot be read or written: check its disk, free space included" + named(code);
      default -> "cannot be used: " + Printable.name(String.valueOf(cause.getMessage()));
    };
  }

  private static SQLiteErrorCode primary(SQLiteErrorCode extended) {
    return SQLiteErrorCode.getErrorCode(extended.code & PRIMARY);
  }

  private static String named(SQLiteErrorCode code) {
    return " (" + code.name().toLowerCase(Locale.ROOT) + ")";
  }
}
