package org.oeleo.internal;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.oeleo.spi.RelativePath;

/**
 * What has to be known of all names of a side together, to tell a file that is gone from one that
 * only cannot be seen. One thread at a time.
 */
final class SideNames {
  private final Optional<FoldedNames> folded;
  private final Set<RelativePath> hidden = new HashSet<>();

  private SideNames(Optional<FoldedNames> folded) {
    this.folded = folded;
  }

  /** Of sides that both tell letter cases apart. */
  static SideNames exact() {
    return new SideNames(Optional.empty());
  }

  /** Where one of the two sides does not. */
  static SideNames folded() {
    return new SideNames(Optional.of(new FoldedNames()));
  }

  void add(RelativePath path) {
    folded.ifPresent(names -> names.add(path));
  }

  /** A link, or a folder that was not entered: what is below it is not gone. */
  void hide(RelativePath path) {
    hidden.add(path);
  }

  /** Whether something is there that differs from this name in case only. */
  boolean holdsTwinOf(RelativePath path) {
    return folded.filter(names -> names.contains(path)).isPresent();
  }

  /** Whether it is below something into which nobody looked. */
  boolean hides(RelativePath path) {
    Optional<RelativePath> folder = path.parent();
    while (!hidden.isEmpty() && folder.isPresent()) {
      if (hidden.contains(folder.get())) {
        return true;
      }
      folder = folder.get().parent();
    }
    return false;
  }
}
