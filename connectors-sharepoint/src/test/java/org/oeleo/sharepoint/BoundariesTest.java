package org.oeleo.sharepoint;

import org.junit.jupiter.api.Test;
import org.oeleo.testkit.Boundaries;

class BoundariesTest {
  @Test
  void this_connector_uses_only_what_it_may() {
    Boundaries.check("org.oeleo.sharepoint");
  }
}
