package org.oeleo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.FanOutReport;
import org.oeleo.Report;
import org.oeleo.event.Outcome;
import org.oeleo.settings.Settings;
import org.oeleo.testkit.server.WithSshd;

/** The program against a real OpenSSH server. */
class FetchAndCopyTest {
  @RegisterExtension
  static final WithSshd SERVER = new WithSshd();

  @TempDir
  Path folder;

  private Path out;
  private Path incoming;
  private Path prod;
  private Path backup;

  @BeforeEach
  void makeFiles() throws Exception {
    out = Files.createDirectory(folder.resolve("out"));
    incoming = Files.createDirectory(folder.resolve("incoming"));
    prod = Files.createDirectory(folder.resolve("prod"));
    backup = Files.createDirectory(folder.resolve("backup"));
    put("a.csv");
    put("b c.csv");
    put("notes.txt");
  }

  private void put(String name) throws IOException {
    Path file = out.resolve(name);
    Files.writeString(file, "content of " + name);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
  }

  private Report fetch() throws Exception {
    return FetchAndCopy.fetcher(out.toString(), incoming, Settings.of(SERVER.settings()))
        .run();
  }

  private FanOutReport copy() {
    return FetchAndCopy.copier(incoming, prod, backup).run();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void files_are_fetched_copied_to_both_and_deleted_in_between() throws Exception {
    Report fetched = fetch();
    assertThat(fetched.ending()).as(fetched.toString()).isEqualTo(Ending.COMPLETE);
    assertThat(names(incoming)).containsExactly("a.csv", "b c.csv");

    FanOutReport copied = copy();

    assertThat(copied.ending()).as(copied.toString()).isEqualTo(Ending.COMPLETE);
    assertThat(names(prod)).containsExactly("a.csv", "b c.csv").isEqualTo(names(backup));
    assertThat(prod.resolve("b c.csv")).hasContent("content of b c.csv");
    assertThat(incoming).isEmptyDirectory();
    assertThat(names(out)).hasSize(3);
  }

  @Test
  void what_was_copied_is_not_fetched_again_and_what_is_new_is() throws Exception {
    fetch();
    copy();
    put("d.csv");

    Report fetched = fetch();

    assertThat(fetched.ending()).as(fetched.toString()).isEqualTo(Ending.COMPLETE);
    assertThat(fetched.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(names(incoming)).containsExactly("d.csv");
    assertThat(copy().ending()).isEqualTo(Ending.COMPLETE);
    assertThat(incoming).isEmptyDirectory();
    assertThat(names(backup)).containsExactly("a.csv", "b c.csv", "d.csv");
  }

  @Test
  void a_file_that_one_of_them_does_not_have_stays() throws Exception {
    fetch();
    copy();
    put("d.csv");
    fetch();
    Files.move(backup, folder.resolve("away"));

    FanOutReport copied = copy();

    assertThat(copied.ending()).isEqualTo(Ending.DESTINATION_LOST);
    assertThat(names(prod)).contains("d.csv");
    assertThat(names(incoming)).containsExactly("d.csv");

    Files.move(folder.resolve("away"), backup);
    assertThat(copy().ending()).isEqualTo(Ending.COMPLETE);
    assertThat(incoming).isEmptyDirectory();
    assertThat(names(backup)).contains("d.csv");
  }
}
