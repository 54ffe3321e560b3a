package org.oeleo.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oeleo.spi.RelativePath;

class GlobTest {
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ' ',
      value = {
        // within one name
        "*.csv a.csv true",
        "*.csv x/y/a.csv true",
        "*.csv a.csvx false",
        "*.csv .csv true",
        "*.csv csv false",
        "a*c abc true",
        "a*c ac true",
        "a*c a/c false",
        "a?c abc true",
        "a?c ac false",
        "a?c a😀c true",
        "* x/y true",
        "a*b*c aXbYbZc true",
        "a*b*c aXbYbZ false",
        "abc ABC false",
        "run_?? run_01 true",
        "readme docs/readme true",
        // sets
        "[a-c]x bx true",
        "[a-c]x dx false",
        "[!a-c]x dx true",
        "[^a-c]x bx false",
        "[]x]y ]y true",
        "[a-]b -b true",
        "[!a]b a/b false",
        "a[/]b a/b false",
        "[å-ø]x æx true",
        "[a\\-c]x bx false",
        "[a\\-c]x -x true",
        "[\\]]x ]x true",
        "[,{]x {x true",
        // braces
        "*.{csv,txt} a.txt true",
        "*.{csv,txt} a.dat false",
        "{a,b{c,d}}e bde true",
        "{a,b{c,d}}e be false",
        "{a,}b b true",
        "x{/y,/z}/* x/z/f true",
        "{a,b} a true",
        "\\{a,b\\} {a,b} true",
        // escapes
        "a\\*c a*c true",
        "a\\*c abc false",
        "a\\[b a[b true",
        "a\\\\b a\\b true",
        // the end of the path
        "raw/*.csv raw/a.csv true",
        "raw/*.csv x/raw/a.csv true",
        "raw/*.csv xraw/a.csv false",
        "raw/*.csv raw/x/a.csv false",
        "raw/*/a raw/x/a true",
        "raw/*/a raw/x/y/a false",
        // from the top
        "/raw/*.csv raw/a.csv true",
        "/raw/*.csv x/raw/a.csv false",
        "/*.csv a.csv true",
        "/*.csv x/a.csv false",
        "/* a true",
        "/* a/b false",
        // across folders
        "** x/y/z true",
        "/raw/** raw/x/y true",
        "/raw/** raw false",
        "/raw/** rawx/y false",
        "a/**/b a/b true",
        "a/**/b a/x/y/b true",
        "a/**/b a/xb false",
        "**/b b true",
        "**/b x/y/b true",
        "/**/b x/b true",
        "**/b xb false",
        "a**b a/x/b true",
        "/a**b a/x/b true",
        "/a**b x/a/b false",
        "raw**.csv x/raw/y/z.csv true",
        "a/**b a/x/cb true",
        "***.csv x/a.csv true",
        // folders
        "cache/ cache/a true",
        "cache/ x/cache/y/a true",
        "cache/ cache false",
        "cache/ mycache/a false",
        "/cache/ x/cache/a false",
        "/cache/ cache/x/a true",
        "*.d/ x/y.d/z/a true",
        "x/cache/ a/x/cache/b true",
        "{a,b}/ b/c true",
      })
  void a_pattern_matches_as_in_rsync_and_rclone(String pattern, String path, boolean matches) {
    assertThat(Glob.of(pattern, Case.MATTERS).matches(RelativePath.of(path))).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "*.CSV, a.csv, true", "*.csv, A.CSV, true", "[a-z]x, Bx, true", "[A-Z]x, bx, true",
    "[!a]x, Ax, false", "ÆØÅ, æøå, true", "ß, ẞ, true", "a, b, false"
  })
  void capital_letters_can_be_ignored(String pattern, String path, boolean matches) {
    assertThat(Glob.of(pattern, Case.IGNORED).matches(RelativePath.of(path))).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "a[b      | has a [ that is never closed",
        "a[]      | has a [ that is never closed",
        "[!]      | has a [ that is never closed",
        "a{b      | has a { that is never closed",
        "{a,{b}   | has a { that is never closed",
        "a}b      | has a } without a {",
        "a\\      | ends in a \\ with nothing behind it",
        "[z-a]    | has a range between [ and ] that is the wrong way round",
        "/        | is empty",
        "``       | is empty",
      })
  void a_broken_pattern_is_refused(String pattern, String message) {
    assertThatThrownBy(() -> Glob.of(pattern, Case.MATTERS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void a_pattern_that_stands_for_too_many_is_refused() {
    assertThatThrownBy(() -> Glob.of("{a,b}".repeat(40), Case.MATTERS))
        .hasMessage("stands for more than 256 patterns");
    assertThatThrownBy(() -> Glob.of("a".repeat(1_001), Case.MATTERS))
        .hasMessage("is longer than 1000 characters");
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = ' ',
      value = {
        "cache/ cache true",
        "cache/ x/cache true",
        "cache/ cache/y true",
        "cache/ x false",
        "/cache/ x/cache false",
        "/cache/** cache true",
        "** x true",
        "a* x false",
        "* x/y true",
        "/** x true",
        "**/* x true",
        "/* x false",
        "*.tmp x.tmp false",
        "/x/*.tmp x false",
        "/x/* x false",
        "/x/** y false",
        "{x,y}/ y true",
        "/x/**/* x true",
        "a/**b a false",
      })
  void a_pattern_covers_a_folder_if_it_takes_all_below(
      String pattern, String folder, boolean covers) {
    assertThat(Glob.of(pattern, Case.MATTERS).covers(RelativePath.of(folder))).isEqualTo(covers);
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = ' ',
      value = {
        "*.csv x true",
        "/raw/** raw true",
        "/raw/** raw/x true",
        "/raw/** other false",
        "/raw/x/*.csv raw true",
        "/raw/x/*.csv raw/y false",
        "/raw/x/*.csv raw/x/y false",
        "raw/*.csv other true",
        "/*.csv x false",
        "/*/a x true",
        "/*/a x/y false",
        "/{a,b}/** b true",
      })
  void a_pattern_may_match_below_a_folder_unless_that_is_out_of_the_question(
      String pattern, String folder, boolean may) {
    assertThat(Glob.of(pattern, Case.MATTERS).mayMatchBelow(RelativePath.of(folder)))
        .isEqualTo(may);
  }

  @ParameterizedTest
  @CsvSource({"a*", "**a", "a*?", "[a]*", "'{a*,b}'", "**/a*/"})
  void no_pattern_and_no_path_take_long(String part) {
    Glob glob = Glob.of(part.repeat(part.startsWith("{") ? 8 : 60) + "/b", Case.IGNORED);
    RelativePath path = RelativePath.of("a".repeat(4_000) + "/" + "a/".repeat(500) + "c");

    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(glob.matches(path)).isFalse());
  }
}
