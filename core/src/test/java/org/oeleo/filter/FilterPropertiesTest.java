package org.oeleo.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.oeleo.Mutations;
import org.oeleo.Sampled;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

/** The laws of filters: how conditions go together, and what they may leave out of a listing. */
@Sampled
class FilterPropertiesTest {
  private static final Instant DAY = Instant.parse("2024-05-01T00:00:00Z");
  private static final Clock CLOCK = Clock.fixed(DAY, ZoneOffset.UTC);
  private static final List<String> PATTERNS = List.of(
      "a", "a*", "*b", "b/", "/a/", "/a/b", "a/**", "**/b", "?", "/*", "/**/a", "[!a]", "{a,b}/b");

  @Provide
  Arbitrary<FileEntry> files() {
    Arbitrary<String> path = Arbitraries.of("a", "b", "ab", "A", "c.csv")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(names -> String.join("/", names));
    return Combinators.combine(
            path, Arbitraries.longs().between(0, 20), Arbitraries.integers().between(-5, 5))
        .as((name, size, days) ->
            FileEntry.of(RelativePath.of(name), size, DAY.plusSeconds(86_400L * days)))
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<List<String>> patterns() {
    return Arbitraries.of(PATTERNS).list().ofMinSize(1).ofMaxSize(3);
  }

  @Provide
  Arbitrary<List<String>> ordered() {
    return Combinators.combine(Arbitraries.of("+ ", "- "), Arbitraries.of(PATTERNS))
        .as(String::concat)
        .list()
        .ofMaxSize(4);
  }

  /** Any conditions that have a say in which folders are looked into, one after another. */
  @Provide
  Arbitrary<Filter> filters() {
    return Combinators.combine(
            ordered(), patterns(), patterns(), Arbitraries.integers().between(0, 7))
        .as((rules, include, exclude, use) -> {
          Filter filter = Filter.everything();
          filter = (use & 1) == 0 ? filter : filter.inOrder(rules);
          filter = (use & 2) == 0 ? filter : filter.include(include);
          return (use & 4) == 0 ? filter : filter.exclude(exclude);
        })
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<Map<String, String>> settings() {
    Arbitrary<String> names =
        Arbitraries.of(FilterSettings.all().stream().map(Setting::variable).toList());
    Arbitrary<String> texts = Mutations.of(List.of(
        "*.csv;/a/**",
        "+ *.csv;- *",
        "2024-01-31",
        "2024-01-31T08:00",
        "2024-01-31 08:00:01",
        "10M",
        "1h30m",
        "true",
        "2023",
        "12",
        "31",
        "a;b;c"));
    return Arbitraries.maps(names, texts).ofMaxSize(4).withoutEdgeCases();
  }

  @Property(tries = 5_000)
  void no_folder_is_passed_over_in_which_a_file_is_accepted(
      @ForAll("filters") Filter filter, @ForAll("files") FileEntry file) {
    if (filter.accepts(file)) {
      Optional<RelativePath> folder = file.path().parent();
      while (folder.isPresent()) {
        assertThat(filter.enters(folder.get())).as("%s", folder).isTrue();
        folder = folder.get().parent();
      }
    }
  }

  @Property
  void what_is_included_is_what_would_be_excluded(
      @ForAll("patterns") List<String> patterns, @ForAll("files") FileEntry file) {
    boolean included = Filter.everything().include(patterns).accepts(file);

    assertThat(Filter.everything().exclude(patterns).accepts(file)).isEqualTo(!included);
    assertThat(Filter.everything().include(patterns).exclude(patterns).accepts(file))
        .isFalse();
    assertThat(patterns.stream()
            .anyMatch(p -> Filter.everything().include(List.of(p)).accepts(file)))
        .isEqualTo(included);
  }

  @Property(tries = 2_000)
  void the_first_rule_that_matches_decides(
      @ForAll("ordered") List<String> rules, @ForAll("files") FileEntry file) {
    boolean expected = rules.stream()
        .filter(rule -> Filter.everything().include(List.of(rule.substring(2))).accepts(file))
        .findFirst()
        .map(rule -> rule.startsWith("+"))
        .orElse(true);

    assertThat(Filter.everything().inOrder(rules).accepts(file)).isEqualTo(expected);
  }

  @Property
  void a_further_condition_never_lets_more_through(
      @ForAll("filters") Filter filter,
      @ForAll("files") FileEntry file,
      @ForAll("patterns") List<String> more) {
    boolean both = filter.accepts(file) && Filter.everything().include(more).accepts(file);

    assertThat(filter.include(more).accepts(file)).isEqualTo(both);
    assertThat(filter.accepts(file)).isEqualTo(filter.whyNot(file).isEmpty());
  }

  @Property
  void bounds_hold_at_their_very_edge(
      @ForAll("files") FileEntry file, @ForAll("files") FileEntry bound) {
    Filter all = Filter.everything();
    int time = file.modified().compareTo(bound.modified());
    int size = Long.compare(file.size(), bound.size());

    assertThat(all.notBefore(bound.modified()).accepts(file)).isEqualTo(time >= 0);
    assertThat(all.notAfter(bound.modified()).accepts(file)).isEqualTo(time <= 0);
    assertThat(all.minSize(bound.size()).accepts(file)).isEqualTo(size >= 0);
    assertThat(all.maxSize(bound.size()).accepts(file)).isEqualTo(size <= 0);
  }

  @Property
  void any_settings_make_a_filter_or_name_the_variables_that_are_wrong(
      @ForAll("settings") Map<String, String> variables, @ForAll("files") FileEntry file) {
    try {
      Filter filter = Filter.from(Settings.of(variables), CLOCK);
      assertThat(filter.accepts(file)).isEqualTo(filter.whyNot(file).isEmpty());
    } catch (SettingsException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e.problems()).allSatisfy(problem -> {
        assertThat(variables.keySet()).anyMatch(name -> problem.toString().contains(name));
        assertThat(problem.text()).doesNotContain("\n", "\0");
      });
    }
  }

  @Property(tries = 2_000)
  void a_date_reads_as_itself_and_covers_its_day(@ForAll("moments") LocalDateTime moment) {
    String date = moment.toLocalDate().toString();

    assertThat(Dates.first(moment.toString()))
        .isEqualTo(moment)
        .isEqualTo(Dates.last(moment.toString().replace('T', ' ')));
    assertThat(moment).isBetween(Dates.first(date), Dates.last(date));
    assertThat(Dates.last(date).plusNanos(1))
        .isEqualTo(Dates.first(moment.toLocalDate().plusDays(1).toString()));
  }

  @Provide
  Arbitrary<LocalDateTime> moments() {
    return Arbitraries.longs()
        .between(-62_000_000_000L, 253_000_000_000L)
        .map(second -> LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
  }
}
