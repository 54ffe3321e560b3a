package org.oeleo.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/** Looks through a whole ledger for damage and for rows that nobody can have meant. */
final class Inspection {
  private static final int MOST = 100;

  private final List<String> findings = new ArrayList<>();
  private long left;

  private Inspection() {}

  static List<String> of(Connection connection) throws SQLException {
    Inspection inspection = new Inspection();
    inspection.survive(() -> inspection.checkPages(connection));
    inspection.survive(() -> inspection.checkRows(connection));
    if (inspection.left > 0) {
      inspection.findings.add("and " + inspection.left + " more");
    }
    return List.copyOf(inspection.findings);
  }

  /** Damage so bad that the check breaks off is a finding like any other. */
  private void survive(Database.Work check) throws SQLException {
    try {
      check.run();
    } catch (SQLException e) {
      if (!Diagnosis.isDamage(e)) {
        throw e;
      }
      add("damage: " + Printable.name(String.valueOf(e.getMessage())));
    }
  }

  private void checkPages(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA integrity_check(" + MOST + ")")) {
      while (rows.next()) {
        String message = rows.getString(1);
        if (!message.equals("ok")) {
          add("damage: " + Printable.name(message));
        }
      }
    }
  }

  private void checkRows(Connection connection) throws SQLException {
    String sql = "SELECT id, local_name, processed_date, typeof(code) FROM filelist ORDER BY id";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        String row = "row " + rows.getLong(1);
        nameFlaw(EntryRow.text(rows, 2)).ifPresent(flaw -> add(row + " is ignored: " + flaw));
        String processed = EntryRow.text(rows, 3).orElse("");
        if (ProcessedDate.read(processed).isEmpty()) {
          add(row + " has an unreadable processed_date: " + Printable.name(processed));
        }
        if (!"integer".equals(rows.getString(4))) {
          add(row + " has a code that is no number");
        }
      }
    }
  }

  private static Optional<String> nameFlaw(Optional<String> name) {
    try {
      RelativePath.parse(name.orElse(""));
      return Optional.empty();
    } catch (ConnectorException e) {
      return Optional.of("its local_name " + e.getMessage());
    }
  }

  private void add(String finding) {
    if (findings.size() < MOST) {
      findings.add(finding);
    } else {
      left++;
    }
  }
}
