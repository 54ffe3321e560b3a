package org.oeleo.examples.webdav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/writing-a-connector.md quotes is what stands here. */
class WalkThroughTest {
  private static final Path DOCUMENT = Path.of("..", "..", "docs", "writing-a-connector.md");
  private static final Pattern QUOTE = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern LINK = Pattern.compile("]\\(([^):#]+)(#[^)]*)?\\)");

  /** Between two pieces of one quote. */
  private static final String LEFT_OUT = "// …";

  @Test
  void every_piece_it_quotes_is_in_the_source() throws IOException {
    List<String> sources = sources();
    List<String> pieces = found(QUOTE)
        .flatMap(quote -> Stream.of(quote.group(1).split(Pattern.quote(LEFT_OUT))))
        .map(WalkThroughTest::withoutIndent)
        .filter(piece -> !piece.isEmpty())
        .toList();

    assertThat(pieces)
        .hasSizeGreaterThan(5)
        .allSatisfy(
            piece -> assertThat(sources).anySatisfy(source -> assertThat(source).contains(piece)));
  }

  @Test
  void every_file_it_names_is_there() throws IOException {
    List<Path> files =
        found(LINK).map(link -> DOCUMENT.resolveSibling(link.group(1))).toList();

    assertThat(files).hasSizeGreaterThan(5).allSatisfy(file -> assertThat(file).exists());
  }

  private static Stream<MatchResult> found(Pattern pattern) throws IOException {
    return pattern.matcher(Files.readString(DOCUMENT)).results();
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      List<Path> texts =
          files.filter(Files::isRegularFile).filter(file -> !isThis(file)).toList();
      return texts.stream().map(WalkThroughTest::read).toList();
    }
  }

  private static boolean isThis(Path file) {
    return file.endsWith("WalkThroughTest.java");
  }

  private static String read(Path file) {
    try {
      return withoutIndent(Files.readString(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String withoutIndent(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
  }
}
