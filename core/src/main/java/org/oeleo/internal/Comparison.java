package org.oeleo.internal;

import java.io.IOException;
import java.util.Optional;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Connector;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.RelativePath;

/**
 * Compares a source file with what is at its target, by content and without a transfer. Safe for
 * many threads.
 */
record Comparison(Ends ends, Hasher hasher, HashAlgorithm preferred) {
  /** Which hash of the destination's files can be had without their bytes; empty if none. */
  Optional<HashAlgorithm> cheap() {
    Connector destination = ends.destination();
    return Hasher.isCheap(destination, preferred)
        ? Optional.of(preferred)
        : destination.capabilities().hashes().stream().findFirst();
  }

  /**
   * The checksum of both if they hold the same; empty if they differ. Both are read, if sizes are
   * equal.
   */
  Optional<Checksum> sameContent(Candidate candidate, FileEntry there, HashAlgorithm algorithm)
      throws IOException {
    return sameContent(candidate.entry(), there, algorithm);
  }

  /** The same of a file of the source and one of the destination. */
  Optional<Checksum> sameContent(FileEntry here, FileEntry there, HashAlgorithm algorithm)
      throws IOException {
    if (there.size() != here.size()) {
      return Optional.empty();
    }
    Checksum at = atDestination(there.path(), algorithm);
    Checksum from = atSource(here.path(), at.algorithm());
    return from.matches(at) ? Optional.of(recorded(here.path(), from)) : Optional.empty();
  }

  /** The ledger keeps no hash that only this destination can name. */
  private Checksum recorded(RelativePath path, Checksum known) throws IOException {
    return known.algorithm().equals(preferred)
        ? known
        : SideException.on(ends.sourceSide(), () -> hasher.read(ends.source(), path, preferred));
  }

  /** The hash of a source file. */
  Checksum atSource(RelativePath path, HashAlgorithm algorithm) throws IOException {
    return SideException.on(ends.sourceSide(), () -> hasher.hash(ends.source(), path, algorithm));
  }

  /** The hash of what is at the target. */
  Checksum atDestination(RelativePath target, HashAlgorithm algorithm) throws IOException {
    return SideException.on(
        ends.destinationSide(), () -> hasher.hash(ends.destination(), target, algorithm));
  }
}
