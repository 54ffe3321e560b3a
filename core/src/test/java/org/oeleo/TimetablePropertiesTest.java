package org.oeleo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Timetables against a slow reading of their rules: walk back in time to the last entry. */
@Sampled
class TimetablePropertiesTest {
  private static final List<String> ZONES =
      ZoneId.getAvailableZoneIds().stream().sorted().toList();

  record Entry(Optional<DayOfWeek> day, LocalTime time, int kilobytes) {
    String text() {
      String rate = kilobytes == 0 ? "off" : kilobytes + "K";
      return day.map(d -> d.name().substring(0, 3) + "-").orElse("") + time + "," + rate;
    }

    boolean beginsAt(LocalDateTime minute) {
      return time.equals(minute.toLocalTime())
          && day.map(d -> d == minute.getDayOfWeek()).orElse(true);
    }

    OptionalLong rate() {
      return kilobytes == 0 ? OptionalLong.empty() : OptionalLong.of(kilobytes * 1024L);
    }
  }

  @Provide
  Arbitrary<List<Entry>> entries() {
    Arbitrary<LocalTime> time = Combinators.combine(
            Arbitraries.integers().between(0, 23), Arbitraries.of(0, 1, 30, 59))
        .as(LocalTime::of);
    return Combinators.combine(
            Arbitraries.of(DayOfWeek.class).optional(0.5),
            time,
            Arbitraries.integers().between(0, 99))
        .as(Entry::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .uniqueElements(entry -> entry.day() + " " + entry.time())
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<ZonedDateTime> moments() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 4_000_000_000L), Arbitraries.of(ZONES))
        .as((second, zone) -> Instant.ofEpochSecond(second).atZone(ZoneId.of(zone)))
        .withoutEdgeCases();
  }

  private static Timetable timetable(List<Entry> entries) {
    return Timetable.parse(entries.stream().map(Entry::text).collect(Collectors.joining(" ")));
  }

  private static OptionalLong slowly(List<Entry> entries, LocalDateTime time) {
    LocalDateTime minute = time.truncatedTo(ChronoUnit.MINUTES);
    while (true) {
      LocalDateTime at = minute;
      List<Entry> now = entries.stream().filter(entry -> entry.beginsAt(at)).toList();
      if (!now.isEmpty()) {
        return now.stream()
            .filter(entry -> entry.day().isPresent())
            .findFirst()
            .orElse(now.get(0))
            .rate();
      }
      minute = minute.minusMinutes(1);
    }
  }

  @Property(tries = 500)
  void the_last_entry_that_began_holds_in_every_zone(
      @ForAll("entries") List<Entry> entries, @ForAll("moments") ZonedDateTime time) {
    assertThat(timetable(entries).bytesPerSecondAt(time))
        .isEqualTo(slowly(entries, time.toLocalDateTime()));
  }

  @Property
  void only_the_clock_on_the_wall_counts(
      @ForAll("entries") List<Entry> entries, @ForAll("moments") ZonedDateTime time) {
    Timetable timetable = timetable(entries);

    assertThat(timetable.bytesPerSecondAt(time))
        .isEqualTo(timetable.bytesPerSecondAt(time.toLocalDateTime().atZone(ZoneOffset.UTC)))
        .isEqualTo(
            timetable.bytesPerSecondAt(time.toLocalDateTime().plusWeeks(1).atZone(ZoneOffset.UTC)));
  }

  @Property
  void it_reads_back_and_the_order_of_its_entries_does_not_matter(
      @ForAll("entries") List<Entry> entries) {
    Timetable timetable = timetable(entries);
    List<Entry> turned = new ArrayList<>(entries);
    Collections.reverse(turned);

    assertThat(Timetable.parse(timetable.toString())).isEqualTo(timetable);
    assertThat(timetable(turned)).isEqualTo(timetable).hasSameHashCodeAs(timetable);
  }

  @Property(tries = 3_000)
  void any_text_is_a_timetable_or_is_refused_with_a_reason(@ForAll("texts") String text) {
    try {
      Timetable timetable = Timetable.parse(text);
      assertThat(Timetable.parse(timetable.toString())).isEqualTo(timetable);
      assertThat(
              timetable.bytesPerSecondAt(Instant.EPOCH.atZone(ZoneOffset.UTC)).orElse(1))
          .isPositive();
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).matches("(?s)(has |'.*' is no rate).*");
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Mutations.of(List.of(
        "10M",
        "512k",
        "off",
        "08:00,512k 19:00,off",
        "Mon-08:00,1M Sat-00:00,off",
        "0",
        "1.5G",
        "sunday-23:59,0.1B  9:30,off"));
  }
}
