package org.oeleo.plan;

import org.oeleo.spi.Code;

/**
 * All that a mode may look at to decide about one path.
 *
 * @param local what is known of the local side
 * @param external what is known of the external side
 * @param code what the ledger row asks for
 * @param quarantined whether this very version of the file has failed too often of late
 */
public record Situation(State local, State external, Code code, boolean quarantined) {
  /** The same with the sides swapped. */
  Situation mirrored() {
    return new Situation(/* local= */ external, /* external= */ local, code, quarantined);
  }
}
