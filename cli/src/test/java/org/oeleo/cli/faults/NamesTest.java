package org.oeleo.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.oeleo.testkit.NamesContract;

/** Names that mean something to a shell, a terminal or a parser, and names that are no text. */
class NamesTest extends WithFaults {
  private static final String EVERYTHING = "OELEO_INCLUDE_SUBDIRS=yes";

  /** Percent-encoded: bytes that are no UTF-8, and the longest name there is. */
  private static final List<String> BYTES =
      List.of("bad%FF", "%C3", "a%80b.csv", "%E2%80%9BFF", "%0A%FF%0D", "x".repeat(255));

  private static final List<String> SHELL =
      List.of("$(touch canary)", "`touch canary`", "; touch canary", "| touch canary", "-rf", "~");

  private static void place(Path name) throws IOException {
    Files.writeString(name.resolveSibling(name.getFileName()), "content of a file");
  }

  private int makeAsFilesAndAsFolders(List<String> names) throws IOException {
    for (String name : names) {
      place(from.resolve(name));
      place(Files.createDirectories(from.resolve("folders").resolve(name)).resolve("inside"));
    }
    return 2 * names.size();
  }

  @Test
  void every_name_arrives_as_it_is_and_is_known_the_next_time() throws Exception {
    int files = makeAsFilesAndAsFolders(NamesContract.names().toList());
    assertThat(run(EVERYTHING, "OELEO_EXTERNAL_SUBDIRS=yes")).as(command.out()).isZero();
    requireSame(from, to);
    assertThat(run(EVERYTHING, "OELEO_EXTERNAL_SUBDIRS=yes")).isZero();
    assertThat(command.out()).contains("\"unchanged\":" + files);
  }

  @Test
  void names_that_are_no_text_arrive_byte_by_byte() throws Exception {
    for (String name : BYTES) {
      Path file = Path.of(URI.create(from.toUri() + name));
      place(file);
      Path inside = Files.createDirectories(Path.of(URI.create(from.toUri() + "folders/" + name)));
      place(inside.resolve("inside"));
    }
    assertThat(run(EVERYTHING, "OELEO_EXTERNAL_SUBDIRS=yes")).as(command.out()).isZero();
    requireSame(from, to);
    assertThat(run(EVERYTHING, "OELEO_EXTERNAL_SUBDIRS=yes")).isZero();
    assertThat(command.out()).contains("\"unchanged\":" + 2 * BYTES.size());
  }

  @Test
  void composed_and_decomposed_names_and_case_twins_are_different_files() throws Exception {
    List<String> twins =
        List.of("\u00e9t\u00e9", "e\u0301te\u0301", "Run.csv", "run.csv", "RUN.CSV");
    for (String name : twins) {
      file(name, name);
    }
    assertThat(run()).isZero();
    requireSame(from, to);
    assertThat(names(to)).containsExactlyInAnyOrderElementsOf(twins);
  }

  @Test
  void no_name_is_run_by_a_shell_or_taken_for_an_option() throws Exception {
    makeAsFilesAndAsFolders(SHELL);
    Program.Ended ended =
        new Program(folder).run("run", "-v", "-s", EVERYTHING, "-s", "OELEO_EXTERNAL_SUBDIRS=yes");
    assertThat(ended.code()).isZero();
    requireSame(from, to);
    try (var everywhere = Files.walk(folder)) {
      assertThat(everywhere.map(path -> String.valueOf(path.getFileName())))
          .doesNotContain("canary");
    }
  }

  @Test
  void no_name_controls_the_terminal_or_forges_a_line() throws Exception {
    makeAsFilesAndAsFolders(
        List.of("\u001b[2Jcleared", "end\noeleo: all is well", "\u202egpj.exe"));
    Path logs = folder.resolve("logs");
    assertThat(command.oeleo("run", "-v", "-s", EVERYTHING, "-s", "OELEO_LOG_DIR=" + logs))
        .isEqualTo(1);
    assertThat(command.oeleo("run", "-v", "-s", EVERYTHING, "-s", "OELEO_EXTERNAL_SUBDIRS=yes"))
        .isZero();
    assertThat(command.out() + command.err() + Files.readString(logs.resolve("oeleo.log")))
        .doesNotContain("\u001b", "\noeleo: all is well", "\u202e")
        .contains("cleared");
  }

  @Test
  void names_that_meet_without_their_folders_are_reported_and_not_sent() throws Exception {
    for (String day : List.of("day1", "day2")) {
      place(Files.createDirectory(from.resolve(day)).resolve("run.csv"));
    }
    file("other.csv", "1");
    assertThat(run(EVERYTHING)).isEqualTo(1);
    assertThat(outcome("day1/run.csv")).isEqualTo("failed");
    assertThat(reason("day1/run.csv")).contains("would land on the same file");
    assertThat(arrived()).containsExactly("other.csv");
  }
}
