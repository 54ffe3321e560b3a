package org.oeleo.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

class DatedTest {
  private static final DatePattern DAYS = DatePattern.parse("^.*%Y%m%d.*$");

  private static Filter at(String now, Dated.Unit unit, ZoneId zone) {
    Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    return Filter.everything().dated(new Dated(DAYS, unit, zone, Duration.ofHours(1), clock));
  }

  private static FileEntry file(String path) {
    return FileEntry.of(RelativePath.of(path), 1, Instant.EPOCH);
  }

  @ParameterizedTest
  @CsvSource({
    "UTC,               2024-01-02T00:59:59Z, 2024-01-02T01:00:00Z, 20240101",
    "Europe/Oslo,       2024-01-01T23:59:59Z, 2024-01-02T00:00:00Z, 20240101",
    "America/New_York,  2024-01-02T05:59:59Z, 2024-01-02T06:00:00Z, 20240101",
    // A day of 23 hours, and one of 25: 01:00 is one hour after midnight, however long it was.
    "Europe/Oslo,       2024-03-31T22:59:59Z, 2024-03-31T23:00:00Z, 20240331",
    "Europe/Oslo,       2024-10-27T23:59:59Z, 2024-10-28T00:00:00Z, 20241027",
    // The day before the one on which the clocks move at 02:00 ends as ever.
    "Europe/Oslo,       2024-03-30T23:59:59Z, 2024-03-31T00:00:00Z, 20240330",
    // Where clocks go from 24:00 to 01:00, the next day begins with its second hour.
    "America/Sao_Paulo, 2018-11-04T03:59:59Z, 2018-11-04T04:00:00Z, 20181103",
    // And where they go from 24:00 back to 23:00, the day has two last hours.
    "America/Sao_Paulo, 2018-02-18T03:59:59Z, 2018-02-18T04:00:00Z, 20180217",
    // Samoa had no 30 December 2011: the 29th ended where the 31st began.
    "Pacific/Apia,      2011-12-30T10:59:59Z, 2011-12-30T11:00:00Z, 20111229",
  })
  void a_day_is_over_an_hour_after_its_end(ZoneId zone, String before, String due, String name) {
    assertThat(at(before, Dated.Unit.FILE, zone).accepts(file(name))).isFalse();
    assertThat(at(due, Dated.Unit.FILE, zone).accepts(file(name))).isTrue();
  }

  @Test
  void past_days_are_taken_and_the_present_and_future_ones_are_not() {
    Filter filter = at("2024-06-15T12:00:00Z", Dated.Unit.FILE, ZoneOffset.UTC);
    LocalDate today = LocalDate.of(2024, 6, 15);
    for (int days = 1; days <= 10; days++) {
      assertThat(filter.accepts(file(name(today.minusDays(days))))).isTrue();
      assertThat(filter.accepts(file(name(today.plusDays(days))))).isFalse();
    }
    assertThat(filter.accepts(file(name(today)))).isFalse();
    assertThat(filter.whyNot(file(name(today))))
        .hasValueSatisfying(
            why -> assertThat(why).contains("is of 2024-06-15 and waits until 2024-06-16T01:00Z"));
  }

  private static String name(LocalDate day) {
    return day.toString().replace("-", "") + ".txt";
  }

  @Test
  void a_folder_goes_with_everything_in_it() {
    Filter filter = at("2024-06-15T12:00:00Z", Dated.Unit.FOLDER, ZoneOffset.UTC);

    assertThat(filter.accepts(file("20240101/a.txt"))).isTrue();
    assertThat(filter.accepts(file("20240101/20991231/b.txt"))).isTrue();
    assertThat(filter.accepts(file("20240615/a.txt"))).isFalse();
    assertThat(filter.accepts(file("20240101"))).isFalse();
    assertThat(filter.accepts(file("other/20240101/a.txt"))).isFalse();
    assertThat(filter.enters(RelativePath.of("20240101"))).isTrue();
    assertThat(filter.enters(RelativePath.of("20240101/sub"))).isTrue();
    assertThat(filter.enters(RelativePath.of("20240615"))).isFalse();
    assertThat(filter.enters(RelativePath.of("other"))).isFalse();
  }

  @Test
  void what_is_in_doubt_is_told_of_once_for_a_folder() {
    Dated folders =
        at("2024-06-15T12:00:00Z", Dated.Unit.FOLDER, ZoneOffset.UTC).dated().orElseThrow();
    assertThat(folders.doubtOfFolder(RelativePath.of("20240230"))).isPresent();
    assertThat(folders.doubtOf(RelativePath.of("20240230/a"))).isPresent();
    assertThat(folders.doubtOf(RelativePath.of("20240230"))).as("a file").isEmpty();
    assertThat(folders.doubtOfFolder(RelativePath.of("20240615"))).isEmpty();

    Dated files =
        at("2024-06-15T12:00:00Z", Dated.Unit.FILE, ZoneOffset.UTC).dated().orElseThrow();
    assertThat(files.doubtOf(RelativePath.of("20240101-20240102.txt")))
        .hasValueSatisfying(why ->
            assertThat(why).contains("2024-01-01 or 2024-01-02", "OELEO_DATED=^.*%Y%m%d.*$"));
    assertThat(files.doubtOfFolder(RelativePath.of("20240230"))).isEmpty();
  }

  @Test
  void is_set_up_by_settings() throws SettingsException {
    Clock clock = Clock.fixed(Instant.parse("2024-01-02T05:30:00Z"), ZoneOffset.UTC);
    Map<String, String> given = Map.of(
        "OELEO_DATED", "%Y%m%d*",
        "OELEO_DATED_UNIT", "folder",
        "OELEO_DATED_ZONE", "America/New_York",
        "OELEO_DATED_DELAY", "30m");

    Filter filter = Filter.from(Settings.of(given), clock);

    assertThat(filter.accepts(file("20240101-x/a"))).isTrue();
    assertThat(filter.accepts(file("20240102-x/a"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OELEO_DATED=2024,OELEO_DATED must be a pattern with",
        "OELEO_DATED_ZONE=Mars,OELEO_DATED_ZONE must be a time zone",
        "OELEO_DATED_UNIT=folder,OELEO_DATED_UNIT is of no use without OELEO_DATED",
        "OELEO_DATED_DELAY=2h,OELEO_DATED_DELAY is of no use without OELEO_DATED",
      })
  void bad_settings_are_refused(String row) {
    String[] parts = row.split("[=,]", 3);
    assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
            SettingsException.class,
            () -> Filter.from(Settings.of(Map.of(parts[0], parts[1])), Clock.systemUTC())))
        .hasMessageContaining(parts[2]);
  }

  @Test
  void what_is_kept_elsewhere_in_the_source_is_no_file_of_it() {
    Filter filter = Filter.everything().outside(RelativePath.of("archive/old"));
    assertThat(filter.accepts(file("archive/old/a"))).isFalse();
    assertThat(filter.accepts(file("Archive/OLD/a"))).isFalse();
    assertThat(filter.accepts(file("archive/older"))).isTrue();
    assertThat(filter.enters(RelativePath.of("archive"))).isTrue();
    assertThat(filter.enters(RelativePath.of("archive/old"))).isFalse();
  }
}
