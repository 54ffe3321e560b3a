package org.oeleo.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;

/** A hash the store names is the hash of the bytes it holds. */
public interface ChecksumContract extends ContractPart {
  /** Skips the check if the store names no hash. */
  private void assumeHashes() {
    Assumptions.assumeFalse(
        connector().capabilities().hashes().isEmpty(), "skipped: this connector names no hash");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 131_073, 2_097_153})
  default void every_promised_hash_is_that_of_the_bytes(int size) throws IOException {
    assumeHashes();
    byte[] bytes = SampleContent.noise(size);
    put("a.bin", bytes);

    for (HashAlgorithm algorithm : connector().capabilities().hashes()) {
      Checksum expected = Checksum.of(algorithm, new ByteArrayInputStream(bytes));
      assertThat(connector().checksum(RelativePath.of("a.bin"), algorithm)).contains(expected);
    }
  }

  @Test
  default void a_hash_of_what_is_not_there_says_so() {
    assumeHashes();

    for (HashAlgorithm algorithm : connector().capabilities().hashes()) {
      assertFails(
          Kind.NOT_FOUND, () -> connector().checksum(RelativePath.of("none.txt"), algorithm));
    }
  }

  @Test
  default void a_hash_follows_the_content() throws IOException {
    assumeHashes();
    HashAlgorithm algorithm = connector().capabilities().hashes().get(0);
    put("a.bin", "one");
    put("a.bin", "two");

    assertThat(connector().checksum(RelativePath.of("a.bin"), algorithm))
        .contains(Checksum.of(algorithm, new ByteArrayInputStream("two".getBytes(UTF_8))));
  }

  @Test
  default void a_bit_flipped_in_the_store_shows() throws IOException {
    byte[] bytes = SampleContent.noise(10_000);
    put("a.bin", bytes);
    byte[] flipped = bytes.clone();
    flipped[5_000] ^= 1;
    tamperWith("a.bin", flipped);

    assertThat(bytes("a.bin")).isEqualTo(flipped);
    for (HashAlgorithm algorithm : connector().capabilities().hashes()) {
      Checksum original = Checksum.of(algorithm, new ByteArrayInputStream(bytes));
      assertThat(connector().checksum(RelativePath.of("a.bin"), algorithm).orElseThrow())
          .isNotEqualTo(original);
    }
  }

  @Test
  default void a_file_cut_short_in_the_store_shows() throws IOException {
    put("a.bin", SampleContent.noise(10_000));
    tamperWith("a.bin", SampleContent.noise(9_000));

    assertThat(connector().stat(RelativePath.of("a.bin")).orElseThrow().size()).isEqualTo(9_000);
  }

  private void tamperWith(String path, byte[] bytes) throws IOException {
    Assumptions.assumeTrue(
        store().tamper(RelativePath.of(path), bytes),
        "skipped: the files of this store cannot be changed behind the connector's back");
  }
}
