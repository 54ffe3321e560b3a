package org.oeleo.s3;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.oeleo.s3.access.Checksums;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * The hash that goes with bytes on their way, with which the store compares what it received.
 * CRC-32C, or MD5 where the store knows nothing newer. Immutable.
 */
record Seal(Checksums known, String sum) {
  /** A digest of the kind that {@link #of} takes. */
  static MessageDigest digest(Checksums known) {
    return switch (known) {
      case WHEN_SUPPORTED -> Crc32cDigest.ALGORITHM.newDigest();
      case WHEN_REQUIRED -> HashAlgorithm.MD5.newDigest();
    };
  }

  static Seal of(Checksums known, MessageDigest digest) {
    return new Seal(known, Base64.getEncoder().encodeToString(digest.digest()));
  }

  static Seal of(Checksums known, Buffer buffer) {
    MessageDigest digest = digest(known);
    buffer.addTo(digest);
    return of(known, digest);
  }

  void putOn(PutObjectRequest.Builder request) {
    switch (known) {
      case WHEN_SUPPORTED -> request.checksumCRC32C(sum);
      case WHEN_REQUIRED -> request.contentMD5(sum);
    }
  }

  void putOn(UploadPartRequest.Builder request) {
    switch (known) {
      case WHEN_SUPPORTED -> request.checksumCRC32C(sum);
      case WHEN_REQUIRED -> request.contentMD5(sum);
    }
  }

  /**
   * Makes sure that the store has compared, as a newer one says by repeating the checksum; an older
   * one, which has to compare MD5, is silent.
   *
   * @throws ConnectorException CORRUPTED if it says something else, REJECTED if nothing
   */
  void requireEcho(@Nullable String crc32c) throws ConnectorException {
    if (known == Checksums.WHEN_REQUIRED) {
      return;
    }
    if (crc32c == null) {
      throw new ConnectorException(
          Kind.REJECTED,
          "the store does not say what it received, as one would that knows the newer checksums:"
              + " set OELEO_CHECKSUMS=when_required");
    }
    if (!crc32c.equals(sum)) {
      throw new ConnectorException(
          Kind.CORRUPTED, "the store received CRC32C " + crc32c + " instead of " + sum);
    }
  }

  /**
   * Whether a part that the store lists has this content for certain. Without newer checksums its
   * ETag may be its MD5; if it is something else, nothing is known.
   */
  boolean isThatOf(@Nullable String crc32c, @Nullable String etag) {
    return switch (known) {
      case WHEN_SUPPORTED -> sum.equals(crc32c);
      case WHEN_REQUIRED -> Entries.tag(etag).equals(Optional.of(hex()));
    };
  }

  private String hex() {
    return HexFormat.of().formatHex(Base64.getDecoder().decode(sum));
  }
}
