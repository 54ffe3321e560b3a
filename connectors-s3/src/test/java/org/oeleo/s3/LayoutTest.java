package org.oeleo.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;

class LayoutTest {
  private static final long MIB = 1024 * 1024;

  @ParameterizedTest
  @CsvSource({
    "8388608, 8388608, 1, 8388608",
    "8388609, 8388608, 2, 1",
    "83886080000, 8388608, 10000, 8388608",
    "83886080001, 9437184, 8889, 8388609",
    "5497558138880, 550502400, 9987, 241172480"
  })
  void the_parts_of_a_file_are_as_few_as_s3_takes(long size, long part, int count, long last) {
    Layout layout = Layout.of(size, 8 * MIB);

    assertThat(layout.part()).isEqualTo(part);
    assertThat(layout.count()).isEqualTo(count).isLessThanOrEqualTo(10_000);
    assertThat(layout.length(count)).isEqualTo(last);
    assertThat((count - 1) * layout.length(1) + last).isEqualTo(size);
  }

  @Test
  void parts_that_do_not_fit_into_the_memory_are_refused_before_anything_is_sent() {
    Buffers buffers = new Buffers(16 * MIB);
    Layout layout = Layout.of(5L << 40, 8 * MIB);

    ConnectorException failure =
        catchThrowableOfType(ConnectorException.class, () -> layout.requireRoom(buffers));

    assertThat(failure.kind()).isEqualTo(Kind.NO_ROOM);
    assertThat(failure).hasMessageContaining("OELEO_SEND_MEMORY");
  }
}
