package org.oeleo.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.oeleo.Mutations;
import org.oeleo.Sampled;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;

/** What holds for every name: any bytes, any text. */
@Sampled
class NameCodingPropertiesTest {
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

  private final NameCoding coding = NameCoding.ofThisMachine();

  @Provide
  Arbitrary<byte[]> names() {
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofSize(1);
    return Arbitraries.oneOf(Arbitraries.of(PIECES), Arbitraries.of(PIECES), any)
        .list()
        .ofMaxSize(8)
        .map(NameCodingPropertiesTest::joined)
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
    String text = NameCoding.textOf(one);

    assertThat(NameCoding.bytesOf(text)).isEqualTo(one);
    assertThat(text.equals(NameCoding.textOf(other))).isEqualTo(Arrays.equals(one, other));
    assertThat(UTF_8.newEncoder().canEncode(text)).isTrue();
  }

  @Property(tries = 3_000)
  void any_text_is_the_name_of_one_file_or_is_refused(@ForAll("texts") String text) {
    try {
      Path name = coding.encode(text);
      assertThat(name.getNameCount()).isOne();
      assertThat(coding.decode(name)).isEqualTo(text);
    } catch (ConnectorException e) {
      assertThat(e.kind()).isEqualTo(Kind.INVALID_NAME);
      assertThat(e.getMessage()).doesNotContain("\n");
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Mutations.of(List.of("run_01.csv", "\u00e5 b", "a%41", "\u201bFFx", "\ufffd", "a:b"))
        .filter(NameCodingPropertiesTest::isOneName);
  }

  private static boolean isOneName(String text) {
    try {
      return RelativePath.parse(text).depth() == 1;
    } catch (ConnectorException e) {
      return false;
    }
  }

  @Property(tries = 3_000)
  void any_root_is_an_absolute_path_or_is_refused(@ForAll("roots") String text) {
    try {
      assertThat(RootPath.parse(text)).isAbsolute();
    } catch (ConnectorException e) {
      assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(e.getMessage()).doesNotContain("\n", "\0").endsWith("is not the path of a folder");
    }
  }

  @Provide
  Arbitrary<String> roots() {
    return Mutations.of(List.of(
        "/srv/lab",
        "file:///data/my runs",
        "local:/x/../y",
        "~/data",
        "data",
        "file:/a%20b",
        "file://host/share",
        "local:///%FF",
        "//host/share",
        "C:\\data",
        "sftp://u:p@h/x"));
  }
}
