package org.oeleo.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.oeleo.spi.RelativePath;

/** What holds for every pattern, tried on many; the same ones each time. */
class GlobPropertiesTest {
  private static final int TRIES = 50_000;
  private static final List<String> PARTS =
      List.of("a", "b", "/", "*", "**", "?", "[ab]", "[!a]", "/a", "/**/", "b/");

  private final Random random = new Random(20240501);

  /** The same meaning by another road: the patterns are short, so a regular expression will do. */
  @Test
  void a_pattern_from_the_top_means_what_its_regular_expression_means() {
    int matches = 0;
    for (int i = 0; i < TRIES; i++) {
      String pattern = "/" + pattern();
      String path = path();
      boolean expected = Pattern.matches(regex(pattern), path);
      assertThat(Glob.of(pattern, Case.MATTERS).matches(RelativePath.of(path)))
          .as("%s on %s", pattern, path)
          .isEqualTo(expected);
      matches += expected ? 1 : 0;
    }
    assertThat(matches).as("matches, so that the test says something").isGreaterThan(TRIES / 50);
  }

  @Test
  void every_file_below_a_covered_folder_matches() {
    int covered = 0;
    for (int i = 0; i < TRIES; i++) {
      Glob glob = Glob.of(anyPattern(), Case.MATTERS);
      String folder = path();
      String file = folder + "/" + path();
      if (glob.covers(RelativePath.of(folder))) {
        covered++;
        assertThat(glob.matches(RelativePath.of(file)))
            .as("%s on %s", glob, file)
            .isTrue();
      }
    }
    assertThat(covered).isGreaterThan(TRIES / 50);
  }

  @Test
  void nothing_matches_below_a_folder_where_nothing_may() {
    int barred = 0;
    for (int i = 0; i < TRIES; i++) {
      Glob glob = Glob.of(anyPattern(), Case.MATTERS);
      String folder = path();
      String file = folder + "/" + path();
      if (!glob.mayMatchBelow(RelativePath.of(folder))) {
        barred++;
        assertThat(glob.matches(RelativePath.of(file)))
            .as("%s on %s", glob, file)
            .isFalse();
      }
    }
    assertThat(barred).isGreaterThan(TRIES / 50);
  }

  private String anyPattern() {
    return random.nextBoolean() ? pattern() : "/" + pattern();
  }

  /** Neither begins nor ends with a slash. */
  private String pattern() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append(PARTS.get(random.nextInt(PARTS.size())));
    }
    String pattern = text.toString().replaceAll("/+", "/").replaceAll("\\*{3,}", "**");
    pattern = pattern.replaceAll("^/|/$", "");
    return pattern.isEmpty() ? "a" : pattern;
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      for (int letter = random.nextInt(3); letter >= 0; letter--) {
        path.append("abc".charAt(random.nextInt(3)));
      }
      path.append(i == 0 ? "" : "/");
    }
    return path.toString();
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
