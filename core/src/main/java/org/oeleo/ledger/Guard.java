package org.oeleo.ledger;

import java.util.Optional;
import org.oeleo.spi.LedgerException;

/** What must hold of the file while a ledger is open. */
sealed interface Guard extends AutoCloseable {
  /** Refuses to write where that is not agreed, or would be lost. */
  void beforeWriting() throws LedgerException;

  /** Refuses what has been read if it may be wrong. */
  void afterReading() throws LedgerException;

  @Override
  void close();

  /**
   * Open for changes.
   *
   * @param identity of the file as it was opened
   * @param lock against another run, if this is one
   */
  record Writing(LedgerFile file, String identity, Optional<RunLock> lock) implements Guard {
    /** What is written into a deleted or replaced file would be lost without anybody noticing. */
    @Override
    public void beforeWriting() throws LedgerException {
      if (!file.identity().equals(identity)) {
        throw new LedgerException("the ledger "
            + file
            + " was replaced by another file while it was in use: see that only oeleo touches"
            + " it, and run again");
      }
    }

    @Override
    public void afterReading() {
      // SQLite's own locks keep what is read consistent.
    }

    @Override
    public void close() {
      lock.ifPresent(RunLock::close);
    }
  }

  /** Open for reading, beside others who may write. */
  record Reading(LedgerFile file) implements Guard {
    @Override
    public void beforeWriting() throws LedgerException {
      throw new LedgerException("the ledger " + file + " is open for reading only");
    }

    @Override
    public void afterReading() {
      // SQLite's own locks keep what is read consistent.
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  /**
   * Open for reading without any lock, while nobody was writing.
   *
   * @param stamp of the file before it was opened
   */
  record AtRest(LedgerFile file, String stamp) implements Guard {
    @Override
    public void beforeWriting() throws LedgerException {
      new Reading(file).beforeWriting();
    }

    /** Somebody has begun to write since, so pages of two versions may have been mixed. */
    @Override
    public void afterReading() throws LedgerException {
      if (!file.stamp().equals(stamp)) {
        throw new ReopeningReader.ChangedException(file);
      }
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
