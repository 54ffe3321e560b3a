package org.oeleo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.oeleo.Mutations;
import org.oeleo.Sampled;
import org.oeleo.spi.Kind;

/** What holds for the texts of every setting. */
@Sampled
class ParsersPropertiesTest {
  private static final long LONGEST_MILLIS = Long.MAX_VALUE / 1_000_000;
  private static final Setting<Duration> DURATION = Setting.duration("X", "");
  private static final Setting<Long> SIZE = Setting.size("X", "");
  private static final Setting<List<String>> LIST = Setting.list("X", "");
  private static final List<Setting<?>> SETTINGS = List.of(
      DURATION,
      SIZE,
      LIST,
      Setting.yesNo("X", ""),
      Setting.integer("X", "", -5, 50),
      Setting.path("X", ""),
      Setting.choice("X", "", Kind.Retry.class));

  @Provide
  Arbitrary<String> texts() {
    return Mutations.of(List.of(
        "1h30m",
        "250ms",
        "2w3d",
        "0.5h",
        "PT5M",
        "P2DT3H4M",
        "90",
        "10 MiB",
        "1.5G",
        "7B",
        "true",
        "no",
        "a;b c;;d",
        "-3",
        "next-run",
        "~/data",
        "/srv/lab",
        "1w1w1w"));
  }

  @Provide
  Arbitrary<Setting<?>> settings() {
    return Arbitraries.of(SETTINGS);
  }

  @Property
  void a_printed_duration_reads_back(
      @ForAll @LongRange(min = 0, max = LONGEST_MILLIS) long millis) {
    Duration value = Duration.ofMillis(millis);

    assertThat(DURATION.parse(DURATION.print(value))).isEqualTo(value);
    assertThat(DURATION.parse(value.toString())).isEqualTo(value);
  }

  @Property
  void a_printed_size_reads_back(@ForAll @LongRange(min = 0) long bytes) {
    assertThat(SIZE.parse(SIZE.print(bytes))).isEqualTo(bytes);
    assertThat(SIZE.parse(bytes + " B")).isEqualTo(bytes);
  }

  @Property
  void a_size_in_a_larger_unit_is_so_many_of_the_smaller(
      @ForAll @LongRange(min = 0, max = 8_000) long count) {
    for (int unit = 1; unit < 5; unit++) {
      String larger = "KMGTP".substring(unit, unit + 1);
      String smaller = "KMGTP".substring(unit - 1, unit);
      assertThat(SIZE.parse(count + larger)).isEqualTo(SIZE.parse(1024 * count + smaller));
      assertThat(SIZE.parse(count + larger + "iB")).isEqualTo(SIZE.parse(count + larger));
    }
  }

  @Property
  void a_printed_list_reads_back(@ForAll("listed") List<String> list) {
    assertThat(LIST.parse(LIST.print(list))).isEqualTo(list);
  }

  @Provide
  Arbitrary<List<String>> listed() {
    return Arbitraries.strings()
        .excludeChars(';')
        .ofMinLength(1)
        .ofMaxLength(6)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .list()
        .ofMaxSize(5);
  }

  @Property
  void a_whole_number_is_taken_exactly_within_its_bounds(@ForAll int value) {
    Setting<Integer> setting = Setting.integer("X", "", -1_000, 1_000_000);
    if (value >= -1_000 && value <= 1_000_000) {
      assertThat(setting.parse(Integer.toString(value))).isEqualTo(value);
    } else {
      assertThatThrownBy(() -> setting.parse(Integer.toString(value)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Property(tries = 3_000)
  void any_text_is_a_value_or_a_problem_that_names_variable_rule_and_source(
      @ForAll("settings") Setting<?> setting, @ForAll("texts") String text) {
    try {
      Settings.of(Map.of("OELEO_X", text)).find(setting);
    } catch (SettingsException e) {
      assertThat(e.problems()).singleElement().satisfies(problem -> {
        assertThat(problem.variable()).isEqualTo("OELEO_X");
        assertThat(problem.text()).contains(setting.rule()).endsWith("(program)");
        assertThat(problem.text()).doesNotContain("\n", "\0", "\u2028");
      });
    }
  }

  @Property(tries = 3_000)
  void every_duration_can_be_waited_for_and_printed(@ForAll("durations") String text) {
    Duration value;
    try {
      value = DURATION.parse(text);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("is ");
      return;
    }
    assertThat(value.toNanos()).isNotNegative();
    assertThat(DURATION.parse(DURATION.print(value))).isEqualTo(value);
  }

  @Provide
  Arbitrary<String> durations() {
    Arbitrary<String> number =
        Arbitraries.of("0", "0.0005", "1", "1.5", "59", "15250", "106751", "99999999");
    Arbitrary<String> plain = Combinators.combine(number, Arbitraries.of("ms", "s", "h", "d", "w"))
        .as(String::concat)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
    Arbitrary<String> iso = Combinators.combine(
            Arbitraries.of("P%sD", "PT%sH", "PT%sS", "P1DT%sM", "PT-%sS"), number)
        .as(String::formatted);
    return Arbitraries.oneOf(plain, iso);
  }

  @Property
  void a_secret_is_in_no_problem(@ForAll("texts") String text) {
    Setting<Secret> setting = Setting.secret("X", "").checkedBy(secret -> {
      throw new IllegalArgumentException("is refused");
    });
    String secret = "k3y" + text + "k3y";
    assertThatThrownBy(() -> Settings.of(Map.of("OELEO_X", secret)).find(setting))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("OELEO_X")
        .hasMessageNotContaining("k3y");
  }

  @Property
  void the_distance_of_two_names_is_one_whichever_comes_first(
      @ForAll("names") String one, @ForAll("names") String other) {
    assertThat(Spelling.slips(one, other)).isEqualTo(Spelling.slips(other, one));
    assertThat(Spelling.slips(one, other) == 0).isEqualTo(one.equals(other));
    assertThat(Spelling.slips(one, other))
        .isBetween(Math.abs(one.length() - other.length()), Math.max(one.length(), other.length()));
    assertThat(Spelling.nearest(one, List.of(other, one))).contains(one);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("AB_").ofMaxLength(7).withoutEdgeCases();
  }
}
