package org.oeleo.internal;

import java.io.IOException;
import org.oeleo.spi.RelativePath;

/**
 * What the destination still takes. A transfer takes its room before its first byte, and says what
 * became of it. Safe for many threads.
 */
interface Room {
  /**
   * Takes the room for what is to be written to {@code place}.
   *
   * @throws org.oeleo.spi.ConnectorException NO_ROOM: this file does not fit, a smaller one may;
   *     NO_SPACE: none would
   */
  void take(RelativePath place, SourceContent content) throws IOException;

  /** Writing to {@code place} failed; a part may be left there. */
  default void failed(RelativePath place) {}

  /** How many bytes the file has that is about to be deleted or replaced, as far as it matters. */
  default long standing(RelativePath path) throws IOException {
    return 0;
  }

  /** What stood at {@code place} was deleted. */
  default void gone(RelativePath place, long bytes) {}

  /** What was written to {@code place} is whole, and has replaced so many bytes. */
  default void arrived(RelativePath place, long size, long replaced) {}
}
