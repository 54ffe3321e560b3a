package org.oeleo.documents;

import org.junit.jupiter.api.Test;
import org.oeleo.testkit.Boundaries;

class BoundariesTest {
  @Test
  void documents_use_only_what_they_may() {
    Boundaries.check("org.oeleo.documents");
  }
}
