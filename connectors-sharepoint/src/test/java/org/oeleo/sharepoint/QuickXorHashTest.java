package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.Checksum;
import org.oeleo.testkit.SampleContent;

/** The hash, against the one of the service for tests, which was written by somebody else. */
class QuickXorHashTest extends InLibrary {
  private static String hash(byte[] bytes) {
    return Base64.getEncoder().encodeToString(new QuickXorHash().digest(bytes));
  }

  private String hashOfService(byte[] bytes) {
    put("a.bin", bytes);
    return library.stored(ROOT + "/a.bin").hash();
  }

  @Test
  void every_small_size_agrees_with_the_service() {
    for (int size = 0; size <= 400; size++) {
      byte[] bytes = SampleContent.noise(size);
      assertThat(hash(bytes)).as("%d bytes", size).isEqualTo(hashOfService(bytes));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {(1 << 20) - 1, 1 << 20, (1 << 20) + 1})
  void large_sizes_agree_with_the_service(int size) {
    byte[] bytes = SampleContent.noise(size);

    assertThat(hash(bytes)).isEqualTo(hashOfService(bytes));
  }

  /** The first two: rclone, backend/onedrive/quickxorhash; the third: the definition by hand. */
  @ParameterizedTest
  @CsvSource({
    "'', AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "hello world, aCgDG9jwBhDc4Q1yawMZAAAAAAA=",
    "J, SgAAAAAAAAAAAAAAAQAAAAAAAAA=",
  })
  void what_was_published_comes_out(String text, String expected) {
    assertThat(hash(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
  }

  @Property(tries = 300)
  void it_does_not_matter_in_which_pieces_bytes_come(
      @ForAll @IntRange(max = 5_000) int size,
      @ForAll @Size(max = 60) List<@IntRange(max = 400) Integer> pieces) {
    byte[] bytes = SampleContent.noise(size);
    QuickXorHash digest = new QuickXorHash();
    int at = 0;
    for (int piece : pieces) {
      int count = Math.min(piece, size - at);
      digest.update(bytes, at, count);
      at += count;
    }
    for (; at < Math.min(size, at + 300); at++) {
      digest.update(bytes[at]);
    }
    digest.update(Arrays.copyOfRange(bytes, at, size));

    assertThat(digest.digest()).isEqualTo(new QuickXorHash().digest(bytes));
  }

  @Test
  void a_digest_can_be_used_again_and_thrown_away() {
    QuickXorHash digest = new QuickXorHash();
    byte[] bytes = SampleContent.noise(333);
    byte[] first = digest.digest(bytes);
    digest.update(bytes, 0, 7);
    digest.reset();

    assertThat(digest.digest(bytes)).isEqualTo(first).hasSize(digest.getDigestLength());
  }

  @Test
  void the_text_of_graph_is_read_as_a_checksum() {
    byte[] bytes = SampleContent.noise(500);

    assertThat(QuickXorHash.checksum(hashOfService(bytes)))
        .contains(Checksum.of(QuickXorHash.ALGORITHM, digestOf(bytes)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no Base64!", "AAAA"})
  void what_is_no_hash_is_none(String text) {
    assertThat(QuickXorHash.checksum(text)).isEmpty();
  }

  private static QuickXorHash digestOf(byte[] bytes) {
    QuickXorHash digest = new QuickXorHash();
    digest.update(bytes);
    return digest;
  }
}
