package org.oeleo.sharepoint;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.HashAlgorithm;

/**
 * The hash by which SharePoint knows content: every byte is XORed into a ring of 160 bits, 11 bits
 * further than the one before; in the end the length is XORed into the last 64 bits. No protection
 * against forgery. See Microsoft, "QuickXorHash Algorithm".
 *
 * <p>Bytes 160 places apart meet in the same bits, so they are summed up there first and put into
 * the ring once, in the end.
 */
final class QuickXorHash extends MessageDigest {
  /** As SharePoint names it. */
  static final HashAlgorithm ALGORITHM = HashAlgorithm.of("QuickXorHash", QuickXorHash::new);

  private static final int BITS = 160;
  private static final int BYTES = BITS / 8;
  private static final int STEP = 11;

  private final byte[] places = new byte[BITS];
  private int place;
  private long length;

  QuickXorHash() {
    super("QuickXorHash");
  }

  /** The value that Graph gives in Base64; empty if it gives something else. */
  static Optional<Checksum> checksum(String base64) {
    try {
      byte[] value = Base64.getDecoder().decode(base64);
      return value.length == BYTES
          ? Optional.of(new Checksum(ALGORITHM, HexFormat.of().formatHex(value)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  protected int engineGetDigestLength() {
    return BYTES;
  }

  @Override
  protected void engineUpdate(byte input) {
    engineUpdate(new byte[] {input}, 0, 1);
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int count) {
    length += count;
    int at = offset;
    int end = offset + count;
    while (at < end) {
      int run = Math.min(end - at, BITS - place);
      add(input, at, run);
      at += run;
      place = (place + run) % BITS;
    }
  }

  /** A plain loop, of which the JIT makes vector instructions. */
  private void add(byte[] input, int from, int run) {
    int first = place;
    for (int i = 0; i < run; i++) {
      places[first + i] ^= input[from + i];
    }
  }

  @Override
  protected byte[] engineDigest() {
    byte[] ring = new byte[BYTES];
    for (int i = 0; i < BITS; i++) {
      put(ring, places[i] & 0xff, i * STEP % BITS);
    }
    for (int i = 0; i < Long.BYTES; i++) {
      ring[BYTES - Long.BYTES + i] ^= (byte) (length >>> (8 * i));
    }
    engineReset();
    return ring;
  }

  /** Bits count from the lowest of the first byte on; behind the last comes the first again. */
  private static void put(byte[] ring, int value, int bit) {
    int shifted = value << (bit % 8);
    ring[bit / 8] ^= (byte) shifted;
    ring[(bit / 8 + 1) % BYTES] ^= (byte) (shifted >>> 8);
  }

  @Override
  protected void engineReset() {
    Arrays.fill(places, (byte) 0);
    place = 0;
    length = 0;
  }
}
