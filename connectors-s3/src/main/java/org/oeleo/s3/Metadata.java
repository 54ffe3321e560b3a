package org.oeleo.s3;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.oeleo.spi.Checksum;

/** What is kept beside an object, for people and other programs. */
final class Metadata {
  /** The original modified time, in the form of rclone: seconds since 1970 with fractions. */
  static final String MODIFIED = "mtime";

  /** The SHA-256 of the content, hexadecimal, where it was known before it was sent. */
  static final String SHA256 = "sha256";

  /** A random text by which we know an upload in parts as ours after it has been completed. */
  static final String UPLOAD = "oeleo-upload";

  private Metadata() {}

  static Map<String, String> whole(Instant modified, Checksum sha256) {
    return Map.of(MODIFIED, seconds(modified), SHA256, sha256.value());
  }

  static Map<String, String> inParts(Instant modified, String id) {
    return Map.of(MODIFIED, seconds(modified), UPLOAD, id);
  }

  private static String seconds(Instant time) {
    return BigDecimal.valueOf(time.getEpochSecond())
        .add(BigDecimal.valueOf(time.getNano(), 9))
        .toPlainString();
  }
}
