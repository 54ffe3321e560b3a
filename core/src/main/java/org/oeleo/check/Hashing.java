package org.oeleo.check;

import java.io.IOException;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.HashAlgorithm;

/** Computes the hash of the file in question, when a checker finds that it must be known. */
@FunctionalInterface
public interface Hashing {
  /** Reads the whole file. */
  Checksum of(HashAlgorithm algorithm) throws IOException;
}
