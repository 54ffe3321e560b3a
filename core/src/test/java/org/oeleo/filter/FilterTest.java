package org.oeleo.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

class FilterTest {
  private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    ".xyz, a.xyz, true",
    ".xyz, a.XYZ, false",
    ".xyz, .hidden.xyz, true",
    ".xyz, d/a.xyz, true",
    ".xyz, axyz, false",
    "xyz, axyz, true",
    ".xyz, d.xyz/a.txt, false",
    ".[xt]*, a.txt, true",
    ".[xt]*, a.csv, false",
    ".*, a.b, true",
    ".*, ab, false",
    "*, ab, true",
    "*.csv, d/a.csv, true",
    ".tar.gz, a.tar.gz, true",
    "'.{csv,txt}', a.txt, true",
    ".xyz, xyz, false",
    "'', any, true"
  })
  void an_extension_is_the_end_of_the_name(String end, String path, boolean accepted) {
    assertThat(Filter.everything().extensions(List.of(end)).accepts(file(path)))
        .isEqualTo(accepted);
  }

  @Test
  void several_extensions_are_a_union() {
    Filter filter = Filter.everything().extensions(List.of(".xyz", ".csv"));

    assertThat(filter.accepts(file("a.xyz"))).isTrue();
    assertThat(filter.accepts(file("a.csv"))).isTrue();
    assertThat(filter.whyNot(file("a.txt"))).contains("does not end in .xyz or .csv");
    assertThat(Filter.everything().extensions(List.of()).accepts(file("a.txt"))).isTrue();
  }

  @Test
  void capital_letters_are_ignored_in_what_is_added_afterwards() {
    Filter filter = Filter.everything()
        .startsWith(List.of("A"))
        .ignoringCase()
        .extensions(List.of(".csv"))
        .excluded(List.of("ALL.CSV"))
        .exclude(List.of("*_TMP*"));

    assertThat(filter.accepts(file("Ab.CSV"))).isTrue();
    assertThat(filter.accepts(file("ab.csv"))).isFalse();
    assertThat(filter.accepts(file("All.csv"))).isFalse();
    assertThat(filter.accepts(file("A_tmp1.csv"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "raw/a.csv, true",
    "raw/a.tmp, true",
    "a.tmp, false",
    "x/cache/a.csv, false",
    "a.csv, true",
    "raw/cache/a.csv, true"
  })
  void the_first_pattern_that_matches_decides(String path, boolean accepted) {
    Filter filter = Filter.everything().inOrder(List.of("+ /raw/**", "- *.tmp", "-  cache/"));

    assertThat(filter.accepts(file(path))).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({
    "raw, true",
    "raw/cache, true",
    "cache, false",
    "x/cache, false",
    "x/cache/y, false",
    "x, true"
  })
  void a_folder_excluded_whole_is_not_entered(String folder, boolean entered) {
    Filter filter = Filter.everything().inOrder(List.of("+ /raw/**", "- *.tmp", "- cache/"));

    assertThat(filter.enters(RelativePath.of(folder))).isEqualTo(entered);
  }

  @Test
  void a_folder_is_entered_as_long_as_an_earlier_pattern_may_include_something() {
    Filter filter = Filter.everything().inOrder(List.of("+ *.csv", "- cache/"));

    assertThat(filter.enters(RelativePath.of("cache"))).isTrue();
    assertThat(filter.accepts(file("cache/a.csv"))).isTrue();
    assertThat(filter.accepts(file("cache/a.txt"))).isFalse();
  }

  @Test
  void only_what_is_included_exists() {
    Filter filter = Filter.everything().include(List.of("/raw/**", "*.md"));

    assertThat(filter.accepts(file("raw/x/a"))).isTrue();
    assertThat(filter.accepts(file("docs/a.md"))).isTrue();
    assertThat(filter.whyNot(file("docs/a.txt")))
        .contains("matches none of the patterns to include");
    assertThat(Filter.everything().include(List.of()).accepts(file("a"))).isTrue();
  }

  @Test
  void a_folder_with_nothing_to_include_is_not_entered() {
    Filter filter = Filter.everything().include(List.of("/raw/**"));

    assertThat(filter.enters(RelativePath.of("raw"))).isTrue();
    assertThat(filter.enters(RelativePath.of("docs"))).isFalse();
  }

  @Test
  void what_is_excluded_does_not_exist() {
    Filter filter = Filter.everything().exclude(List.of("*.tmp", "cache/"));

    assertThat(filter.whyNot(file("x/a.tmp"))).contains("is excluded by *.tmp");
    assertThat(filter.enters(RelativePath.of("x/cache"))).isFalse();
    assertThat(filter.accepts(file("a.csv"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"run_1.csv, true", "x/test_1.csv, true", "Run_1.csv, false", "run_x/a.csv, false"})
  void a_name_starts_with_one_of_several(String path, boolean accepted) {
    Filter filter = Filter.everything().startsWith(List.of("run_", "test_"));

    assertThat(filter.accepts(file(path))).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({
    "a_good_b, true",
    "a_fine_b, true",
    "a_b, false",
    "good_bad, false",
    "good_worse, false",
    "good/a_b, false",
    "bad/good, true"
  })
  void a_name_contains_one_and_none_of_others(String path, boolean accepted) {
    Filter filter =
        Filter.everything().contains(List.of("good", "fine")).notContains(List.of("bad", "worse"));

    assertThat(filter.accepts(file(path))).isEqualTo(accepted);
  }

  @Test
  void no_texts_at_all_filter_nothing() {
    Filter filter = Filter.everything()
        .startsWith(List.of())
        .contains(List.of())
        .notContains(List.of())
        .excluded(List.of())
        .exclude(List.of())
        .inOrder(List.of());

    assertThat(filter.accepts(file("a"))).isTrue();
    assertThat(filter.enters(RelativePath.of("a"))).isTrue();
  }

  @Test
  void an_excluded_name_is_excluded_whole_and_in_any_folder() {
    Filter filter = Filter.everything().excluded(List.of("all.csv"));

    assertThat(filter.accepts(file("all.csv"))).isFalse();
    assertThat(filter.whyNot(file("x/all.csv"))).contains("is excluded by its name");
    assertThat(filter.accepts(file("small.csv"))).isTrue();
  }

  @Test
  void a_program_may_decide() {
    Filter filter = Filter.everything().matching(entry -> entry.size() % 2 == 0);

    assertThat(filter.accepts(file("a", 2, NOON))).isTrue();
    assertThat(filter.whyNot(file("a", 3, NOON))).contains("is refused by the program");
  }

  @ParameterizedTest
  @CsvSource({"-1, false", "0, true", "1, true"})
  void the_earliest_time_is_included(long millis, boolean accepted) {
    assertThat(Filter.everything().notBefore(NOON).accepts(file("a", 0, NOON.plusMillis(millis))))
        .isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({"-1, true", "0, true", "1, false"})
  void the_latest_time_is_included(long millis, boolean accepted) {
    assertThat(Filter.everything().notAfter(NOON).accepts(file("a", 0, NOON.plusMillis(millis))))
        .isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({"9, false", "10, true", "20, true", "21, false"})
  void both_sizes_are_included(long size, boolean accepted) {
    assertThat(Filter.everything().minSize(10).maxSize(20).accepts(file("a", size, NOON)))
        .isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({"59, false", "60, true", "61, true", "-5, false"})
  void the_least_age_is_by_the_clock(long seconds, boolean accepted) {
    Filter filter =
        Filter.everything().minAge(Duration.ofMinutes(1), Clock.fixed(NOON, ZoneOffset.UTC));

    assertThat(filter.accepts(file("a", 0, NOON.minusSeconds(seconds)))).isEqualTo(accepted);
  }

  @Test
  void the_reason_is_that_of_the_first_condition_not_met() {
    Filter filter = Filter.everything().extensions(List.of(".csv")).minSize(1);

    assertThat(filter.whyNot(file("a.txt", 0, NOON))).contains("does not end in .csv");
    assertThat(filter.whyNot(file("a.csv", 0, NOON))).contains("is smaller than 1 bytes");
    assertThat(filter.whyNot(file("a.csv", 1, NOON))).isEmpty();
  }

  @Test
  void adding_a_condition_leaves_the_original_as_it_was() {
    Filter original = Filter.everything();
    Filter stricter = original.minSize(1);

    assertThat(original.accepts(file("a"))).isTrue();
    assertThat(stricter.accepts(file("a"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*.csv", "+*.csv", "+", "+ ", "", "include *.csv"})
  void a_rule_without_sign_and_blank_is_refused(String rule) {
    assertThatThrownBy(() -> Filter.everything().inOrder(List.of("- ok", rule)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("has the pattern '" + rule + "', which does not begin with '+ ' or '- '");
  }

  @Test
  void a_broken_pattern_is_named() {
    assertThatThrownBy(() -> Filter.everything().exclude(List.of("ok", "a[b")))
        .hasMessage("has the pattern 'a[b', which has a [ that is never closed");
    assertThatThrownBy(() -> Filter.everything().extensions(List.of("/a.csv")))
        .hasMessage("has the pattern '/a.csv', which holds a / and so cannot be the end of a name");
  }

  private static FileEntry file(String path) {
    return file(path, 0, NOON);
  }

  private static FileEntry file(String path, long size, Instant modified) {
    return FileEntry.of(RelativePath.of(path), size, modified);
  }
}
