package org.oeleo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessedDateTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-20 11:55:46.551467,    2026-11-20T11:55:46.551467",
    "2026-11-20 11:55:46.000007,    2026-11-20T11:55:46.000007",
    "2026-11-20 11:55:46.551,       2026-11-20T11:55:46.551",
    "2026-11-20 11:55:46.5,         2026-11-20T11:55:46.5",
    "2026-11-20 11:55:46,           2026-11-20T11:55:46",
    "2026-11-20 11:55,              2026-11-20T11:55",
    "2026-11-20,                    2026-11-20T00:00",
    "2024-02-29,                    2024-02-29T00:00",
    "2026-11-20T11:55:46.551467,    2026-11-20T11:55:46.551467",
    "2026-11-20T11:55:46.123456789, 2026-11-20T11:55:46.123456789",
    "' 2026-11-20 11:55:46 ',       2026-11-20T11:55:46",
  })
  void reads_what_the_original_and_others_write(String text, LocalDateTime time) {
    assertThat(ProcessedDate.read(text)).contains(time);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20 11:55:46+00:00,       2026-11-20T11:55:46Z",
    "2026-11-20T11:55:46.5Z,          2026-11-20T11:55:46.5Z",
    "2026-07-20 11:55:46.123456+0530, 2026-07-20T11:55:46.123456+05:30",
  })
  void a_zone_is_converted_to_local_time(String text, OffsetDateTime time) {
    assertThat(ProcessedDate.read(text))
        .contains(time.atZoneSameInstant(ZoneId.systemDefault()).toLocalDateTime());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "20.11.2026", "2026-02-30", "2026-11-20 25:00:00", "1732100000"})
  void anything_else_is_nothing(String text) {
    assertThat(ProcessedDate.read(text)).isEmpty();
  }

  @Test
  void writes_what_the_original_reads_as_a_date() {
    assertThat(ProcessedDate.write(LocalDateTime.parse("2026-01-02T03:04:05.123456789")))
        .isEqualTo("2026-01-02 03:04:05.123456");
    assertThat(ProcessedDate.write(LocalDateTime.parse("2026-01-02T03:04:05")))
        .isEqualTo("2026-01-02 03:04:05.000000");
  }
}
