package org.oeleo.internal;

import org.oeleo.plan.Planner;
import org.oeleo.spi.BookkeeperProvider.Access;

/**
 * What kind of pass it is.
 *
 * @param planner decides about each file
 * @param access what the ledger is opened for
 * @param reach what it needs of the destination
 * @param task what is done with each file
 */
record Mode(Planner planner, Access access, Reach reach, Task task) {
  /** What a pass needs of the destination. */
  enum Reach {
    /** Nothing: it is not asked. */
    NONE,
    /** Its files are read. */
    READ,
    /** Files are written there; a missing root is made before the first. */
    WRITE
  }

  /** What is done with each file. */
  enum Task {
    COPY,
    PLAN,
    CHECK,
    MARK
  }

  /** Whether a worker that goes both ways does so in this kind of pass too. */
  boolean followsTwoWay() {
    return task == Task.COPY || task == Task.PLAN;
  }

  boolean isReadOnly() {
    return access == Access.READ;
  }
}
