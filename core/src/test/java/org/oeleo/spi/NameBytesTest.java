package org.oeleo.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oeleo.Sampled;

@Sampled
class NameBytesTest {
  private static final String Q = "\u201b";

  private static final List<byte[]> PIECES = List.of(
      "\u201b".getBytes(UTF_8),
      "\u201b".getBytes(UTF_8),
      new byte[] {(byte) 0xe2},
      new byte[] {(byte) 0x80},
      new byte[] {(byte) 0x9b},
      "0".getBytes(UTF_8),
      "A".getBytes(UTF_8),
      "F".getBytes(UTF_8),
      "\u00e9".getBytes(UTF_8),
      "\ud83d\ude00".getBytes(UTF_8),
      new byte[] {(byte) 0xff});

  @ParameterizedTest
  @CsvSource({
    "61,a",
    "c3a9,\u00e9",
    "f09f9880,\ud83d\ude00",
    "ff,QFF",
    "80,Q80",
    "61ff62,aQFFb",
    "c3,QC3",
    "c341,QC3A",
    "e4b841,QE4QB8A",
    "eda080,QEDQA0Q80",
    "c0af,QC0QAF",
    "f09f98,QF0Q9FQ98",
    "efbfbd,\ufffd",
    "e2809b,Q",
    "e2809be2809b,QQQ",
    "e2809bff,QQQFF",
    "e2809b4646,QQFF",
    "e2809b3746,Q7F",
    "e2809b4147,QAG",
    "e2809b6666,Qff",
    "e2809b20,'Q '"
  })
  void bytes_read_as_text_and_text_as_the_same_bytes(String hex, String shown) {
    byte[] raw = HexFormat.of().parseHex(hex);
    String text = shown.replace("Q", Q);

    assertThat(NameBytes.toText(raw)).isEqualTo(text);
    assertThat(NameBytes.toBytes(text)).isEqualTo(raw);
  }

  @Provide
  Arbitrary<byte[]> names() {
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofSize(1);
    return Arbitraries.oneOf(Arbitraries.of(PIECES), Arbitraries.of(PIECES), any)
        .list()
        .ofMaxSize(8)
        .map(NameBytesTest::joined)
        .withoutEdgeCases();
  }

  private static byte[] joined(List<byte[]> pieces) {
    byte[] all = new byte[0];
    for (byte[] piece : pieces) {
      int end = all.length;
      all = Arrays.copyOf(all, end + piece.length);
      System.arraycopy(piece, 0, all, end, piece.length);
    }
    return all;
  }

  @Property(tries = 10_000)
  void bytes_read_back_and_no_two_names_read_alike(
      @ForAll("names") byte[] one, @ForAll("names") byte[] other) {
    String text = NameBytes.toText(one);

    assertThat(NameBytes.toBytes(text)).isEqualTo(one);
    assertThat(text.equals(NameBytes.toText(other))).isEqualTo(Arrays.equals(one, other));
    assertThat(UTF_8.newEncoder().canEncode(text)).isTrue();
  }
}
