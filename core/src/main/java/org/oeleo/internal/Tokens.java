package org.oeleo.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.oeleo.spi.RelativePath;

/**
 * Resume tokens that connectors gave in this pass: the newest of each file for another try at it,
 * and those the ledger does not know yet. Safe for many threads.
 */
final class Tokens {
  private final Map<RelativePath, String> newest = new ConcurrentHashMap<>();
  private final Map<RelativePath, String> unrecorded = new ConcurrentHashMap<>();

  void keep(RelativePath path, String token) {
    newest.put(path, token);
    unrecorded.put(path, token);
  }

  Optional<String> of(RelativePath path) {
    return Optional.ofNullable(newest.get(path));
  }

  /** The file needs none any more in this pass. */
  void forget(RelativePath path) {
    newest.remove(path);
  }

  /** Those given since the last call. */
  Map<RelativePath, String> takeUnrecorded() {
    Map<RelativePath, String> taken = Map.copyOf(unrecorded);
    // Only the very value taken: a newer one may have come meanwhile.
    taken.forEach(unrecorded::remove);
    return taken;
  }
}
