package org.oeleo.testkit;

import java.util.List;
import org.oeleo.spi.RelativePath;

/**
 * One call of a connector.
 *
 * @param operation what was asked
 * @param paths of which files, in the order of the parameters; of a move the old and the new name
 */
public record Call(Operation operation, List<RelativePath> paths) {
  /** Copies the paths. */
  public Call {
    paths = List.copyOf(paths);
  }
}
