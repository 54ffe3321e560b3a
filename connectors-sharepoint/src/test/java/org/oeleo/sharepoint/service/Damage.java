package org.oeleo.sharepoint.service;

import java.util.Arrays;

/** What happens to bytes on their way to the disk. Immutable. */
interface Damage {
  Damage NONE = bytes -> bytes;

  byte[] done(byte[] bytes);

  /** One bit of the byte in the middle is another. */
  static Damage flippedBit() {
    return bytes -> {
      byte[] damaged = bytes.clone();
      if (damaged.length > 0) {
        damaged[damaged.length / 2] ^= 1;
      }
      return damaged;
    };
  }

  static Damage cutTo(int length) {
    return bytes -> Arrays.copyOf(bytes, Math.min(length, bytes.length));
  }

  default Damage and(Damage more) {
    return bytes -> more.done(done(bytes));
  }
}
