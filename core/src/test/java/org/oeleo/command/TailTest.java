package org.oeleo.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TailTest {
  private final Tail tail = new Tail();

  private void take(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    tail.take(bytes, bytes.length);
  }

  @Test
  void what_fits_is_kept_line_by_line() {
    take("one\ntw");
    take("o\r\n\n\u001b[31mthree");

    assertThat(tail.lines()).containsExactly("one", "two", "\\u001B[31mthree");
    assertThat(tail.lastWords()).isEqualTo("one | two | \\u001B[31mthree");
    assertThat(tail.dropped()).isZero();
  }

  @Test
  void of_more_the_last_is_kept() {
    for (int i = 0; i < 100_000; i++) {
      take("line " + i + "\n");
    }

    assertThat(tail.lines()).endsWith("line 99998", "line 99999");
    assertThat(String.join("\n", tail.lines()).length()).isLessThanOrEqualTo(Tail.MOST);
    assertThat(tail.dropped()).isGreaterThan(800_000);
  }

  @Test
  void one_piece_larger_than_all_that_is_kept_leaves_its_end() {
    take("x".repeat(3 * Tail.MOST + 7) + "\nend");

    assertThat(tail.lines()).last().isEqualTo("end");
    assertThat(tail.lastWords()).endsWith("xxx... | end").hasSizeLessThan(300);
  }

  @Test
  void nothing_printed_is_nothing_said() {
    assertThat(tail.lastWords()).isEmpty();
  }
}
