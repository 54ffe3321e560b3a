package org.oeleo.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.oeleo.ledger.Batches.Table;
import org.oeleo.spi.Fingerprint;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.Pending;
import org.oeleo.spi.RelativePath;

/** Turns changes into rows; the transaction around them is the caller's. One thread at a time. */
final class ChangeWriter {
  private static final String ASSIGNMENTS =
      "processed_date = ?2, external_name = ?3, checksum = ?4, oeleo_processed = ?2,"
          + " oeleo_algorithm = ?5, oeleo_proof = ?6, oeleo_proof_at = ?7,"
          + " oeleo_local_size = ?8, oeleo_local_modified = ?9, oeleo_local_tag = ?10,"
          + " oeleo_local_seen = ?11, oeleo_external_size = ?12, oeleo_external_modified = ?13,"
          + " oeleo_external_tag = ?14, oeleo_external_seen = ?15";

  /** What a person locked stays locked, and with the very number that person wrote. */
  private static final String CODE_UNLESS_LOCKED =
      "code = CASE WHEN filelist.code >= 2 THEN filelist.code"
          // Nothing was proven anew, so that what somebody has asked for meanwhile still stands.
          + " WHEN filelist.code = 0 AND filelist.oeleo_proof_at IS ?7"
          + " AND filelist.oeleo_proof IS ?6 THEN 0 ELSE 1 END";

  /**
   * Makes the original's row ours, under its new key. Not one that is locked for all files of its
   * name: that stays, and {@link #AGREE} copies its lock.
   */
  private static final String TAKE_OVER =
      "UPDATE filelist SET local_name = ?1, " + ASSIGNMENTS + ", " + CODE_UNLESS_LOCKED
          + " WHERE local_name = ?16 AND " + EntryRow.GENUINE
          + " AND (local_name = ?1 OR (code < 2"
          + " AND NOT EXISTS (SELECT 1 FROM filelist own WHERE own.local_name = ?1)))";

  private static final String AGREE =
      "INSERT INTO filelist (local_name, processed_date, external_name, checksum, code,"
          + " oeleo_processed, oeleo_algorithm, oeleo_proof, oeleo_proof_at, oeleo_local_size,"
          + " oeleo_local_modified, oeleo_local_tag, oeleo_local_seen, oeleo_external_size,"
          + " oeleo_external_modified, oeleo_external_tag, oeleo_external_seen)"
          + " VALUES (?1, ?2, ?3, ?4, coalesce((SELECT g.code FROM filelist g"
          + " WHERE g.local_name = ?16 AND g.code >= 2"
          + " AND g.oeleo_processed IS NOT g.processed_date), 1),"
          + " ?2, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
          + " ON CONFLICT (local_name) DO UPDATE SET " + ASSIGNMENTS + ", " + CODE_UNLESS_LOCKED;

  private static final String TRANSFER =
      "INSERT INTO oeleo_transfer (local_name, external_name, size, modified, algorithm, checksum,"
          + " proof, proof_at, started, took, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String BEGIN =
      "INSERT INTO oeleo_pending (local_name, aside, token) VALUES (?, ?, ?)"
          + " ON CONFLICT (local_name) DO UPDATE SET aside = excluded.aside, token ="
          + " CASE WHEN aside = excluded.aside THEN coalesce(excluded.token, token)"
          + " ELSE excluded.token END";

  private static final String TOKEN = "UPDATE oeleo_pending SET token = ?2 WHERE local_name = ?1";

  private static final String END = "DELETE FROM oeleo_pending WHERE local_name = ?";

  private static final String FAIL =
      "INSERT INTO oeleo_failure (local_name, runs, kind, reason, at, size, modified)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (local_name) DO UPDATE SET"
          + " runs = excluded.runs, kind = excluded.kind, reason = excluded.reason,"
          + " at = excluded.at, size = excluded.size, modified = excluded.modified";

  private static final String FORGIVE = "DELETE FROM oeleo_failure WHERE local_name = ?";

  /** Neither the date nor whose row it is changes: nothing was processed. */
  private static final String CODE =
      "INSERT INTO filelist (local_name, processed_date, oeleo_processed, code)"
          + " VALUES (?1, ?2, ?2, ?3) ON CONFLICT (local_name) DO UPDATE SET"
          + " code = CASE WHEN filelist.code >= 2 AND excluded.code >= 2"
          + " THEN filelist.code ELSE excluded.code END";

  private static final String OUTDATE =
      "INSERT INTO filelist (local_name, processed_date, oeleo_processed, code)"
          + " VALUES (?1, ?2, ?2, 0) ON CONFLICT (local_name) DO UPDATE SET"
          + " code = CASE WHEN filelist.code >= 2 THEN filelist.code ELSE 0 END";

  private static final String DISPOSE =
      "INSERT OR REPLACE INTO oeleo_disposed (local_name, at) VALUES (?, ?)";

  /** So that no listing is relied on any more: whatever comes by this name is read. */
  private static final String DISTRUST =
      "UPDATE filelist SET oeleo_local_seen = oeleo_local_modified,"
          + " oeleo_external_seen = oeleo_external_modified WHERE local_name = ?";

  private static final String EXPECT = "DELETE FROM oeleo_disposed WHERE local_name = ?";

  private static final String FORGET = "DELETE FROM filelist WHERE local_name = ?";

  private final Batches batches;

  ChangeWriter(Statements statements) {
    this.batches = new Batches(statements);
  }

  /** Writes all of them, or throws; what is left to do with a failed transaction is to end it. */
  void write(List<? extends LedgerChange> changes) throws SQLException {
    try {
      for (LedgerChange change : changes) {
        write(change);
      }
      batches.finish();
    } finally {
      batches.abandon();
    }
  }

  private void write(LedgerChange change) throws SQLException {
    if (change instanceof LedgerChange.Agreed agreed) {
      agree(agreed);
    } else if (change instanceof LedgerChange.Transferred transferred) {
      transferred(transferred);
    } else if (change instanceof LedgerChange.Begun begun) {
      Pending pending = begun.pending();
      batches.add(Table.PENDING, BEGIN, pending.path(), pending.aside(), pending.token());
    } else if (change instanceof LedgerChange.Token token) {
      batches.add(Table.PENDING, TOKEN, token.path(), token.token());
    } else if (change instanceof LedgerChange.Ended ended) {
      batches.add(Table.PENDING, END, ended.path());
    } else {
      writeOpinion(change);
    }
  }

  private void writeOpinion(LedgerChange change) throws SQLException {
    if (change instanceof LedgerChange.Failed failed) {
      fail(failed);
    } else if (change instanceof LedgerChange.Forgiven forgiven) {
      batches.add(Table.FAILURES, FORGIVE, forgiven.path());
    } else if (change instanceof LedgerChange.Coded coded) {
      String processed = ProcessedDate.write(coded.processed());
      batches.add(Table.FILES, CODE, coded.path(), processed, coded.code().number());
    } else if (change instanceof LedgerChange.Outdated outdated) {
      batches.add(Table.FILES, OUTDATE, outdated.path(), ProcessedDate.write(outdated.processed()));
      batches.add(Table.FAILURES, FORGIVE, outdated.path());
    } else if (change instanceof LedgerChange.Forgotten forgotten) {
      batches.add(Table.FILES, FORGET, forgotten.path());
      batches.add(Table.FAILURES, FORGIVE, forgotten.path());
      batches.add(Table.DISPOSED, EXPECT, forgotten.path());
    } else if (change instanceof LedgerChange.Disposed disposed) {
      batches.add(Table.DISPOSED, DISPOSE, disposed.path(), disposed.at());
      batches.add(Table.FILES, DISTRUST, disposed.path());
    } else if (change instanceof LedgerChange.Remains remains) {
      batches.add(Table.DISPOSED, EXPECT, remains.path());
    } else {
      throw new IllegalArgumentException("unknown change: " + change);
    }
  }

  private void agree(LedgerChange.Agreed agreed) throws SQLException {
    Object[] values = values(agreed);
    boolean tookOver =
        agreed.replaces().isPresent() && batches.update(Table.FILES, TAKE_OVER, values) > 0;
    if (!tookOver) {
      batches.add(Table.FILES, AGREE, values);
    }
    batches.add(Table.FAILURES, FORGIVE, agreed.path());
    batches.add(Table.PENDING, END, agreed.path());
    batches.add(Table.DISPOSED, EXPECT, agreed.path());
  }

  private static Object[] values(LedgerChange.Agreed agreed) {
    Optional<Fingerprint> local = agreed.local();
    Optional<Fingerprint> external = agreed.external();
    return new Object[] {
      agreed.path(),
      ProcessedDate.write(agreed.processed()),
      agreed.externalName(),
      agreed.checksum().map(checksum -> checksum.value()),
      agreed.checksum().map(checksum -> checksum.algorithm().name()),
      agreed.proof().method().name(),
      agreed.proof().at(),
      local.map(Fingerprint::size),
      local.map(Fingerprint::modified),
      local.flatMap(Fingerprint::tag),
      local.map(Fingerprint::seen),
      external.map(Fingerprint::size),
      external.map(Fingerprint::modified),
      external.flatMap(Fingerprint::tag),
      external.map(Fingerprint::seen),
      agreed.replaces().map(RelativePath::toString)
    };
  }

  private void transferred(LedgerChange.Transferred sent) throws SQLException {
    Instant proven = sent.proof().at();
    batches.add(
        Table.TRANSFERS,
        TRANSFER,
        sent.path(),
        sent.externalName(),
        sent.size(),
        sent.modified(),
        sent.checksum().map(checksum -> checksum.algorithm().name()),
        sent.checksum().map(checksum -> checksum.value()),
        sent.proof().method().name(),
        proven,
        sent.started(),
        sent.took(),
        sent.attempts());
  }

  private void fail(LedgerChange.Failed failed) throws SQLException {
    batches.add(
        Table.FAILURES,
        FAIL,
        failed.path(),
        failed.failure().runs(),
        failed.failure().kind().name(),
        failed.failure().reason(),
        failed.failure().at(),
        failed.failure().size(),
        failed.failure().modified());
  }
}
