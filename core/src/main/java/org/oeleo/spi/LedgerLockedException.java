package org.oeleo.spi;

/** Another run is using the ledger. */
public class LedgerLockedException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** The message names the ledger and, if known, the process. */
  public LedgerLockedException(String message) {
    super(message);
  }
}
