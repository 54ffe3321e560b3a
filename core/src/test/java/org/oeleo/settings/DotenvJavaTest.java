package org.oeleo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What dotenv-java 3.2.0 does by itself, and why {@link DotenvScan} watches it. */
class DotenvJavaTest {
  @TempDir
  Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "a value is cut off at a hash           | K=pa#ss          | {K=pa}",
        "single quotes stay                     | K='a#b'          | {K='a#b'}",
        "exported lines are dropped             | export K=v       | {}",
        "a line behind a byte order mark, too   | \uFEFFK=v~L=w    | {L=w}",
        "an open quote swallows the rest        | K=\"v~L=w        | {}",
        "so does text behind a closing quote    | K=\"v\"x~L=w     | {}",
        "a hash in a value of three lines       | K=\"a#x~b~c\"    | {}",
        "an open single quote is kept           | K='v~L=w         | {K='v, L=w}",
        "references are not expanded            | K=${HOME}        | {K=${HOME}}",
        "the last one wins                      | K=1~K=2          | {K=2}",
        "no equals sign, no entry               | K<x>~L=w         | {L=w}",
      })
  void by_itself_it_says_nothing_when(String what, String text, String read) throws Exception {
    Path file = Files.writeString(folder.resolve("lab.env"), text.replace('~', '\n'));

    Dotenv dotenv = Dotenv.configure()
        .directory(folder.toString())
        .filename(file.getFileName().toString())
        .ignoreIfMalformed()
        .load();

    assertThat(values(dotenv)).as(what).hasToString(read);
  }

  private static Map<String, String> values(Dotenv dotenv) {
    return dotenv.entries(Dotenv.Filter.DECLARED_IN_ENV_FILE).stream()
        .collect(Collectors.toMap(DotenvEntry::getKey, DotenvEntry::getValue));
  }
}
