package org.oeleo.event;

import org.oeleo.spi.Side;

/**
 * What happened to a file on one side, and was carried over to the other.
 *
 * @param operation what it was
 * @param side where it happened
 */
public record SideChange(Operation operation, Side side) {
  /** What can happen to a file. */
  public enum Operation {
    ADDED,
    MODIFIED,
    DELETED
  }
}
