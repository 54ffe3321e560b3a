package org.oeleo.spi;

import java.util.Optional;

/**
 * A transfer that has been begun and not yet recorded.
 *
 * @param path of the source file
 * @param aside the temporary name at the destination
 * @param token the connector's resume token, if it gave one; may hold a secret
 */
public record Pending(RelativePath path, RelativePath aside, Optional<String> token) {
  /** Leaves the token out. */
  @Override
  public String toString() {
    return "Pending[" + path + ", " + aside + "]";
  }
}
