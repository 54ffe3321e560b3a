package org.oeleo.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  private static final List<String> NAMES = List.of(
      "local_name",
      "processed_date",
      "external_name",
      "checksum",
      "code",
      "oeleo_processed",
      "oeleo_algorithm",
      "oeleo_proof",
      "oeleo_proof_at",
      "oeleo_local_size",
      "oeleo_local_modified",
      "oeleo_local_tag",
      "oeleo_local_seen",
      "oeleo_external_size",
      "oeleo_external_modified",
      "oeleo_external_tag",
      "oeleo_external_seen");

  static final int COLUMN_COUNT = NAMES.size();

  /** The columns that {@link #read} expects, in this order. */
  static final String COLUMNS = "f." + String.join(", f.", NAMES);

  private static final char SEPARATOR = '\u001f';

  /** The same in one column, because each that is read is a call out of Java. */
  static final String PACKED = NAMES.stream()
      .map(name -> "ifnull('=' || f." + name + ", '')")
      .collect(Collectors.joining(" || '" + SEPARATOR + "' || "));

  /** The columns that {@link #failure} expects, in this order. */
  static final String FAILURE_COLUMNS = "x.runs, x.kind, x.reason, x.at, x.size, x.modified";

  private static final Logger LOG = LoggerFactory.getLogger(EntryRow.class);
  private static final Pattern MD5_HEX = Pattern.compile("[0-9a-fA-F]{32}");

  private EntryRow() {}

  /** The values of the columns {@link #COLUMNS}. */
  static List<Optional<String>> columns(ResultSet row) throws SQLException {
    List<Optional<String>> values = new ArrayList<>(COLUMN_COUNT);
    for (int column = 1; column <= COLUMN_COUNT; column++) {
      values.add(text(row, column));
    }
    return values;
  }

  /** The same from {@link #PACKED}; empty if the separator itself is part of a value. */
  static Optional<List<Optional<String>>> unpacked(String packed) {
    List<Optional<String>> values = new ArrayList<>(COLUMN_COUNT);
    int start = 0;
    while (start <= packed.length()) {
      int next = packed.indexOf(SEPARATOR, start);
      int end = next < 0 ? packed.length() : next;
      values.add(start == end ? Optional.empty() : Optional.of(packed.substring(start + 1, end)));
      start = end + 1;
    }
    return values.size() == COLUMN_COUNT ? Optional.of(values) : Optional.empty();
  }

  /** The entry, without its failure; empty if its name is not that of a file. */
  static Optional<LedgerEntry> read(List<Optional<String>> row) {
    Optional<RelativePath> path = path(row.get(0).orElse(""));
    if (path.isEmpty()) {
      return Optional.empty();
    }
    String processed = row.get(1).orElse("");
    boolean genuine = !row.get(5).equals(Optional.of(processed));
    return Optional.of(new LedgerEntry(
        path.get(),
        code(row.get(4).orElse("")),
        processed(path.get(), processed),
        row.get(2),
        checksum(row.get(3), genuine ? Optional.empty() : row.get(6)),
        genuine ? Optional.empty() : fingerprint(row.subList(9, 13)),
        genuine ? Optional.empty() : fingerprint(row.subList(13, 17)),
        genuine ? Optional.empty() : proof(row.get(7), row.get(8)),
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
  private static Code code(String number) {
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

  private static Optional<Fingerprint> fingerprint(List<Optional<String>> values) {
    Optional<Long> size = values.get(0).flatMap(EntryRow::size);
    Optional<Instant> modified = values.get(1).flatMap(EntryRow::instant);
    Optional<Instant> seen = values.get(3).flatMap(EntryRow::instant);
    return size.isEmpty() || modified.isEmpty() || seen.isEmpty()
        ? Optional.empty()
        : Optional.of(new Fingerprint(size.get(), modified.get(), values.get(2), seen.get()));
  }

  private static Optional<Long> size(String text) {
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
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
