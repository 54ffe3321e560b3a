package org.oeleo.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.oeleo.Mutations;
import org.oeleo.Sampled;

/** What holds for every {@code .env} file. */
@Sampled
class DotenvFilePropertiesTest {
  private static final Pattern LINE = Pattern.compile("line (\\d+): .+", Pattern.DOTALL);
  private static final String SECRET = "k3y-of-the-lab";
  private static final List<String> PIECES = List.of(
      "OELEO_X=",
      "OELEO_LAST=",
      "FOO=",
      "OELEO_X",
      "=",
      "\"",
      "'",
      "#",
      " ",
      "\n",
      "\n",
      "\\",
      "a",
      "export ",
      "${",
      "\r\n",
      "\r",
      "////",
      "\f",
      "\u0085",
      "\u2028",
      "\uFEFF");

  private static final List<String> FILES = List.of(
      "OELEO_X=1\nOELEO_LAST=2\n",
      "# a comment\r\nexport OELEO_X = 'a # b'\r\nFOO=bar # more\r\n",
      "OELEO_X=\"two\nlines\"\nOELEO_Y='${HOME}'\n",
      "\uFEFFOELEO_X=C:\\data\\\nOA_FROM_YEAR=2024\n\n////\nAWS_SECRET_ACCESS_KEY='a\"b'\n");

  private static Path file = Path.of("");

  @BeforeContainer
  static void make_a_file() throws IOException {
    file = Files.createTempFile("oeleo", ".env");
  }

  @AfterContainer
  static void remove_the_file() throws IOException {
    Files.delete(file);
  }

  /** One assignment, and what a person who knows the rules reads in it. */
  record Line(String text, String value) {}

  @Provide
  Arbitrary<Line> lines() {
    Arbitrary<String> plain = Arbitraries.strings().withChars("aå=$@/:~!.-%").ofMaxLength(8);
    Arbitrary<String> wild =
        Arbitraries.strings().withChars("aå =#\"\\$@{}%;:/~!\t").ofMaxLength(12);
    return Arbitraries.oneOf(
            plain.map(value -> new Line(value, value)),
            plain.map(value -> new Line(" " + value + "  # \"it's\" a comment", value)),
            plain.map(
                value -> new Line("\"" + value + " # " + value + "\"", value + " # " + value)),
            wild.map(value -> new Line("'" + value + "' # said so", value)),
            plain.map(
                value -> new Line("\"b" + value + "\n" + value + "\"", "b" + value + "\n" + value)))
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<List<Line>> files() {
    return lines().list().ofMinSize(1).ofMaxSize(5);
  }

  @Property(tries = 500)
  void a_file_is_read_by_the_rules(@ForAll("files") List<Line> lines, @ForAll boolean windows)
      throws Exception {
    StringBuilder text = new StringBuilder("# made by a test\n\n");
    Map<String, String> expected = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      text.append("OELEO_X").append(i).append("=").append(lines.get(i).text()).append("\n");
      expected.put("OELEO_X" + i, lines.get(i).value());
    }
    String written = windows ? text.toString().replace("\n", "\r\n") : text.toString();

    assertThat(read(written.getBytes(UTF_8)).values()).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(PIECES)
        .list()
        .ofMaxSize(11)
        .map(pieces -> String.join("", pieces))
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(pieces(), Mutations.of(FILES)).withoutEdgeCases();
  }

  @Property
  void no_line_is_lost_without_a_word(@ForAll("pieces") String text) throws Exception {
    try {
      assertThat(read((text + "\nOELEO_LAST=here\n").getBytes(UTF_8)).values())
          .containsEntry("OELEO_LAST", "here");
    } catch (SettingsException e) {
      assertThat(e.problems()).noneMatch(problem -> problem.text().contains("try again"));
    }
  }

  @Property
  void any_text_is_read_or_refused_by_file_and_line(@ForAll("texts") String text) throws Exception {
    byte[] bytes = text.getBytes(UTF_8);
    try {
      assertThat(read(bytes).values()).doesNotContainKey("FOO");
    } catch (SettingsException e) {
      assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
        assertThat(problem.variable()).endsWith(".env");
        Matcher line = LINE.matcher(problem.text());
        assertThat(line.matches()).as(problem.text()).isTrue();
        assertThat(Long.parseLong(line.group(1))).isBetween(1L, text.lines().count());
      });
    }
  }

  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
    Arbitrary<byte[]> damaged = Combinators.combine(
            Arbitraries.of(FILES), Arbitraries.integers().between(0, 500), Arbitraries.bytes())
        .as((text, at, value) -> {
          byte[] file = text.getBytes(UTF_8);
          file[at % file.length] = value;
          return file;
        });
    return Arbitraries.frequencyOf(Tuple.of(1, any), Tuple.of(3, damaged)).withoutEdgeCases();
  }

  @Property(tries = 500)
  void any_bytes_are_read_or_refused(@ForAll("bytes") byte[] bytes) throws Exception {
    try {
      assertThat(read(bytes).values())
          .allSatisfy((name, value) -> assertThat(name + value).isNotEmpty());
    } catch (SettingsException e) {
      assertThat(e.problems()).isNotEmpty();
    }
  }

  @Property(tries = 500)
  void a_secret_is_in_no_problem_and_no_warning(
      @ForAll("texts") String before, @ForAll("texts") String after) throws Exception {
    String text = before + "\nOELEO_PASSWORD=" + SECRET + after;
    try {
      assertThat(read(text.getBytes(UTF_8)).warnings().toString()).doesNotContain(SECRET);
    } catch (SettingsException e) {
      assertThat(e.problems().toString()).doesNotContain(SECRET);
    }
  }

  private static Source read(byte[] bytes) throws IOException, SettingsException {
    return Source.dotenv(Files.write(file, bytes));
  }
}
