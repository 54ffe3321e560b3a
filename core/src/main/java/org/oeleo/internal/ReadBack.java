package org.oeleo.internal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.oeleo.spi.HashAlgorithm;

/**
 * What a file that is read back is compared by: CRC-32 and CRC-32C of it at once, 64 bits. They
 * find every damage of up to 64 bits in a row and miss any other once in 2^64 times, and the JVM
 * computes both many times as fast as SHA-256 (see docs/adr/0012). Never in a ledger: whoever
 * forges files forges these as well.
 */
final class ReadBack extends MessageDigest {
  static final HashAlgorithm ALGORITHM = HashAlgorithm.of("CRC-32+CRC-32C", ReadBack::new);

  private final Checksum ieee = new CRC32();
  private final Checksum castagnoli = new CRC32C();

  private ReadBack() {
    super("CRC-32+CRC-32C");
  }

  @Override
  protected void engineUpdate(byte input) {
    ieee.update(input);
    castagnoli.update(input);
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int length) {
    ieee.update(input, offset, length);
    castagnoli.update(input, offset, length);
  }

  @Override
  protected byte[] engineDigest() {
    byte[] sum = ByteBuffer.allocate(8)
        .putInt((int) ieee.getValue())
        .putInt((int) castagnoli.getValue())
        .array();
    engineReset();
    return sum;
  }

  @Override
  protected void engineReset() {
    ieee.reset();
    castagnoli.reset();
  }
}
