package org.oeleo.sharepoint;

import org.oeleo.spi.Content;
import org.oeleo.spi.Expectation;

/**
 * Where a file goes. Immutable.
 *
 * @param folderId of the folder
 * @param name under which it is kept there
 * @param conflict what happens if something is there
 */
record Target(String folderId, String name, Conflict conflict) {
  /** What SharePoint does if something is there; always said, because defaults differ. */
  enum Conflict {
    /** Its content is replaced; the old one becomes a version, where the library keeps them. */
    REPLACE("replace"),
    /** It stays, and nothing is written. */
    FAIL("fail");

    private final String word;

    Conflict(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    static Conflict of(Content content) {
      return content.expects() instanceof Expectation.Nothing ? FAIL : REPLACE;
    }
  }
}
