package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.oeleo.testkit.server.WithSshd;

/** What circadian-scp-upload does, done with the command, against a real OpenSSH server. */
class FromCircadianTest extends WithWorker {
  @RegisterExtension
  static final WithSshd SERVER = new WithSshd();

  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void reach_the_server() throws IOException {
    lines.addAll(worker("ledger.db"));
    lines.add("OELEO_EXTERNAL=ssh");
    SERVER.settings().forEach((name, value) -> lines.add(name + "=" + value));
  }

  private int run(String... more) throws IOException {
    List<String> all = new ArrayList<>(lines);
    all.addAll(List.of(more));
    Files.write(folder.resolve(".env"), all);
    return command.oeleo("run");
  }

  private void put(String name) throws IOException {
    Path path = from.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "content of " + name);
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
  }

  private static List<String> tree(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> !path.equals(root))
          .map(path -> root.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void folders_of_past_days_are_uploaded_and_removed() throws Exception {
    put("20190101/file1.txt");
    put("20190101/file2.txt");
    put("20190102/file1.txt");
    put("29990101/file1.txt");
    put("others/file1.txt");

    assertThat(run("OELEO_DATED=^%Y%m%d$", "OELEO_DATED_UNIT=folder", "OELEO_DISPOSAL=delete"))
        .as(command.err())
        .isZero();

    assertThat(tree(from))
        .containsExactly("29990101", "29990101/file1.txt", "others", "others/file1.txt");
    assertThat(tree(to))
        .containsExactly(
            "20190101",
            "20190101/file1.txt",
            "20190101/file2.txt",
            "20190102",
            "20190102/file1.txt");
    assertThat(to.resolve("20190102/file1.txt")).hasContent("content of 20190102/file1.txt");
  }

  @Test
  void files_of_past_days_are_uploaded_and_removed() throws Exception {
    put("20190101.txt");
    put("20190102-a.txt");
    put("29990101.txt");
    put("notes.txt");

    assertThat(run("OELEO_DATED=^.*%Y%m%d.*$", "OELEO_DATED_UNIT=file", "OELEO_DISPOSAL=delete"))
        .as(command.err())
        .isZero();

    assertThat(tree(from)).containsExactly("29990101.txt", "notes.txt");
    assertThat(tree(to)).containsExactly("20190101.txt", "20190102-a.txt");
  }

  @Test
  void its_own_pattern_for_files_is_taken_as_it_is() throws Exception {
    put(".log20190101.txt");
    put("20190101.txt");

    assertThat(run("OELEO_DATED=^[\\.].*%Y%m%d.*$")).as(command.err()).isZero();

    assertThat(tree(to)).containsExactly(".log20190101.txt");
  }

  @Test
  void without_the_wish_to_remove_them_all_files_stay() throws Exception {
    put("20190101/file1.txt");

    assertThat(run("OELEO_DATED=^%Y%m%d$", "OELEO_DATED_UNIT=folder")).isZero();

    assertThat(tree(from)).containsExactly("20190101", "20190101/file1.txt");
    assertThat(tree(to)).isEqualTo(tree(from));
  }

  @Test
  void what_it_does_is_in_the_log_and_failures_are_told() throws Exception {
    put("20190101/file1.txt");
    Path logs = folder.resolve("logs");
    String[] job = {"OELEO_DATED=^%Y%m%d$", "OELEO_DATED_UNIT=folder", "OELEO_LOG_DIR=" + logs};

    assertThat(run(job)).isZero();
    Files.move(from, folder.resolve("away"));
    assertThat(run(job)).isEqualTo(4);

    assertThat(logs.resolve("oeleo.log"))
        .content()
        .contains("INFO  event=file-finished", "20190101/file1.txt", "ERROR event=report");
  }
}
