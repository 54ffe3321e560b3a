package org.oeleo.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Code;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Failure;
import org.oeleo.spi.Fingerprint;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.Printable;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One row of {@code filelist} as an entry. Anybody may have edited it by hand, so what cannot be
 * read counts as not there: at worst a file is compared once more.
 *
 * <p>We repeat {@code processed_date} in {@code oeleo_processed}. The original oeleo changes only
 * the former, so where the two differ the row is its work (again), and what we noted beside it is
 * void.
 */
final class EntryRow {
  /** Says, in SQL, that the row is the original's. */
  static final String GENUINE = "oeleo_processed IS NOT processed_date";

  /** The columns that {@link #read} expects, in this order. */
  static final String COLUMNS =
      "f.local_name, f.processed_date, f.external_name, f.checksum, f.code, f.oeleo_processed,"
          + " f.oeleo_algorithm, f.oeleo_proof, f.oeleo_proof_at,"
          + " f.oeleo_local_size, f.oeleo_local_modified, f.oeleo_local_tag, f.oeleo_local_seen,"
          + " f.oeleo_external_size, f.oeleo_external_modified, f.oeleo_external_tag,"
          + " f.oeleo_external_seen";

  static final int COLUMN_COUNT = 17;

  /** The columns that {@link #failure} expects, in this order. */
  static final String FAILURE_COLUMNS = "x.runs, x.kind, x.reason, x.at, x.size, x.modified";

  private static final Logger LOG = LoggerFactory.getLogger(EntryRow.class);
  private static final Pattern MD5_HEX = Pattern.compile("[0-9a-fA-F]{32}");

  private EntryRow() {}

  /** The entry, without its failure; empty if its name is not that of a file. */
  static Optional<LedgerEntry> read(ResultSet row) throws SQLException {
    Optional<RelativePath> path = path(text(row, 1).orElse(""));
    if (path.isEmpty()) {
      return Optional.empty();
    }
    String processed = text(row, 2).orElse("");
    boolean genuine = !text(row, 6).equals(Optional.of(processed));
    return Optional.of(new LedgerEntry(
        path.get(),
        code(row, 5),
        processed(path.get(), processed),
        text(row, 3),
        checksum(text(row, 4), genuine ? Optional.empty() : text(row, 7)),
        genuine ? Optional.empty() : fingerprint(row, 10),
        genuine ? Optional.empty() : fingerprint(row, 14),
        genuine ? Optional.empty() : proof(text(row, 8), text(row, 9)),
        Optional.empty(),
        genuine));
  }

  /** Warns of a name that no connector could have listed. */
  static Optional<RelativePath> path(String text) {
    try {
      return Optional.of(RelativePath.parse(text));
    } catch (ConnectorException e) {
      LOG.warn("a row of the ledger is skipped, its name is no path: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** A word somebody wrote locks: SQL and the original find it greater than every number, too. */
  private static Code code(ResultSet row, int column) throws SQLException {
    String number = text(row, column).orElse("");
    try {
      return Code.of((int) Math.max(-1, Math.min(Long.parseLong(number), Code.LOCKED.number())));
    } catch (NumberFormatException e) {
      return Code.LOCKED;
    }
  }

  private static LocalDateTime processed(RelativePath path, String text) {
    Optional<LocalDateTime> time = ProcessedDate.read(text);
    if (time.isEmpty()) {
      LOG.warn(
          "the processed_date of {} in the ledger cannot be read and counts as 1970-01-01: {}",
          Printable.name(path),
          Printable.name(text));
    }
    return time.orElse(ProcessedDate.UNKNOWN);
  }

  private static Optional<Checksum> checksum(Optional<String> value, Optional<String> algorithm) {
    return value
        .filter(hex -> !hex.isBlank())
        .flatMap(hex -> algorithm(hex, algorithm).map(a -> new Checksum(a, hex)));
  }

  private static Optional<HashAlgorithm> algorithm(String value, Optional<String> name) {
    return name.isPresent()
        ? name.map(HashAlgorithm::named)
        : Optional.of(HashAlgorithm.MD5)
            .filter(md5 -> MD5_HEX.matcher(value.strip()).matches());
  }

  private static Optional<Fingerprint> fingerprint(ResultSet row, int first) throws SQLException {
    Optional<Instant> modified = text(row, first + 1).flatMap(EntryRow::instant);
    Optional<Instant> seen = text(row, first + 3).flatMap(EntryRow::instant);
    long size = row.getLong(first);
    if (row.wasNull() || modified.isEmpty() || seen.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Fingerprint(size, modified.get(), text(row, first + 2), seen.get()));
  }

  private static Optional<Proof> proof(Optional<String> method, Optional<String> at) {
    Optional<Instant> when = at.flatMap(EntryRow::instant);
    return method
        .flatMap(name -> constant(Proof.Method.class, name))
        .flatMap(known -> when.map(time -> new Proof(known, time)));
  }

  /** The failure in the columns from {@code first} on, if there is one. */
  static Optional<Failure> failure(ResultSet row, int first) throws SQLException {
    int runs = row.getInt(first);
    Optional<Kind> kind = text(row, first + 1).flatMap(name -> constant(Kind.class, name));
    Optional<Instant> at = text(row, first + 3).flatMap(EntryRow::instant);
    Optional<Instant> modified = text(row, first + 5).flatMap(EntryRow::instant);
    if (kind.isEmpty() || at.isEmpty() || modified.isEmpty()) {
      return Optional.empty();
    }
    String reason = text(row, first + 2).orElse("");
    return Optional.of(
        new Failure(runs, kind.get(), reason, at.get(), row.getLong(first + 4), modified.get()));
  }

  /** What is remembered of a file that has failed and never arrived: nothing else. */
  static LedgerEntry failedOnly(RelativePath path, Failure failure) {
    return new LedgerEntry(
        path,
        Code.COPY_IF_CHANGED,
        LocalDateTime.ofInstant(failure.at(), ZoneId.systemDefault()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(failure),
        false);
  }

  static LedgerEntry withFailure(LedgerEntry entry, Failure failure) {
    return new LedgerEntry(
        entry.path(),
        entry.code(),
        entry.processed(),
        entry.externalName(),
        entry.checksum(),
        entry.local(),
        entry.external(),
        entry.proof(),
        Optional.of(failure),
        entry.genuine());
  }

  static Optional<String> text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  static Optional<Instant> instant(String text) {
    Optional<Instant> usual = TimeText.instant(text);
    if (usual.isPresent()) {
      return usual;
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
    try {
      return Optional.of(Enum.valueOf(type, name.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
