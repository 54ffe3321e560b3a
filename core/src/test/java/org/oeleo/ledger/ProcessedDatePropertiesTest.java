package org.oeleo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.oeleo.Mutations;
import org.oeleo.Sampled;

/** Every date can be written and read back, and no text can break the reader. */
@Sampled
class ProcessedDatePropertiesTest {
  @Provide
  Arbitrary<LocalDateTime> dates() {
    return Combinators.combine(
            Arbitraries.longs().between(-62_167_219_200L, 253_402_300_799L),
            Arbitraries.integers().between(0, 999_999_999))
        .as((second, nano) -> LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC));
  }

  @Property
  void a_date_reads_back_to_the_microsecond(@ForAll("dates") LocalDateTime date) {
    LocalDateTime kept = date.truncatedTo(ChronoUnit.MICROS);

    assertThat(ProcessedDate.read(ProcessedDate.write(date))).contains(kept);
    assertThat(ProcessedDate.read(kept.toString())).contains(kept);
  }

  @Property(tries = 3_000)
  void any_text_is_a_date_or_nothing(@ForAll("texts") String text) {
    ProcessedDate.read(text)
        .ifPresent(date -> assertThat(ProcessedDate.read(ProcessedDate.write(date)))
            .contains(date.truncatedTo(ChronoUnit.MICROS)));
  }

  @Provide
  Arbitrary<String> texts() {
    return Mutations.of(List.of(
        "2026-11-20 11:55:46.551467",
        "2026-11-20T11:55:46Z",
        "2026-11-20 11:55:46+0530",
        "2024-02-29",
        "2026-11-20 11:55"));
  }
}
