package org.oeleo.examples;

import org.junit.jupiter.api.Test;
import org.oeleo.testkit.Boundaries;

class BoundariesTest {
  @Test
  void the_examples_use_what_everybody_may() {
    Boundaries.check("org.oeleo");
  }
}
