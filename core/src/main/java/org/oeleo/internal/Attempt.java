package org.oeleo.internal;

import java.time.Instant;

/**
 * One try at a file.
 *
 * @param candidate the file
 * @param number 1 for the first
 * @param begun when the first began
 */
record Attempt(Candidate candidate, int number, Instant begun) {
  boolean isFirst() {
    return number == 1;
  }

  Attempt next() {
    return new Attempt(candidate, number + 1, begun);
  }
}
