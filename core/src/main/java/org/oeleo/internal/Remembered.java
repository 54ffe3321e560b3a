package org.oeleo.internal;

import java.util.Optional;
import org.oeleo.check.Checker;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.Side;

/** What a row says of one side. */
final class Remembered {
  private Remembered() {}

  /** What was agreed on; empty if the row knows of no agreement. */
  static Optional<Checker.Memory> of(LedgerEntry row, Side side, Connector store) {
    if (row.proof().isEmpty() && row.checksum().isEmpty()) {
      return Optional.empty();
    }
    Checker.Trust trust = store.capabilities().has(Capability.CONTENT_TAGS)
        ? Checker.Trust.TAGS
        : Checker.Trust.TIMES;
    return Optional.of(new Checker.Memory(row.on(side), row.checksum(), trust));
  }
}
