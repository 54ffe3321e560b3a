package org.oeleo.spi;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A hash of content.
 *
 * @param algorithm how it was computed
 * @param value its value as text, lower-case hexadecimal where the algorithm has no form of its own
 */
public record Checksum(HashAlgorithm algorithm, String value) {
  /** Refuses an empty value. */
  public Checksum {
    value = value.strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("empty " + algorithm + " checksum");
    }
  }

  /** The finished digest as a checksum; the digest is reset by this. */
  public static Checksum of(HashAlgorithm algorithm, MessageDigest digest) {
    return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
  }

  /** Reads to the end of {@code in}, which the caller closes. */
  public static Checksum of(HashAlgorithm algorithm, InputStream in) throws IOException {
    MessageDigest digest = algorithm.newDigest();
    byte[] buffer = new byte[128 * 1024];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      digest.update(buffer, 0, n);
    }
    return of(algorithm, digest);
  }

  /** Whether both sum up the same content: same algorithm, same value regardless of letter case. */
  public boolean matches(Checksum other) {
    return algorithm.equals(other.algorithm)
        && value.toLowerCase(Locale.ROOT).equals(other.value.toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return algorithm + ":" + value;
  }
}
