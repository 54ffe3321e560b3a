package org.oeleo.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Fingerprint;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;

/** Ledgers and changes to test with. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-11-20T11:55:46.123456789Z");
  static final LocalDateTime PROCESSED = LocalDateTime.parse("2026-11-20T12:55:46.123456");

  private Samples() {}

  static Bookkeeper open(Path ledger, Access access) throws LedgerException {
    return new SqliteBookkeeperProvider().open(ledger.toString(), Settings.of(Map.of()), access);
  }

  static LedgerChange.Agreed agreed(String path) {
    return agreed(RelativePath.of(path), Optional.empty());
  }

  static LedgerChange.Agreed agreed(RelativePath path, Optional<RelativePath> replaces) {
    Fingerprint listed = new Fingerprint(4096, NOW, Optional.of("inode 7"), NOW);
    return new LedgerChange.Agreed(
        path,
        replaces,
        PROCESSED,
        "/srv/lab/" + path,
        Optional.of(new Checksum(HashAlgorithm.SHA256, "ab".repeat(32))),
        Optional.of(listed),
        Optional.of(listed),
        new Proof(Proof.Method.HASH, NOW));
  }

  static LedgerEntry find(Bookkeeper bookkeeper, RelativePath path) throws LedgerException {
    return Optional.ofNullable(bookkeeper.find(List.of(path)).get(path)).orElseThrow();
  }

  /** Whole groups, so that a reader can tell whether one was torn. */
  static List<LedgerChange> group(int number, int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> (LedgerChange) agreed("group %06d/%04d.xyz".formatted(number, i)))
        .toList();
  }

  /** What any other program would do to the file. */
  static void sql(Path ledger, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  /** The rows of a query, columns separated by {@code |}. */
  static List<String> rows(Path ledger, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          cells.add(String.valueOf(rows.getString(i)));
        }
        lines.add(String.join("|", cells));
      }
      return lines;
    }
  }
}
