package org.oeleo.spi;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What one open connector can do.
 *
 * @param flags the promises it makes
 * @param hashes which hashes {@link Connector#checksum} can name, strongest first; empty if none
 * @param timePrecision the step in which it keeps modified times, at least one nanosecond; zero if
 *     it keeps none of ours
 */
public record Capabilities(
    Set<Capability> flags, List<HashAlgorithm> hashes, Duration timePrecision) {
  /** Copies both collections. */
  public Capabilities {
    flags = Set.copyOf(flags);
    hashes = List.copyOf(hashes);
    if (timePrecision.isNegative()) {
      throw new IllegalArgumentException("negative time precision: " + timePrecision);
    }
  }

  /** Whether this is promised. */
  public boolean has(Capability capability) {
    return flags.contains(capability);
  }

  /** Whether the store can name this hash. */
  public boolean names(HashAlgorithm algorithm) {
    return hashes.contains(algorithm);
  }
}
