package org.oeleo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;

class TimetableTest {
  private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

  @ParameterizedTest
  @CsvSource({
    "10M, 10485760",
    "512k, 524288",
    "1.5G, 1610612736",
    "100B, 100",
    "off, 0",
    "OFF, 0",
    "0, 0",
    "0K, 0",
    "0.1B, 1",
    "999999999999999G, 9223372036854775807",
    "' 1K ', 1024"
  })
  void one_rate_holds_always(String text, long rate) {
    assertThat(at(text, "2024-05-01T12:00")).isEqualTo(rate);
  }

  // 2024-05-01 is a Wednesday.
  @ParameterizedTest
  @CsvSource({
    "2024-05-01T00:00, 0", "2024-05-01T07:59:59, 0", "2024-05-01T08:00, 1024",
    "2024-05-01T18:59:59, 1024", "2024-05-01T19:00, 0", "2024-05-01T23:59, 0"
  })
  void an_entry_holds_until_the_next_and_over_midnight(String time, long rate) {
    assertThat(at("08:00,1K 19:00,off", time)).isEqualTo(rate);
    assertThat(at("19:00,off  08:00,1K", time)).isEqualTo(rate);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-06T07:59, 0", "2024-05-06T08:00, 1024", "2024-05-08T03:00, 1024",
    "2024-05-10T23:59, 1024", "2024-05-11T00:00, 0", "2024-05-12T23:59, 0"
  })
  void an_entry_of_one_day_holds_over_the_days_until_the_next(String time, long rate) {
    assertThat(at("Mon-08:00,1K Sat-00:00,off", time)).isEqualTo(rate);
    assertThat(at("saturday-0:00,off MONDAY-8:00,1K", time)).isEqualTo(rate);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-10T09:00, 1024",
    "2024-05-11T07:00, 0",
    "2024-05-11T09:00, 2048",
    "2024-05-11T20:00, 0",
    "2024-05-12T09:00, 1024"
  })
  void an_entry_for_one_day_goes_before_the_one_for_every_day(String time, long rate) {
    assertThat(at("Sat-08:00,2K 08:00,1K 19:00,off", time)).isEqualTo(rate);
  }

  @Test
  void a_single_entry_holds_the_whole_week() {
    assertThat(at("Wed-12:00,1K", "2024-05-01T11:00")).isEqualTo(1024);
    assertThat(at("Wed-12:00,1K", "2024-04-29T00:00")).isEqualTo(1024);
  }

  @ParameterizedTest
  @CsvSource({
    // spring: 02:00 becomes 03:00; autumn: 03:00 becomes 02:00
    "2024-03-31T00:59:59Z, 1024", "2024-03-31T01:00:00Z, 2048", "2024-10-27T00:29:59Z, 1024",
    "2024-10-27T00:30:00Z, 2048", "2024-10-27T01:00:00Z, 1024", "2024-10-27T01:30:00Z, 2048"
  })
  void only_the_clock_on_the_wall_counts_when_it_is_changed(String instant, long rate) {
    ZonedDateTime time = Instant.parse(instant).atZone(OSLO);

    assertThat(Timetable.parse("00:00,1K 02:30,2K").bytesPerSecondAt(time)).hasValue(rate);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "512             | '512' is no rate: a number with B, K, M or G behind it, or off",
        "fast            | 'fast' is no rate: a number with B, K, M or G behind it, or off",
        "``              | '' is no rate: a number with B, K, M or G behind it, or off",
        "-1K             | '-1K' is no rate: a number with B, K, M or G behind it, or off",
        "10M:1M          | '10M:1M' is no rate: a number with B, K, M or G behind it, or off",
        "25:00,1M        | has the entry 25:00,1M, in which '25:00' is no time of day such as 08:00",
        "08:60,1M        | has the entry 08:60,1M, in which '08:60' is no time of day such as 08:00",
        "8,1M            | has the entry 8,1M, in which '8' is no time of day such as 08:00",
        "Mo-08:00,1M     | has the entry Mo-08:00,1M, in which 'Mo' is no day of the week",
        "Monx-08:00,1M   | has the entry Monx-08:00,1M, in which 'Monx' is no day of the week",
        "-08:00,1M       | has the entry -08:00,1M, in which '' is no day of the week",
        "08:00,1         | has the entry 08:00,1, in which '1' is no rate: a number with B, K, M or G behind it, or off",
        "08:00,1M off    | has the entry off, in which there is no comma between time and rate",
        "08:00,1M 8:00,off         | has two entries for 8:00",
        "Sat-08:00,1M sat-08:00,2M | has two entries for sat-08:00",
      })
  void what_is_no_timetable_is_refused(String text, String message) {
    assertThatThrownBy(() -> Timetable.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void it_can_be_the_value_of_a_setting() throws Exception {
    Setting<Timetable> setting = Setting.of(
            "BANDWIDTH", "How fast.", "a rate or a timetable of rates", Timetable::parse)
        .orElse(Timetable.unlimited());
    Timetable given = Timetable.parse("08:00,512k  19:00,off");

    assertThat(setting.printedFallback()).contains("off");
    assertThat(Settings.of(Map.of("OELEO_BANDWIDTH", setting.print(given))).get(setting))
        .isEqualTo(given)
        .hasSameHashCodeAs(given);
  }

  @Test
  void no_limit_is_no_number() {
    assertThat(Timetable.unlimited().bytesPerSecondAt(Instant.EPOCH.atZone(OSLO)))
        .isEqualTo(OptionalLong.empty());
  }

  private static long at(String timetable, String localTime) {
    return Timetable.parse(timetable)
        .bytesPerSecondAt(LocalDateTime.parse(localTime).atZone(OSLO))
        .orElse(0);
  }
}
