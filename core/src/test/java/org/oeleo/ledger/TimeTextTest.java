package org.oeleo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private final Random random = new Random(3);

  private Instant anyTime() {
    long span = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond()
        - Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    long second = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond()
        + (long) (random.nextDouble() * span);
    int[] steps = {1_000_000_000, 1_000_000, 1_000, 1};
    int step = steps[random.nextInt(steps.length)];
    return Instant.ofEpochSecond(second, random.nextInt(1_000_000_000) / step * (long) step);
  }

  @Test
  void what_is_written_is_what_java_writes_and_reads_back() {
    for (int i = 0; i < 20_000; i++) {
      Instant time = anyTime();
      LocalDateTime local = LocalDateTime.ofInstant(time, ZoneOffset.UTC);

      assertThat(TimeText.write(time)).isEqualTo(time.toString());
      assertThat(TimeText.instant(time.toString())).contains(time);
      assertThat(TimeText.writeMicros(local)).contains(MICROS.format(local));
      assertThat(TimeText.local(MICROS.format(local)))
          .contains(local.truncatedTo(ChronoUnit.MICROS));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-11-20T18:12Z",
        "2026-11-20 18:12:59Z",
        "2026-11-20T18:12:59",
        "2026-13-20T18:12:59Z",
        "2026-02-30T18:12:59Z",
        "2026-11-20T24:00:00Z",
        "2026-11-20T18:12:60Z",
        "2026-11-20T18:12:59.Z",
        "2026-11-20T18:12:59.1234567890Z",
        "2026-11-20T18:12:59,5Z",
        "2026-11-20T18:12:5xZ",
        "+10000-11-20T18:12:59Z",
        "-001-11-20T18:12:59Z"
      })
  void another_shape_is_left_to_java(String text) {
    assertThat(TimeText.instant(text)).isEmpty();
  }

  @Test
  void years_beyond_four_digits_are_written_by_java() {
    assertThat(TimeText.write(Instant.MAX)).isEqualTo(Instant.MAX.toString());
    assertThat(TimeText.write(Instant.MIN)).isEqualTo(Instant.MIN.toString());
    assertThat(TimeText.writeMicros(LocalDateTime.MAX)).isEmpty();
  }
}
