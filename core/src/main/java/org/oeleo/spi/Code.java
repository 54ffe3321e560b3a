package org.oeleo.spi;

/** What a ledger row asks for; the numbers and their meaning are those of the original oeleo. */
public enum Code {
  /** Copy, changed or not. */
  COPY(0),
  /** Copy if changed. */
  COPY_IF_CHANGED(1),
  /** Never copy: locked. */
  LOCKED(2);

  private final int number;

  Code(int number) {
    this.number = number;
  }

  /** The number in the column {@code code}. */
  public int number() {
    return number;
  }

  /**
   * The meaning of a number: 0 forces, 2 and above lock (as the original does), anything else is
   * {@link #COPY_IF_CHANGED}.
   */
  public static Code of(int number) {
    return number == 0 ? COPY : number >= 2 ? LOCKED : COPY_IF_CHANGED;
  }
}
