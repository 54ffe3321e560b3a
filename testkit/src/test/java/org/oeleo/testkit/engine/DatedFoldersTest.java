package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Disposal;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.Worker;
import org.oeleo.WorkerBuilder;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.filter.DatePattern;
import org.oeleo.filter.Dated;
import org.oeleo.filter.Filter;

/** Folders of days that are over, from folder to folder of this machine. */
class DatedFoldersTest {
  private static final String NOT_OVER = "29991231";

  @TempDir
  Path folder;

  private Path from;
  private Path to;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    from = Files.createDirectory(folder.resolve("from"));
    to = Files.createDirectory(folder.resolve("to"));
    put("20240101/a.txt");
    put("20240101/one/b.txt");
    put("20240101/one/two/c.txt");
    put("20240102/d.txt");
  }

  private void put(String path) throws IOException {
    Path file = from.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, path);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(3))));
  }

  private WorkerBuilder worker() {
    Dated days = new Dated(
        DatePattern.parse("^%Y%m%d$"),
        Dated.Unit.FOLDER,
        ZoneOffset.UTC,
        Duration.ofHours(1),
        Clock.systemUTC());
    return Worker.builder()
        .local(from)
        .external(to)
        .ledger(folder.resolve("ledger.db"))
        .filter(Filter.everything().dated(days))
        .settle(Duration.ZERO)
        .listener(event -> {
          if (event instanceof Event.Warned warned) {
            warnings.add(warned.text());
          }
        });
  }

  private Report run() throws Exception {
    return worker().disposal(Disposal.delete()).build().run();
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
  void past_days_go_with_their_folders_and_one_that_is_not_over_does_not() throws Exception {
    put(NOT_OVER + "/now.txt");

    Report report = run();

    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(report.totals().of(Outcome.REMOVED)).isEqualTo(4);
    assertThat(report.totals().foldersNotEntered())
        .as("because sub-folders are off")
        .isZero();
    assertThat(tree(from)).containsExactly(NOT_OVER, NOT_OVER + "/now.txt");
    assertThat(tree(to))
        .containsExactly(
            "20240101",
            "20240101/a.txt",
            "20240101/one",
            "20240101/one/b.txt",
            "20240101/one/two",
            "20240101/one/two/c.txt",
            "20240102",
            "20240102/d.txt");
    assertThat(warnings).isEmpty();
  }

  @Test
  void without_the_wish_to_delete_even_an_empty_folder_stays() throws Exception {
    Files.createDirectory(from.resolve("20240103"));
    List<String> before = tree(from);

    worker().build().run();

    assertThat(tree(from)).isEqualTo(before);
  }

  @Test
  void an_empty_folder_of_a_past_day_goes() throws Exception {
    Files.createDirectories(from.resolve("20240103/empty/within"));
    Files.createDirectory(from.resolve(NOT_OVER));
    run();
    assertThat(tree(from)).containsExactly(NOT_OVER);
  }

  @Test
  void a_file_that_arrives_late_survives_and_goes_with_the_next_run() throws Exception {
    Worker worker = worker()
        .disposal(Disposal.delete())
        .listener(event -> {
          if (event instanceof Event.FileFinished done
              && done.result().outcome() == Outcome.REMOVED
              && done.result().path().toString().equals("20240101/a.txt")) {
            late();
          }
        })
        .build();

    worker.run();

    assertThat(tree(from)).containsExactly("20240101", "20240101/late.txt");
    run();
    assertThat(tree(from)).isEmpty();
    assertThat(to.resolve("20240101/late.txt")).hasContent("20240101/late.txt");
  }

  private void late() {
    try {
      put("20240101/late.txt");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_folder_of_which_one_file_is_not_safe_loses_none() throws Exception {
    Files.createDirectories(to.resolve("20240101/one/b.txt/in the way"));

    Report report = run();

    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(tree(from))
        .contains("20240101/a.txt", "20240101/one/b.txt", "20240101/one/two/c.txt")
        .doesNotContain("20240102");
    assertThat(warnings).anyMatch(text -> text.contains("the folder 20240101 stays at the source"));
    Files.delete(to.resolve("20240101/one/b.txt/in the way"));
    Files.delete(to.resolve("20240101/one/b.txt"));
    run();
    assertThat(tree(from)).isEmpty();
  }

  @Test
  void a_folder_with_the_marker_is_left_alone_and_told_of() throws Exception {
    put("20240101/.do-not-touch");

    run();

    assertThat(tree(from)).hasSize(7).contains("20240101/one/two/c.txt");
    assertThat(tree(to)).containsExactly("20240102", "20240102/d.txt");
    assertThat(warnings)
        .hasSize(1)
        .first()
        .asString()
        .contains("20240101 is left out", "20240101/.do-not-touch");
  }

  @Test
  void names_in_doubt_are_told_of_once_and_left_alone() throws Exception {
    put("20240230/x.txt");
    put("20240230/y.txt");
    put("notes/z.txt");

    assertThat(run().ending()).isEqualTo(Ending.COMPLETE);

    assertThat(tree(from)).contains("20240230/x.txt", "notes/z.txt").doesNotContain("20240101");
    assertThat(warnings)
        .hasSize(1)
        .first()
        .asString()
        .contains("20240230 is left out", "which is no day", "OELEO_DATED");
  }

  @Test
  void a_link_in_a_folder_keeps_the_folder_and_is_not_followed() throws Exception {
    Path outside = Files.writeString(folder.resolve("outside"), "keep me");
    Files.createSymbolicLink(from.resolve("20240102/link"), outside);
    run();
    assertThat(tree(from)).containsExactly("20240102", "20240102/link");
    assertThat(outside).hasContent("keep me");
  }

  @Test
  void a_folder_can_be_archived_as_a_whole() throws Exception {
    worker().disposal(Disposal.archive("done")).build().run();
    assertThat(tree(from))
        .contains("done/20240101/one/two/c.txt", "done/20240102/d.txt")
        .doesNotContain("20240101", "20240102");
  }
}
