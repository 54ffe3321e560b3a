package org.oeleo.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.LedgerChange.Transferred;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line of the audit trail. */
final class TransferRow {
  static final String OF_ALL =
      "SELECT local_name, external_name, size, modified, algorithm, checksum, proof, proof_at,"
          + " started, took, attempts, id FROM oeleo_transfer ORDER BY id";

  static final String OF_ONE = OF_ALL.replace(" ORDER BY", " WHERE local_name = ? ORDER BY");

  private static final Logger LOG = LoggerFactory.getLogger(TransferRow.class);

  private TransferRow() {}

  /** The transfer; empty, with a warning, if the line was not written by us. */
  static Optional<Transferred> read(ResultSet row) throws SQLException {
    try {
      return Optional.of(parse(row));
    } catch (DateTimeException | IllegalArgumentException e) {
      LOG.warn("line {} of the audit trail cannot be read: {}", row.getLong(12), e.getMessage());
      return Optional.empty();
    }
  }

  private static Transferred parse(ResultSet row) throws SQLException {
    return new Transferred(
        RelativePath.of(row.getString(1)),
        row.getString(2),
        row.getLong(3),
        Instant.parse(row.getString(4)),
        checksum(EntryRow.text(row, 5), EntryRow.text(row, 6)),
        new Proof(Proof.Method.valueOf(row.getString(7)), Instant.parse(row.getString(8))),
        Instant.parse(row.getString(9)),
        Duration.parse(row.getString(10)),
        row.getInt(11));
  }

  private static Optional<Checksum> checksum(Optional<String> algorithm, Optional<String> value) {
    return algorithm
        .map(HashAlgorithm::named)
        .flatMap(known -> value.map(text -> new Checksum(known, text)));
  }
}
