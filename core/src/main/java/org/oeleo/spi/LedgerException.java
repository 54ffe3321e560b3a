package org.oeleo.spi;

import java.io.IOException;

/** The ledger cannot be used; the run ends. The message says what to do. */
public class LedgerException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A failure without a deeper cause. */
  public LedgerException(String message) {
    super(message);
  }

  /** A failure with its cause. */
  public LedgerException(String message, Throwable cause) {
    super(message, cause);
  }
}
