package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row of {@code docs/migrating.md} names a test that there is, and each link leads to it. */
class MigratingDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "migrating.md");
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\(([^)]*)\\)");
  private static final Pattern CELLS = Pattern.compile("(?<!\\\\)\\|");
  private static final String HEAD = "| theirs | here | shown by |";
  private static final String RULE = "|---|---|---|";

  /** What a cell of the last column says: a method, and the file it should be in. */
  private record Shown(String test, String link) {}

  private static List<String> lines() throws IOException {
    return Files.readAllLines(DOCUMENT);
  }

  /** The rows of all tables, without heads and titles in between. */
  static List<String> rows() throws IOException {
    return lines().stream()
        .filter(line -> line.startsWith("|"))
        .filter(line -> !line.equals(HEAD) && !line.equals(RULE))
        .filter(line -> !line.matches("\\| \\*\\*.*\\*\\* \\| \\| \\|"))
        .toList();
  }

  private static List<Shown> shownBy(String cell) {
    List<Shown> shown = new ArrayList<>();
    Matcher link = LINK.matcher(cell);
    while (link.find()) {
      shown.add(new Shown(link.group(1), link.group(2)));
    }
    return shown;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void every_row_is_shown_by_a_test_that_there_is(String row) throws IOException {
    String[] cells = CELLS.split(row, -1);

    assertThat(cells).as("three columns between four bars").hasSize(5);
    assertThat(cells[1]).isNotBlank();
    assertThat(cells[2]).isNotBlank();
    assertThat(shownBy(cells[3])).isNotEmpty().allSatisfy(MigratingDocumentTest::requireTest);
    assertThat(LINK.matcher(cells[3]).replaceAll("").replace(",", "")).isBlank();
  }

  private static void requireTest(Shown shown) throws IOException {
    assertThat(shown.test()).matches("\\w+\\.\\w+");
    String type = shown.test().substring(0, shown.test().indexOf('.'));
    String method = shown.test().substring(type.length() + 1);
    assertThat(shown.link()).contains("/src/test/java/").endsWith("/" + type + ".java");
    Path file = DOCUMENT.resolveSibling(shown.link());
    assertThat(file).isRegularFile();
    assertThat(isEnabledTest(Files.readString(file), method))
        .as(shown.toString())
        .isTrue();
  }

  /** Whether the method is a test, and neither it nor its class is disabled. */
  private static boolean isEnabledTest(String source, String method) {
    List<String> lines = source.lines().toList();
    int last = 0;
    while (last < lines.size() && !lines.get(last).startsWith("  void " + method + "(")) {
      last++;
    }
    if (last == lines.size() || lines.stream().anyMatch(line -> isDisabled("", line))) {
      return false;
    }
    // A blank line stands between two members.
    int first = last;
    while (first > 0 && !lines.get(first - 1).isBlank()) {
      first--;
    }
    List<String> before = lines.subList(first, last);
    return before.stream().anyMatch(line -> line.matches("  @(Test|ParameterizedTest)\\b.*"))
        && before.stream().noneMatch(line -> isDisabled("  ", line));
  }

  private static boolean isDisabled(String indent, String line) {
    return line.matches(indent + "@Disabled\\b.*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\nclass A {\n  void a() {}\n",
        "\nclass A {\n  @Test\n  void b() {}\n\n  void a() {}\n",
        "\nclass A {\n  @Test\n  @Disabled\n  void a() {}\n",
        "\nclass A {\n  @Disabled(\"slow\")\n  @Test\n  void a() {}\n",
        "\n@Disabled\nclass A {\n  @Test\n  void a() {}\n",
        "\nclass A {\n  @Test\n  void another_a() {}\n",
      })
  void what_is_no_test_or_disabled_is_seen(String source) {
    assertThat(isEnabledTest(source, "a")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\nclass A {\n  @Test\n  void a() {}\n",
        "\n@Timeout(1)\nclass A {\n\n  /** Why. */\n  @Test\n  void a() {}\n",
        "\nclass A {\n  @ParameterizedTest\n  @CsvSource({\n    \"x\",\n  })\n  void a(String x) {}\n",
        "\npublic final class A {\n  @Test\n  @DisabledOnOs(OS.WINDOWS)\n  void a() {}\n",
      })
  void what_is_a_test_is_seen(String source) {
    assertThat(isEnabledTest(source, "a")).isTrue();
  }

  @Test
  void every_tool_has_a_part_that_begins_with_its_own_page() throws IOException {
    assertThat(parts())
        .satisfiesExactly(
            part -> assertThat(part).startsWith("oeleo").contains("migrating-from-oeleo.md"),
            part -> assertThat(part)
                .startsWith("circadian-scp-upload")
                .contains("migrating-from-circadian-scp-upload.md"),
            part -> assertThat(part)
                .startsWith("files-sync-link")
                .contains("migrating-from-files-sync-link.md"),
            part -> assertThat(part).startsWith("dirsend").contains("migrating-from-dirsend.md"),
            part -> assertThat(part).startsWith("filecloudsync").contains("both-ways.md#"));
    assertThat(rows()).hasSizeGreaterThan(100);
  }

  /** The name of each part and what stands before its table. */
  private static List<String> parts() throws IOException {
    List<String> parts = new ArrayList<>();
    for (String part : Files.readString(DOCUMENT).split("\n## ")) {
      assertThat(part.split(Pattern.quote(HEAD), -1).length).isLessThanOrEqualTo(2);
      if (part.contains(HEAD)) {
        parts.add(part.substring(0, part.indexOf(HEAD)));
      }
    }
    return parts;
  }

  @Test
  void every_link_leads_somewhere() throws IOException {
    Matcher link = LINK.matcher(Files.readString(DOCUMENT));
    while (link.find()) {
      String[] parts = link.group(2).split("#", 2);
      Path file = parts[0].isEmpty() ? DOCUMENT : DOCUMENT.resolveSibling(parts[0]);
      assertThat(file).as(link.group()).isRegularFile();
      if (parts.length > 1) {
        assertThat(anchors(file)).as(link.group()).contains(parts[1]);
      }
    }
  }

  /** As GitHub names the headings of a document. */
  private static List<String> anchors(Path document) throws IOException {
    return Files.readAllLines(document).stream()
        .filter(line -> line.matches("#+ .*"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .toList();
  }
}
