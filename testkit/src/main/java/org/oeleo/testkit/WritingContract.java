package org.oeleo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;

/** What was written is there, whole, or the write failed. */
public interface WritingContract extends ContractPart {
  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 1, 32_767, 32_768, 32_769, 131_071, 131_072, 131_073, 2_097_151, 2_097_152, 2_097_153
      })
  default void what_was_written_is_read_again(int size) throws IOException {
    byte[] bytes = SampleContent.noise(size);

    FileEntry written = put("a.bin", bytes);

    assertThat(written.size()).isEqualTo(size);
    assertThat(bytes("a.bin")).isEqualTo(bytes);
  }

  @Test
  default void a_write_returns_what_a_lookup_finds() throws IOException {
    FileEntry written = put("a/b.bin", SampleContent.noise(1000));

    assertThat(connector().stat(RelativePath.of("a/b.bin"))).contains(written);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 100_000})
  default void a_file_that_is_there_is_replaced(int size) throws IOException {
    put("a.bin", SampleContent.noise(50_000));
    byte[] bytes = SampleContent.noise(size);

    put("a.bin", bytes);

    assertThat(bytes("a.bin")).isEqualTo(bytes);
  }

  @Test
  default void a_file_written_twice_is_one_file() throws IOException {
    put("a/b.txt", "same");
    put("a/b.txt", "same");

    assertThat(paths()).containsExactly("a/b.txt");
  }

  @Test
  default void the_modified_time_is_kept_in_the_promised_precision() throws IOException {
    assumePromise(Capability.SET_MODIFIED);
    Duration precision = connector().capabilities().timePrecision();

    FileEntry written = put("a.txt", "a");

    assertThat(precision).isPositive();
    assertThat(Duration.between(written.modified(), SampleContent.MODIFIED).abs())
        .isLessThan(precision.plusNanos(1));
  }

  @Test
  default void the_same_time_written_twice_reads_the_same() throws IOException {
    assumePromise(Capability.SET_MODIFIED);

    assertThat(put("a.txt", "a").modified()).isEqualTo(put("b.txt", "b").modified());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 99_999})
  default void a_source_that_fails_fails_the_write_with_its_own_kind(int at) {
    byte[] bytes = SampleContent.noise(100_000);
    SampleContent failing = SampleContent.of(bytes).failingAt(at);

    assertFails(Kind.REJECTED, () -> connector().write(RelativePath.of("a.bin"), failing));
    assertThat(failing.stillOpen()).isZero();
  }

  @Test
  default void with_atomic_writes_a_failed_write_leaves_the_old_file_whole() throws IOException {
    assumePromise(Capability.ATOMIC_WRITE);
    put("a.bin", "old");
    SampleContent failing = SampleContent.of(SampleContent.noise(100_000)).failingAt(70_000);

    assertThatThrownBy(() -> connector().write(RelativePath.of("a.bin"), failing))
        .isInstanceOf(IOException.class);

    assertThat(bytes("a.bin")).asString().isEqualTo("old");
    assertThat(paths()).containsExactly("a.bin");
  }

  @Test
  default void a_source_shorter_than_it_says_fails_the_write() {
    SampleContent shorter = SampleContent.of(SampleContent.noise(50_000)).declaring(100_000);

    assertThatThrownBy(() -> connector().write(RelativePath.of("a.bin"), shorter))
        .isInstanceOf(ConnectorException.class);
    assertThat(shorter.stillOpen()).isZero();
  }

  @Test
  default void a_source_longer_than_it_says_fails_the_write() {
    SampleContent longer = SampleContent.of(SampleContent.noise(100_000)).declaring(50_000);

    assertThatThrownBy(() -> connector().write(RelativePath.of("a.bin"), longer))
        .isInstanceOf(ConnectorException.class);
    assertThat(longer.stillOpen()).isZero();
  }

  @Test
  default void every_stream_of_the_source_is_closed() throws IOException {
    SampleContent content = SampleContent.of(SampleContent.noise(100_000));

    connector().write(RelativePath.of("a.bin"), content);

    assertThat(content.opened()).isNotEmpty();
    assertThat(content.stillOpen()).isZero();
  }

  @Test
  default void eight_threads_make_the_same_new_folders_at_once() throws IOException {
    List<Callable<FileEntry>> writers = IntStream.range(0, 8)
        .<Callable<FileEntry>>mapToObj(i -> () -> put("a/b/c/d/e/f" + i, "f" + i))
        .toList();

    together(writers);

    assertThat(paths()).hasSize(8);
  }

  @Test
  default void different_files_written_at_once_are_all_whole() throws IOException {
    together(IntStream.range(0, 8)
        .<Callable<FileEntry>>mapToObj(i -> () -> put("f" + i, SampleContent.noise(300_000 + i)))
        .toList());

    for (int i = 0; i < 8; i++) {
      assertThat(bytes("f" + i)).isEqualTo(SampleContent.noise(300_000 + i));
    }
  }

  @Test
  default void a_missing_root_is_not_made_by_a_write() throws IOException {
    try (Connector lost = store().openMissing()) {
      assertFails(
          Kind.UNREACHABLE, () -> lost.write(RelativePath.of("a/b"), SampleContent.of("x")));
      assertFails(Kind.UNREACHABLE, lost::ping);
    }
  }
}
