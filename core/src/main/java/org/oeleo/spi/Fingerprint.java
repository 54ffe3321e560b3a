package org.oeleo.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a store listed a file when both sides last agreed on its content.
 *
 * @param size in bytes
 * @param modified its modified time, in the store's precision
 * @param tag the store's tag, if it has one
 * @param seen when, by this machine's clock, the store was asked
 */
public record Fingerprint(long size, Instant modified, Optional<String> tag, Instant seen) {
  /**
   * How much younger than its look a file must not be for its time to be trusted: coarser than any
   * clock tick of a file system (FAT: 2 s), so that an edit in the same tick cannot hide.
   */
  private static final Duration RACY = Duration.ofSeconds(2);

  /** The entry as it was at {@code seen}. */
  public static Fingerprint of(FileEntry entry, Instant seen) {
    return new Fingerprint(entry.size(), entry.modified(), entry.tag(), seen);
  }

  /** Whether the store lists the very same version now: size, time and tag. */
  public boolean matches(FileEntry now) {
    return size == now.size() && modified.equals(now.modified()) && tag.equals(now.tag());
  }

  /** Whether a match proves that nothing changed: the file was at rest when it was looked at. */
  public boolean isReliable() {
    return modified.isBefore(seen.minus(RACY));
  }
}
