package org.oeleo.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.oeleo.spi.Failure;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.RelativePath;

/** Finds the rows of many paths at once. One thread at a time. */
final class Lookup {
  /**
   * Names per statement: one list of this length is compiled once, and its rest filled with NULL.
   */
  private static final int CHUNK = 500;

  private static final String IN = " IN (?" + ", ?".repeat(CHUNK - 1) + ")";

  private static final String OWN =
      "SELECT f.local_name, " + EntryRow.PACKED + " FROM filelist f WHERE f.local_name" + IN;

  private static final String GENUINE = OWN + " AND f.oeleo_processed IS NOT f.processed_date";

  private static final String COLUMN_BY_COLUMN =
      "SELECT " + EntryRow.COLUMNS + " FROM filelist f WHERE f.local_name = ?";

  private static final String ANY_FAILURE = "SELECT 1 FROM oeleo_failure LIMIT 1";

  private static final String FAILURES = "SELECT x.local_name, " + EntryRow.FAILURE_COLUMNS
      + " FROM oeleo_failure x WHERE x.local_name" + IN;

  private final Statements statements;

  Lookup(Statements statements) {
    this.statements = statements;
  }

  Map<RelativePath, LedgerEntry> find(Collection<RelativePath> paths) throws SQLException {
    Map<RelativePath, LedgerEntry> found = entries(OWN, paths);
    if (found.size() < paths.size()) {
      addGenuine(paths, found);
    }
    if (isAnyFailure()) {
      addFailures(paths, found);
    }
    return found;
  }

  /** Hardly ever, so that asking first spares nearly all of the asking. */
  private boolean isAnyFailure() throws SQLException {
    try (ResultSet row = statements.of(ANY_FAILURE).executeQuery()) {
      return row.next();
    }
  }

  private void addGenuine(Collection<RelativePath> paths, Map<RelativePath, LedgerEntry> found)
      throws SQLException {
    List<RelativePath> missing = paths.stream()
        .filter(path -> !found.containsKey(path) && path.parent().isPresent())
        .toList();
    Map<RelativePath, LedgerEntry> genuine =
        entries(GENUINE, missing.stream().map(Lookup::baseName).toList());
    for (RelativePath path : missing) {
      Optional.ofNullable(genuine.get(baseName(path))).ifPresent(entry -> found.put(path, entry));
    }
  }

  private static RelativePath baseName(RelativePath path) {
    return RelativePath.of(path.name());
  }

  private Map<RelativePath, LedgerEntry> entries(String sql, Collection<RelativePath> paths)
      throws SQLException {
    Map<RelativePath, LedgerEntry> entries = new HashMap<>(paths.size() * 2);
    select(
        sql,
        paths,
        row -> values(row)
            .flatMap(EntryRow::read)
            .ifPresent(entry -> entries.put(entry.path(), entry)));
    return entries;
  }

  private Optional<List<Optional<String>>> values(ResultSet row) throws SQLException {
    Optional<List<Optional<String>>> values = EntryRow.unpacked(row.getString(2));
    return values.isPresent() ? values : columns(row.getString(1));
  }

  /** Empty if somebody has removed the row just now. */
  private Optional<List<Optional<String>>> columns(String name) throws SQLException {
    PreparedStatement statement = statements.of(COLUMN_BY_COLUMN);
    statement.setString(1, name);
    try (ResultSet row = statement.executeQuery()) {
      return row.next() ? Optional.of(EntryRow.columns(row)) : Optional.empty();
    }
  }

  private void addFailures(Collection<RelativePath> paths, Map<RelativePath, LedgerEntry> found)
      throws SQLException {
    select(FAILURES, paths, row -> {
      RelativePath path = RelativePath.of(row.getString(1));
      Optional<Failure> failure = EntryRow.failure(row, 2);
      failure.ifPresent(known -> found.compute(
          path,
          (key, entry) -> entry == null
              ? EntryRow.failedOnly(path, known)
              : EntryRow.withFailure(entry, known)));
    });
  }

  private void select(String sql, Collection<RelativePath> paths, RowSink sink)
      throws SQLException {
    List<RelativePath> sorted = sorted(paths);
    for (int start = 0; start < sorted.size(); start += CHUNK) {
      List<RelativePath> chunk = sorted.subList(start, Math.min(start + CHUNK, sorted.size()));
      PreparedStatement statement = statements.of(sql);
      for (int i = 0; i < CHUNK; i++) {
        statement.setString(i + 1, i < chunk.size() ? chunk.get(i).toString() : null);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sink.accept(rows);
        }
      }
    }
  }

  /** So that neighbours in the index are read once. Surveys hand them over sorted already. */
  private static List<RelativePath> sorted(Collection<RelativePath> paths) {
    List<RelativePath> list = new ArrayList<>(paths);
    for (int i = 1; i < list.size(); i++) {
      if (list.get(i - 1).compareTo(list.get(i)) >= 0) {
        return new ArrayList<>(new TreeSet<>(list));
      }
    }
    return list;
  }

  /** Takes the row that a result set stands on. */
  @FunctionalInterface
  private interface RowSink {
    void accept(ResultSet row) throws SQLException;
  }
}
