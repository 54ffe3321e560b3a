package org.oeleo.spi;

import java.nio.file.Path;
import java.util.List;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;

/**
 * What a bookkeeper plugin offers, found by {@link java.util.ServiceLoader}. Safe for many threads.
 */
public interface BookkeeperProvider {
  /** As in {@code OELEO_BOOKKEEPER=sqlite}. */
  String name();

  /** Every setting it reads beside {@code OELEO_DB_NAME}. */
  List<Setting<?>> settings();

  /**
   * Opens the ledger called {@code name}; the caller closes it.
   *
   * @throws LedgerLockedException if {@code access} is RUN and another run has it open
   * @throws LedgerException if it is damaged, newer than this program, or where it must not be
   */
  Bookkeeper open(String name, Settings settings, Access access) throws LedgerException;

  /**
   * Where on this machine the ledger called {@code name} is kept, the ledger itself first, then its
   * companions and lock, so that no run takes them for files to be moved; none if it is kept
   * elsewhere.
   *
   * @throws LedgerException if {@code name} cannot be a ledger's
   */
  default List<Path> files(String name) throws LedgerException {
    return List.of();
  }

  /**
   * The paths of the files that another program has sent, as its own database says; nothing is
   * written anywhere.
   *
   * @throws LedgerException if {@code file} is not the database of a program that is known here
   */
  default List<String> sentByOther(Path file) throws LedgerException {
    throw new LedgerException("ledgers of the kind " + name() + " take over nothing from others");
  }

  /** What the ledger is opened for. */
  enum Access {
    /** A run: makes the ledger if there is none, and keeps other runs out until it is closed. */
    RUN,
    /**
     * A few changes by a person, also while a run has it open; makes the ledger if there is none.
     */
    EDIT,
    /** Reading only: writes nothing anywhere; a ledger that does not exist reads as empty. */
    READ
  }
}
