package org.oeleo.ledger;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.oeleo.spi.LedgerException;

/**
 * The {@code .dirsend.db} of dirsend: {@code files(idx INTEGER PRIMARY KEY ASC, fileName TEXT NOT
 * NULL)}, where {@code fileName} is an absolute path.
 */
final class DirsendDatabase {
  private DirsendDatabase() {}

  /**
   * All paths in it, in the order in which they were entered.
   *
   * @throws LedgerException if the file is not there, or is none of dirsend's
   */
  static List<String> paths(LedgerFile file) throws LedgerException {
    if (!Files.isRegularFile(file.path())) {
      throw new LedgerException("there is no file " + file);
    }
    List<String> paths = new ArrayList<>();
    try (Connection connection = Database.readingForeign(file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT fileName FROM files ORDER BY idx")) {
      while (rows.next()) {
        paths.add(rows.getString(1));
      }
      return paths;
    } catch (SQLException e) {
      throw new LedgerException(
          file
              + " cannot be read as a database of dirsend, which has a table files(idx, fileName): "
              + e.getMessage(),
          e);
    }
  }
}
