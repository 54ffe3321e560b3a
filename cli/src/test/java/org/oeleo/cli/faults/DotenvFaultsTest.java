package org.oeleo.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A {@code .env} file as editors and people leave it behind. */
class DotenvFaultsTest extends WithFaults {
  private void dotenv(String text) throws Exception {
    Files.writeString(folder.resolve(".env"), text);
  }

  private String worker() {
    return String.join("\n", worker("ledger.db"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void a_byte_order_mark_and_either_line_end_are_no_matter(String end) throws Exception {
    file("a", "1");
    dotenv("\ufeff" + String.join(end, worker("ledger.db")) + end);
    assertThat(run()).isZero();
    assertThat(command.err()).isEmpty();
    assertThat(arrived()).containsExactly("a");
  }

  @Test
  void quotes_comments_blanks_and_export_are_no_matter() throws Exception {
    Path spaced = Files.createDirectory(folder.resolve("from here # there"));
    Files.writeString(spaced.resolve("a"), "1");
    dotenv("# a comment\n\nexport OELEO_BASE_DIR_FROM=\"" + spaced + "\"\n"
        + "OELEO_BASE_DIR_TO = '" + to + "'\nOELEO_DB_NAME=" + folder.resolve("ledger.db")
        + "   # the ledger\nOELEO_SETTLE=0s");
    assertThat(run()).as(command.out() + command.err()).isZero();
    assertThat(arrived()).containsExactly("a");
  }

  @Test
  void of_two_lines_for_one_variable_the_last_counts_and_both_are_named() throws Exception {
    file("a", "1");
    dotenv("OELEO_BASE_DIR_TO=" + folder.resolve("nowhere") + "\n" + worker());
    assertThat(run()).isZero();
    assertThat(command.err())
        .startsWith("oeleo: warning: ")
        .contains("OELEO_BASE_DIR_TO")
        .contains("line 1");
    assertThat(arrived()).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OELEO_PASSWORD=\"never closed",
        "OELEO_BASE_DIR_TO",
        "OELEO_DB_NAME='one' two",
        "OELEO_HASH=md5 \u0000"
      })
  void a_line_that_could_be_misread_is_refused_by_its_number(String line) throws Exception {
    file("a", "1");
    dotenv(worker() + "\n" + line + "\n");
    assertThat(run()).as(command.err()).isEqualTo(3);
    assertThat(command.err()).contains(".env").contains("line 5");
    assertThat(to).isEmptyDirectory();
  }

  @Test
  void another_encoding_is_refused() throws Exception {
    for (var encoding : List.of(StandardCharsets.UTF_16LE, StandardCharsets.ISO_8859_1)) {
      Files.writeString(folder.resolve(".env"), "\u00ff\u00fe# \u00e6\n" + worker(), encoding);
      assertThat(run()).isEqualTo(3);
      assertThat(command.err()).contains("UTF-8");
    }
  }
}
