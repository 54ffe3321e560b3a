package org.oeleo.internal;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.oeleo.plan.Naming;
import org.oeleo.spi.RelativePath;

/**
 * Sources that would land on one target. Found by going through all names before the first byte
 * moves, in eight bytes a name: a second walk over those whose hashes meet tells who they are. One
 * thread at a time.
 */
final class Collisions {
  /** Goes through the paths of all sources, the same ones at each call. */
  @FunctionalInterface
  interface Walk {
    void over(Consumer<RelativePath> sink) throws IOException;
  }

  private final Naming naming;
  private final boolean foldsCase;
  private final LongSet suspects = new LongSet();
  private final LongSet claimed = new LongSet();
  private final Map<String, RelativePath> first = new HashMap<>();
  private final Map<RelativePath, RelativePath> rivals = new HashMap<>();

  private Collisions(Naming naming, boolean foldsCase) {
    this.naming = naming;
    this.foldsCase = foldsCase;
  }

  static Collisions find(Walk walk, Naming naming, boolean foldsCase) throws IOException {
    Collisions collisions = new Collisions(naming, foldsCase);
    LongSet seen = new LongSet();
    walk.over(source -> {
      long hash = collisions.hash(source);
      if (!seen.add(hash)) {
        collisions.suspects.add(hash);
      }
    });
    if (!collisions.suspects.isEmpty()) {
      walk.over(collisions::name);
      collisions.first.clear();
    }
    return collisions;
  }

  private void name(RelativePath source) {
    if (!suspects.contains(hash(source))) {
      return;
    }
    RelativePath other = first.putIfAbsent(key(source), source);
    if (other != null && !other.equals(source)) {
      rivals.put(source, other);
      rivals.putIfAbsent(other, source);
    }
  }

  /**
   * Another source with the same target; to be asked once for each source of a pass. A file that
   * came only after the names were gone through finds its target claimed.
   */
  Optional<String> rival(RelativePath source) {
    RelativePath known = rivals.get(source);
    if (known != null) {
      return Optional.of(known.toString());
    }
    return claimed.add(hash(source))
        ? Optional.empty()
        : Optional.of("a file that has just appeared");
  }

  private String key(RelativePath source) {
    RelativePath target = naming.target(source);
    return foldsCase ? FoldedNames.fold(target) : target.toString();
  }

  private long hash(RelativePath source) {
    return FoldedNames.hash(key(source));
  }
}
