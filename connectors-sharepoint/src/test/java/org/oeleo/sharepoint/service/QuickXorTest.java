package org.oeleo.sharepoint.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the definition, and against values that others have published. */
class QuickXorTest {
  private static final int BITS = 160;

  /** The published definition, step by step: rotate, xor, reverse, xor the length. */
  private static String defined(byte[] bytes) {
    BigInteger all = BigInteger.ONE.shiftLeft(BITS).subtract(BigInteger.ONE);
    BigInteger block = BigInteger.ZERO;
    for (int i = 0; i < bytes.length; i++) {
      int turn = i * 11 % BITS;
      BigInteger part = BigInteger.valueOf(bytes[i] & 0xFF);
      block = block.xor(part.shiftLeft(turn).or(part.shiftRight(BITS - turn)).and(all));
    }
    byte[] value = new byte[BITS / 8];
    for (int i = 0; i < value.length; i++) {
      value[i] = block.shiftRight(8 * i).byteValue();
    }
    for (int i = 0; i < 8; i++) {
      value[12 + i] ^= (byte) ((long) bytes.length >> (8 * i));
    }
    return Base64.getEncoder().encodeToString(value);
  }

  @Test
  void it_is_what_the_definition_says() {
    Random random = new Random(1);
    for (int length = 0; length < 700; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);

      assertThat(QuickXor.of(bytes)).as("%d bytes", length).isEqualTo(defined(bytes));
    }
  }

  @Test
  void it_is_what_others_have_published() {
    byte[] bytes = "hello world".getBytes(StandardCharsets.US_ASCII);

    assertThat(QuickXor.of(bytes)).isEqualTo("aCgDG9jwBhDc4Q1yawMZAAAAAAA=");
    assertThat(QuickXor.of(new byte[0])).isEqualTo("AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
  }

  @Test
  void parts_make_the_same_as_the_whole() {
    byte[] bytes = "hello world".getBytes(StandardCharsets.US_ASCII);
    QuickXor sum = new QuickXor();
    sum.update(bytes, 0, 4);
    QuickXor copy = sum.copy();
    sum.update(bytes, 0, 11);
    copy.update(bytes, 4, 7);

    assertThat(copy.value()).isEqualTo(QuickXor.of(bytes));
  }
}
