package org.oeleo.internal;

import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/** One path as both sides showed it. Immutable. */
record Pair(RelativePath path, View local, View external) {
  /** A path of which nothing was seen yet. */
  static Pair nowhere(RelativePath path) {
    return new Pair(path, new View.Absent(), new View.Absent());
  }

  View on(Side side) {
    return side == Side.LOCAL ? local : external;
  }

  /** The same with another view of one side. */
  Pair with(Side side, View view) {
    return side == Side.LOCAL ? new Pair(path, view, external) : new Pair(path, local, view);
  }
}
