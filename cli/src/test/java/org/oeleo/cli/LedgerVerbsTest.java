package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class LedgerVerbsTest extends WithWorker {
  @Test
  void rows_are_locked_shown_unlocked_and_forgotten() throws IOException {
    file("a.csv", "1");
    file("b.txt", "1");
    command.oeleo("run");
    assertThat(command.oeleo("ledger", "lock", "a.csv", "nope")).isEqualTo(1);
    assertThat(command.err()).contains("nope", "nothing was changed");
    assertThat(command.oeleo("ledger", "ls", "--locked")).isZero();
    assertThat(command.out()).isEmpty();
    assertThat(command.oeleo("ledger", "lock", "--glob", "*.csv")).isZero();
    assertThat(command.oeleo("ledger", "show", "a.csv")).isZero();
    assertThat(command.out()).contains("State      locked (code 2)", "Transfer ", "SHA-256:");
    assertThat(command.oeleo("ledger", "unlock", "a.csv")).isZero();
    assertThat(command.oeleo("ledger", "forget", "a.csv")).isZero();
    assertThat(command.oeleo("ledger", "ls")).isZero();
    assertThat(command.lines()).singleElement().asString().contains("copied", "b.txt");
    assertThat(command.oeleo("ledger", "ls", "--db", "none.db")).isEqualTo(1);
    assertThat(command.oeleo("ledger", "lock")).isEqualTo(2);
    assertThat(command.oeleo("ledger", "ls", "[a")).isEqualTo(2);
    assertThat(command.oeleo("ledger", "show", "../b.txt")).isEqualTo(2);
    assertThat(command.oeleo("ledger", "ls", "--json")).isZero();
    assertThat(command.out()).contains("\"code\":1,");
  }

  @Test
  void an_export_is_complete_and_harmless() throws IOException {
    file("=cmd|'calc'!A0", "1");
    file("a,\"b\".csv", "1");
    command.oeleo("run");
    assertThat(command.oeleo("ledger", "export", "--format", "csv")).isZero();
    assertThat(command.out())
        .contains("\r\n'=cmd|'calc'!A0,copied,", "\r\n\"a,\"\"b\"\".csv\",copied,");
    assertThat(command.oeleo("ledger", "export", "--format", "json", "--history", "-o", "h.json"))
        .isZero();
    assertThat(Files.readAllLines(folder.resolve("h.json"))).hasSize(4);
    assertThat(names(folder)).noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void files_are_marked_one_by_one_or_all() throws IOException {
    file("a[1].csv", "1");
    file("b.csv", "1");
    assertThat(command.oeleo("ledger", "mark", "a[1].csv")).isZero();
    assertThat(command.oeleo("ledger", "mark", "none.csv")).isEqualTo(1);
    command.oeleo("run");
    assertThat(names(to)).containsExactly("b.csv");
  }
}
