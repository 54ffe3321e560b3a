package org.oeleo.internal;

import java.time.Instant;
import java.util.Optional;
import org.oeleo.spi.FileEntry;

/** What one side showed of a path when it was listed. Immutable. */
sealed interface View {
  /** A file. */
  record Present(FileEntry entry, Instant seen) implements View {}

  /** No file; the listing was complete. */
  record Absent() implements View {}

  /** Nobody can say, or it is not for this worker. */
  record Unseen() implements View {}

  /** The file, if there is one. */
  default Optional<Present> present() {
    return this instanceof Present file ? Optional.of(file) : Optional.empty();
  }
}
