package org.oeleo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every {@code .env} file, tried on many; the same ones each time. */
class DotenvFilePropertiesTest {
  private static final int TRIES = 1_000;
  private static final List<String> LETTERS =
      "aå =#\"\\$@{}%;:/~!\t".codePoints().mapToObj(Character::toString).toList();
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

  private final Random random = new Random(20240501);

  @TempDir
  Path folder;

  @Test
  void a_value_in_single_quotes_is_read_as_it_is() throws Exception {
    for (int i = 0; i < TRIES; i++) {
      String value = text(LETTERS, 12);
      assertThat(read("OELEO_X='" + value + "'\nOELEO_Y=1"))
          .isEqualTo(Map.of("OELEO_X", value, "OELEO_Y", "1"));
    }
  }

  @Test
  void no_line_is_lost_without_a_word() throws Exception {
    int good = 0;
    for (int i = 0; i < TRIES; i++) {
      String text = text(PIECES, 12);
      try {
        assertThat(read(text + "\nOELEO_LAST=here\n")).as(text).containsEntry("OELEO_LAST", "here");
        good++;
      } catch (SettingsException e) {
        assertThat(e.problems()).noneMatch(problem -> problem.text().contains("try again"));
      }
    }
    assertThat(good).as("files without a problem").isGreaterThan(TRIES / 50);
  }

  private String text(List<String> pieces, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }

  private Map<String, String> read(String text) throws IOException, SettingsException {
    return Source.dotenv(Files.writeString(folder.resolve("lab.env"), text)).values();
  }
}
