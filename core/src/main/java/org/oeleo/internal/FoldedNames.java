package org.oeleo.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.RelativePath;

/**
 * Paths as a store sees them that does not tell letter cases apart, in eight bytes each. One thread
 * at a time.
 */
final class FoldedNames {
  private final LongSet hashes = new LongSet();

  /** The path as such a store compares it. */
  static String fold(RelativePath path) {
    // Up and down again: letters of which there are three, such as the two small sigmas, meet.
    return Normalizer.normalize(path.toString(), Normalizer.Form.NFC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  void add(RelativePath path) {
    hashes.add(hash(fold(path)));
  }

  boolean contains(RelativePath path) {
    return !hashes.isEmpty() && hashes.contains(hash(fold(path)));
  }

  /** Eight bytes of a hash: two names that meet by chance are as good as impossible. */
  static long hash(String text) {
    byte[] sum = HashAlgorithm.MD5.newDigest().digest(text.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(sum).getLong();
  }
}
