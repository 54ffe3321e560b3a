package org.oeleo.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.oeleo.spi.RelativePath;

/**
 * Files of which only the case of a letter was changed: names that are to be deleted on a side, and
 * those that come there and differ in nothing else. Filled by one thread; then safe for many.
 */
final class LetterCase {
  static final String REASON =
      "differs from another file only in the case of its letters, which one of the sides does not"
          + " tell apart: rename one of them";

  private final FoldedNames going = new FoldedNames();
  private final Map<String, RelativePath> coming = new HashMap<>();

  /** A name that is to be deleted. */
  void goes(RelativePath path) {
    going.add(path);
  }

  /** A name that comes; after all that go. */
  void comes(RelativePath path) {
    if (going.contains(path)) {
      coming.put(FoldedNames.fold(path), path);
    }
  }

  /** The name that comes in the place of this one. */
  Optional<RelativePath> of(RelativePath path) {
    return coming.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(coming.get(FoldedNames.fold(path)));
  }
}
