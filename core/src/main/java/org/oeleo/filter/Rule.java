package org.oeleo.filter;

import java.util.Optional;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

/** One condition that a file must meet. Immutable. */
@FunctionalInterface
interface Rule {
  /** Why the file does not meet it: {@code is smaller than 1K}; empty if it does. */
  Optional<String> whyNot(FileEntry file);

  /** Whether any file below {@code folder} could meet it. */
  default boolean enters(RelativePath folder) {
    return true;
  }
}
