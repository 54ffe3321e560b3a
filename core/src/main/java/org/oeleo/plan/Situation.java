package org.oeleo.plan;

import org.oeleo.spi.Code;

/**
 * All that a mode may look at to decide about one path.
 *
 * @param local what is known of the local side
 * @param external what is known of the external side
 * @param code what the ledger row asks for
 * @param quarantined whether this very version of the file has failed too often of late
 * @param rivals how both contents compare, where that was found out
 */
public record Situation(
    State local, State external, Code code, boolean quarantined, Rivals rivals) {
  /** A situation in which nobody has compared the contents. */
  public Situation(State local, State external, Code code, boolean quarantined) {
    this(local, external, code, quarantined, Rivals.UNSEEN);
  }

  /** The same, with the contents compared. */
  public Situation with(Rivals comparison) {
    return new Situation(local, external, code, quarantined, comparison);
  }

  /** The same with the sides swapped. */
  Situation mirrored() {
    return new Situation(
        /* local= */ external, /* external= */ local, code, quarantined, rivals.mirrored());
  }
}
