package org.oeleo.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.zip.CRC32C;
import org.oeleo.spi.HashAlgorithm;

/** CRC-32C as a digest of four bytes, the highest first, as S3 writes it. One thread at a time. */
final class Crc32cDigest extends MessageDigest {
  /** As the store names it. */
  static final HashAlgorithm ALGORITHM = HashAlgorithm.of("CRC32C", Crc32cDigest::new);

  private final CRC32C sum = new CRC32C();

  Crc32cDigest() {
    super("CRC32C");
  }

  @Override
  protected void engineUpdate(byte input) {
    sum.update(input);
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int length) {
    sum.update(input, offset, length);
  }

  @Override
  protected int engineGetDigestLength() {
    return Integer.BYTES;
  }

  @Override
  protected byte[] engineDigest() {
    byte[] value =
        ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array();
    sum.reset();
    return value;
  }

  @Override
  protected void engineReset() {
    sum.reset();
  }
}
