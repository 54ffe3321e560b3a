package org.oeleo.settings;

import org.oeleo.spi.Side;

/** Uses what its package may not. */
public final class Trespasser {
  private static int count;

  private Trespasser() {}

  /** The wrong direction. */
  public static String side() {
    count++;
    return Side.LOCAL.name() + count;
  }
}
