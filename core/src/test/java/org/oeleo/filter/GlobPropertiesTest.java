package org.oeleo.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.oeleo.Mutations;
import org.oeleo.Sampled;
import org.oeleo.spi.RelativePath;

/** What holds for every pattern. */
@Sampled
class GlobPropertiesTest {
  private static final List<String> PARTS =
      List.of("a", "b", "/", "*", "**", "?", "[ab]", "[!a]", "/a", "/**/", "b/");

  /** Neither begins nor ends with a slash. */
  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of(PARTS)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(parts -> String.join("", parts)
            .replaceAll("/+", "/")
            .replaceAll("\\*{3,}", "**")
            .replaceAll("^/|/$", ""))
        .map(pattern -> pattern.isEmpty() ? "a" : pattern)
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<Glob> globs() {
    return Arbitraries.oneOf(patterns(), patterns().map(pattern -> "/" + pattern))
        .map(pattern -> Glob.of(pattern, Case.MATTERS));
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.strings()
        .withChars("abc")
        .ofMinLength(1)
        .ofMaxLength(3)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(names -> String.join("/", names))
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<String> anyTexts() {
    return Mutations.of(List.of(
        "*.csv",
        "/data/**/run_[0-9]*.{csv,txt}",
        "[!a-c]?",
        "cache/",
        "a\\*b",
        "{a,{b,c}}/**",
        "[]x]",
        "[^]]",
        "\ud83d\ude00*",
        "**/x",
        "a/**/b/**"));
  }

  /** The same meaning by another road: the patterns are short, so a regular expression will do. */
  @Property(tries = 5_000)
  void a_pattern_from_the_top_means_what_its_regular_expression_means(
      @ForAll("patterns") String pattern, @ForAll("paths") String path) {
    boolean expected = Pattern.matches(regex("/" + pattern), path);

    assertThat(Glob.of("/" + pattern, Case.MATTERS).matches(RelativePath.of(path)))
        .isEqualTo(expected);
    Statistics.label("matches")
        .collect(expected)
        .coverage(c -> c.check(true).percentage(p -> p > 2));
  }

  @Property(tries = 5_000, maxDiscardRatio = 50)
  void every_file_below_a_covered_folder_matches(
      @ForAll("globs") Glob glob, @ForAll("paths") String folder, @ForAll("paths") String below) {
    Assume.that(glob.covers(RelativePath.of(folder)));

    assertThat(glob.matches(RelativePath.of(folder + "/" + below))).isTrue();
    assertThat(glob.mayMatchBelow(RelativePath.of(folder))).isTrue();
  }

  @Property(tries = 5_000, maxDiscardRatio = 50)
  void nothing_matches_below_a_folder_where_nothing_may(
      @ForAll("globs") Glob glob, @ForAll("paths") String folder, @ForAll("paths") String below) {
    Assume.that(!glob.mayMatchBelow(RelativePath.of(folder)));

    assertThat(glob.matches(RelativePath.of(folder + "/" + below))).isFalse();
  }

  @Property
  void braces_are_either_of_their_choices(
      @ForAll("patterns") String one,
      @ForAll("patterns") String other,
      @ForAll("paths") String at) {
    RelativePath path = RelativePath.of(at);

    assertThat(Glob.of("/{" + one + "," + other + "}", Case.MATTERS).matches(path))
        .isEqualTo(Glob.of("/" + one, Case.MATTERS).matches(path)
            || Glob.of("/" + other, Case.MATTERS).matches(path));
  }

  @Property
  void without_regard_to_capital_letters_all_of_them_are_alike(
      @ForAll("patterns") String pattern, @ForAll("paths") String path) {
    boolean expected = Glob.of("/" + pattern, Case.MATTERS).matches(RelativePath.of(path));
    String loud = path.toUpperCase(Locale.ROOT);

    assertThat(Glob.of("/" + pattern, Case.IGNORED).matches(RelativePath.of(loud)))
        .isEqualTo(expected);
  }

  @Property(tries = 2_000)
  void any_text_is_a_pattern_or_is_refused_with_a_reason(
      @ForAll("anyTexts") String text, @ForAll("paths") String path) {
    try {
      Glob glob = Glob.of(text, Case.IGNORED);
      assertThat(glob).hasToString(text);
      RelativePath file = RelativePath.of(path);
      if (glob.covers(file)) {
        assertThat(glob.mayMatchBelow(file)).isTrue();
      }
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).matches("(is|has|ends in|stands for) .+");
    }
  }

  private static String regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    int at = 1;
    while (at < pattern.length()) {
      if (pattern.startsWith("**/", at) && pattern.charAt(at - 1) == '/') {
        regex.append("(?:.+/)?");
        at += 3;
      } else if (pattern.startsWith("**", at)) {
        regex.append(".*");
        at += 2;
      } else if (pattern.startsWith("[!a]", at)) {
        regex.append("[^a/]");
        at += 4;
      } else {
        char c = pattern.charAt(at);
        regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : String.valueOf(c));
        at++;
      }
    }
    return regex.toString();
  }
}
