package org.oeleo.s3.access;

/** Whether a store knows the checksums that S3 has had since 2022. */
public enum Checksums {
  /** It does: {@code x-amz-checksum-…} is sent, compared and kept. */
  WHEN_SUPPORTED,
  /** It may refuse them: only what every store of this kind knows is sent. */
  WHEN_REQUIRED
}
