package org.oeleo;

import java.util.Optional;
import org.oeleo.plan.Conflict;
import org.oeleo.plan.Planner;
import org.oeleo.spi.Side;

/**
 * How two sides are kept alike. Immutable.
 *
 * @param conflict who wins where both have changed
 * @param loser what becomes of the other one
 * @param readOnly the side on which nothing is ever written, if there is one
 * @param maxDelete how many deletions one pass may carry over
 */
public record TwoWay(Conflict conflict, Loser loser, Optional<Side> readOnly, MaxDelete maxDelete) {
  /** What becomes of the file that loses. */
  public enum Loser {
    /** It stays, on both sides, under a name that tells where and when it was changed. */
    KEEP,
    /** It is replaced. */
    DISCARD
  }

  /** The younger file wins, the other one is kept; both sides are written. */
  public static TwoWay standard() {
    return new TwoWay(Conflict.NEWER, Loser.KEEP, Optional.empty(), MaxDelete.standard());
  }

  /** The same with another rule for conflicts. */
  public TwoWay on(Conflict rule) {
    return new TwoWay(rule, loser, readOnly, maxDelete);
  }

  /** The same with another fate for the loser. */
  public TwoWay with(Loser fate) {
    return new TwoWay(conflict, fate, readOnly, maxDelete);
  }

  /** The same, never writing on this side. */
  public TwoWay sparing(Side side) {
    return new TwoWay(conflict, loser, Optional.of(side), maxDelete);
  }

  /** The same with another limit. */
  public TwoWay with(MaxDelete limit) {
    return new TwoWay(conflict, loser, readOnly, limit);
  }

  /** The mode itself. */
  public Planner planner() {
    Planner planner = Planner.twoWay(conflict);
    return readOnly.map(side -> Planner.sparing(side, planner)).orElse(planner);
  }
}
