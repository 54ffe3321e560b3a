package org.oeleo.internal;

import io.github.cdimascio.dotenv.Dotenv;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows that the build works; to be replaced. */
final class Placeholder {
  private static final Logger LOG = LoggerFactory.getLogger(Placeholder.class);

  private Placeholder() {}

  static String sqliteVersion() throws SQLException {
    LOG.debug(
        "{} settings", Dotenv.configure().ignoreIfMissing().load().entries().size());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      return connection.getMetaData().getDatabaseProductVersion();
    }
  }
}
