package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What dirsend has sent. */
class LedgerImportTest extends WithWorker {
  /** As dirsend makes it. */
  private Path dirsend(String... names) throws SQLException {
    Path file = folder.resolve(".dirsend.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE files (idx INTEGER PRIMARY KEY ASC, fileName TEXT NOT NULL)");
      try (PreparedStatement row =
          connection.prepareStatement("INSERT INTO files (fileName) VALUES (?)")) {
        for (String name : names) {
          row.setString(1, name);
          row.execute();
        }
      }
    }
    return file;
  }

  @Test
  void what_was_sent_by_dirsend_is_marked_and_not_sent_again() throws Exception {
    file("old 1.csv", "1");
    file("old;2.csv", "2");
    file("new.csv", "3");
    Path database = dirsend(from + "/old 1.csv", from + "/old;2.csv");
    byte[] before = Files.readAllBytes(database);

    assertThat(command.oeleo("ledger", "import", database.toString())).isZero();
    assertThat(command.out()).contains("Marked      2 files");

    assertThat(command.oeleo("run")).isZero();
    assertThat(names(to)).containsExactly("new.csv");
    assertThat(command.oeleo("ledger", "show", "old 1.csv")).isZero();
    assertThat(command.out()).contains("marked");
    assertThat(Files.readAllBytes(database)).isEqualTo(before);
    assertThat(names(folder)).noneMatch(name -> name.startsWith(".dirsend.db-"));
  }

  @Test
  void nothing_is_taken_over_twice() throws Exception {
    file("a.csv", "1");
    file("forced.csv", "1");
    String database = dirsend(from + "/a.csv", from + "/forced.csv").toString();
    command.oeleo("ledger", "import", database);
    file("a.csv", "changed since");
    command.oeleo("ledger", "forget", "forced.csv");
    command.oeleo("run", "-s", "OELEO_INCLUDE=forced.csv");

    assertThat(command.oeleo("ledger", "import", database)).isZero();
    assertThat(command.out()).doesNotContain("Marked");

    command.oeleo("run");
    assertThat(to.resolve("a.csv")).hasContent("changed since");
  }

  @Test
  void what_is_not_a_file_of_the_source_is_reported() throws Exception {
    file("a.csv", "1");
    Files.createDirectory(from.resolve("folder"));
    String database = dirsend(
            from + "/a.csv",
            from + "/gone.csv",
            from + "/folder",
            from + "-other/a.csv",
            "/elsewhere/b.csv",
            from + "/../c.csv",
            "d.csv")
        .toString();

    assertThat(command.oeleo("ledger", "import", database)).isEqualTo(1);

    assertThat(command.err())
        .contains(
            "gone.csv is no file at the source",
            "folder is no file at the source",
            from + "-other/a.csv is not below the source",
            "/elsewhere/b.csv is not below",
            "c.csv is not below",
            "d.csv is not below");
    assertThat(command.oeleo("ledger", "ls")).isZero();
    assertThat(command.lines()).singleElement().asString().contains("marked", "a.csv");
  }

  @Test
  void a_source_behind_a_link_is_the_same_source() throws Exception {
    file("a.csv", "1");
    Path link = Files.createSymbolicLink(folder.resolve("link"), from);
    String database = dirsend(from + "/a.csv").toString();

    assertThat(command.oeleo("ledger", "import", database, "-s", "OELEO_BASE_DIR_FROM=" + link))
        .isZero();
    assertThat(command.out()).contains("Marked      1 file");
  }

  @Test
  void what_is_no_database_of_dirsend_is_refused_and_makes_no_ledger() throws IOException {
    file("a.csv", "1");
    Files.writeString(folder.resolve("text"), "no database");

    assertThat(command.oeleo("ledger", "import", "text")).isEqualTo(7);
    assertThat(command.err()).contains("cannot be read as a database of dirsend");
    assertThat(command.oeleo("ledger", "import", "none.db")).isEqualTo(7);
    assertThat(command.err()).contains("there is no file");
    assertThat(names(folder)).doesNotContain("ledger.db", "none.db");
  }
}
