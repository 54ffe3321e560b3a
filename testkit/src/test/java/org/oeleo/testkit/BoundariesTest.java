package org.oeleo.testkit;

import org.junit.jupiter.api.Test;

class BoundariesTest {
  @Test
  void nothing_below_the_command_line_writes_to_the_console() {
    Boundaries.check("org.oeleo");
  }
}
