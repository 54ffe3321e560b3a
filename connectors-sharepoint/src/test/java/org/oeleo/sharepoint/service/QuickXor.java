package org.oeleo.sharepoint.service;

import java.util.Base64;

/**
 * The sum that SharePoint keeps of a file: bytes xored into 160 bits, each 11 bits further than the
 * one before, then the length. One thread at a time. See <a
 * href="https://learn.microsoft.com/onedrive/developer/code-snippets/quickxorhash">QuickXorHash</a>.
 */
final class QuickXor {
  private static final int BITS = 160;
  private static final int SHIFT = 11;

  private final byte[] block = new byte[BITS / 8];
  private long length;

  QuickXor copy() {
    QuickXor copy = new QuickXor();
    System.arraycopy(block, 0, copy.block, 0, block.length);
    copy.length = length;
    return copy;
  }

  void update(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      int bit = (int) (length % BITS * SHIFT % BITS);
      int spread = (bytes[i] & 0xFF) << (bit % 8);
      block[bit / 8] ^= (byte) spread;
      block[(bit / 8 + 1) % block.length] ^= (byte) (spread >> 8);
      length++;
    }
  }

  /** In Base64, as the service shows it. */
  String value() {
    byte[] value = block.clone();
    for (int i = 0; i < Long.BYTES; i++) {
      value[value.length - Long.BYTES + i] ^= (byte) (length >> (8 * i));
    }
    return Base64.getEncoder().encodeToString(value);
  }

  static String of(byte[] bytes) {
    QuickXor sum = new QuickXor();
    sum.update(bytes, 0, bytes.length);
    return sum.value();
  }
}
