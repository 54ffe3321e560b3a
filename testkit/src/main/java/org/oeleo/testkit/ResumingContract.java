package org.oeleo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.RelativePath;

/** A write that was broken off is continued or begun again, and always ends in the right bytes. */
public interface ResumingContract extends ContractPart {
  /** Breaks a write off before byte {@code at}. */
  private void breakOff(SampleContent content, int at) {
    SampleContent failing = content.failingAt(at);
    assertThat(catchThrowable(() -> connector().write(RelativePath.of("a.bin"), failing)))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 131_072, 150_000, 299_999})
  default void a_broken_off_write_is_continued_to_the_right_bytes(int at) throws IOException {
    byte[] bytes = SampleContent.noise(300_000);
    SampleContent content = SampleContent.of(bytes);
    breakOff(content, at);

    connector().write(RelativePath.of("a.bin"), content.continuing());

    assertThat(bytes("a.bin")).isEqualTo(bytes);
    assertThat(paths()).containsExactly("a.bin");
  }

  @Test
  default void a_broken_off_write_is_continued_by_another_connector() throws IOException {
    byte[] bytes = SampleContent.noise(300_000);
    SampleContent content = SampleContent.of(bytes);
    breakOff(content, 200_000);
    connector().close();

    try (Connector next = store().open()) {
      next.write(RelativePath.of("a.bin"), content.continuing());
      try (var in = next.read(RelativePath.of("a.bin"), 0)) {
        assertThat(in.readAllBytes()).isEqualTo(bytes);
      }
    }
  }

  @Test
  default void a_whole_file_that_is_continued_stays_as_it_is() throws IOException {
    byte[] bytes = SampleContent.noise(100_000);
    put("a.bin", bytes);

    connector().write(RelativePath.of("a.bin"), SampleContent.of(bytes).continuing());

    assertThat(bytes("a.bin")).isEqualTo(bytes);
  }

  @Test
  default void continuing_where_nothing_is_writes_the_whole() throws IOException {
    byte[] bytes = SampleContent.noise(100_000);

    connector().write(RelativePath.of("a.bin"), SampleContent.of(bytes).continuing());

    assertThat(bytes("a.bin")).isEqualTo(bytes);
  }

  @Test
  default void a_leftover_longer_than_the_content_is_replaced() throws IOException {
    byte[] bytes = SampleContent.noise(100_000);
    put("a.bin", SampleContent.noise(150_000));

    connector().write(RelativePath.of("a.bin"), SampleContent.of(bytes).continuing());

    assertThat(bytes("a.bin")).isEqualTo(bytes);
  }

  @Test
  default void a_part_of_something_else_is_never_continued() throws IOException {
    byte[] bytes = SampleContent.noise(300_000);
    breakOff(SampleContent.of(SampleContent.noise(299_999)), 150_000);

    connector().write(RelativePath.of("a.bin"), SampleContent.of(bytes));

    assertThat(bytes("a.bin")).isEqualTo(bytes);
  }

  @Test
  default void without_the_promise_everything_is_sent_again() throws IOException {
    assumeNoPromise(Capability.RESUME);
    SampleContent content = SampleContent.of(SampleContent.noise(300_000));
    breakOff(content, 200_000);

    SampleContent again = content.continuing();
    connector().write(RelativePath.of("a.bin"), again);

    assertThat(again.opened()).containsOnly(0L);
    assertThat(bytes("a.bin")).isEqualTo(SampleContent.noise(300_000));
  }
}
