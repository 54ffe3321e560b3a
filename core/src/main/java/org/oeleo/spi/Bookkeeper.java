package org.oeleo.spi;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The ledger: what both sides looked like when they last agreed. One thread at a time; whoever
 * opened it closes it.
 */
public interface Bookkeeper extends AutoCloseable {
  /** Random text made with the ledger and kept for its life; seeds the temporary names. */
  String id();

  /** What the ledger was dedicated to; empty if to nothing in particular. */
  Optional<String> purpose() throws LedgerException;

  /** Remembers, for good, what the ledger is for. */
  void dedicate(String purpose) throws LedgerException;

  /**
   * What is remembered of these paths, by path asked for. A path without a row of its own gets the
   * genuine row of its base name, if there is one; that entry's {@link LedgerEntry#path()} then
   * differs.
   *
   * @param paths at most a few thousand
   */
  Map<RelativePath, LedgerEntry> find(Collection<RelativePath> paths) throws LedgerException;

  /** Writes all of these or, on an exception, none; on return they survive a power loss. */
  void record(List<? extends LedgerChange> changes) throws LedgerException;

  /** How many rows say that a copy was verified, adopted or marked. */
  long agreedCount() throws LedgerException;

  /**
   * How many of those the source should still have: all but the {@linkplain LedgerChange.Disposed
   * disposed of}.
   */
  long remainingCount() throws LedgerException;

  /**
   * Every row ordered by path, without holding them all in memory; {@code sink} must not call this
   * ledger.
   */
  void forEach(Consumer<LedgerEntry> sink) throws LedgerException;

  /** Transfers begun and not recorded: those of a run that was cut off. */
  List<Pending> pending() throws LedgerException;

  /**
   * The audit trail, oldest first: of one file, or of all; {@code sink} must not call this ledger.
   */
  void history(Optional<RelativePath> path, Consumer<LedgerChange.Transferred> sink)
      throws LedgerException;

  /** Looks for damage and returns what it found; empty if the ledger is sound. Reads all of it. */
  List<String> inspect() throws LedgerException;

  @Override
  void close() throws LedgerException;
}
