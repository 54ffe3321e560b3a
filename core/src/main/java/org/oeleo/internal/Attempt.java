package org.oeleo.internal;

import java.time.Instant;
import java.util.Optional;
import org.oeleo.spi.Kind;

/**
 * One try at a file.
 *
 * @param candidate the file
 * @param number 1 for the first
 * @param begun when the first began
 * @param failure how the one before failed
 */
record Attempt(Candidate candidate, int number, Instant begun, Optional<Kind> failure) {
  static Attempt first(Candidate candidate, Instant begun) {
    return new Attempt(candidate, 1, begun, Optional.empty());
  }

  boolean isFirst() {
    return number == 1;
  }

  /** Whether an earlier try may have left something worth continuing. */
  boolean mayContinue() {
    return failure.filter(kind -> kind != Kind.CORRUPTED).isPresent();
  }

  Attempt next(Kind lastFailure) {
    return new Attempt(candidate, number + 1, begun, Optional.of(lastFailure));
  }
}
