package org.oeleo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.Connector;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;

/** Reading gives the bytes that are there. */
public interface ReadingContract extends ContractPart {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 99_999, 100_000})
  default void reading_starts_at_the_offset(int offset) throws IOException {
    byte[] bytes = SampleContent.noise(100_000);
    put("a.bin", bytes);

    assertThat(bytes("a.bin", offset)).isEqualTo(Arrays.copyOfRange(bytes, offset, bytes.length));
  }

  @Test
  default void there_is_nothing_past_the_end() throws IOException {
    put("a.bin", SampleContent.noise(100));

    assertThat(bytes("a.bin", 101)).isEmpty();
    assertThat(bytes("a.bin", 1L << 40)).isEmpty();
  }

  @Test
  default void an_empty_file_is_read_as_empty() throws IOException {
    put("a.bin", new byte[0]);

    assertThat(bytes("a.bin")).isEmpty();
  }

  @Test
  default void reading_what_is_not_there_says_so() throws IOException {
    put("a/b.txt", "b");

    assertFails(Kind.NOT_FOUND, () -> bytes("none.txt"));
    assertFails(Kind.NOT_FOUND, () -> bytes("none/none.txt"));
    assertFails(Kind.NOT_FOUND, () -> bytes("a/b.txt/none.txt"));
    assertFails(Kind.NOT_FOUND, () -> bytes("a"));
  }

  @Test
  default void reading_below_a_missing_root_is_unreachable() throws IOException {
    try (Connector lost = store().openMissing()) {
      assertFails(Kind.UNREACHABLE, () -> lost.read(RelativePath.of("a.txt"), 0).close());
    }
  }

  @Test
  default void a_stream_closed_early_harms_nobody() throws IOException {
    byte[] bytes = SampleContent.noise(1_000_000);
    put("a.bin", bytes);

    try (InputStream in = connector().read(RelativePath.of("a.bin"), 0)) {
      assertThat(in.readNBytes(10)).hasSize(10);
    }

    assertThat(bytes("a.bin")).isEqualTo(bytes);
  }

  @Test
  default void several_threads_read_the_same_file() throws IOException {
    byte[] bytes = SampleContent.noise(1_000_000);
    put("a.bin", bytes);

    List<byte[]> copies = together(IntStream.range(0, 8)
        .<Callable<byte[]>>mapToObj(i -> () -> bytes("a.bin"))
        .toList());

    assertThat(copies).allSatisfy(copy -> assertThat(copy).isEqualTo(bytes));
  }

  @Test
  default void a_thousand_broken_off_reads_leave_nothing_open() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    Assumptions.assumeTrue(
        Files.isDirectory(descriptors), "skipped: only Linux shows what is open");
    put("a.bin", SampleContent.noise(100_000));
    breakOffReads(10);
    long before = count(descriptors);

    breakOffReads(1_000);

    assertThat(count(descriptors)).isLessThan(before + 50);
  }

  private void breakOffReads(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      try (InputStream in = connector().read(RelativePath.of("a.bin"), i % 2)) {
        assertThat(in.read()).isNotNegative();
      }
    }
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    }
  }
}
