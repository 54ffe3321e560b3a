package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Disposal;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.Worker;
import org.oeleo.WorkerBuilder;
import org.oeleo.check.Checker;
import org.oeleo.event.Outcome;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.Operation;
import org.oeleo.testkit.Tagless;

/** What a hostile reader has found, each once a way to lose a file. */
class DisposalAttacksTest {
  @TempDir
  Path folder;

  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
    lab.source.put("a.csv", "MEASURE1");
  }

  private WorkerBuilder deleting() {
    return lab.worker().disposal(Disposal.delete());
  }

  private void put(String text, Instant time) throws IOException {
    lab.source.put("a.csv", text);
    lab.source.store.open().setModified(RelativePath.of("a.csv"), time);
  }

  @Test
  void a_new_file_that_looks_like_the_one_that_went_is_sent_first() throws Exception {
    Instant ofBatteryGone = Instant.parse("2000-01-01T00:00:10Z");
    lab.source.wrap(Tagless::new);
    put("MEASURE1", ofBatteryGone);
    lab.run(deleting());
    assertThat(lab.source.names()).isEmpty();

    put("MEASURE2", ofBatteryGone);
    Report report = lab.run(deleting());

    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(lab.destination.text("a.csv")).isEqualTo("MEASURE2");
  }

  @Test
  void nor_do_checkers_that_read_nothing_let_it_go_unsent() throws Exception {
    Instant time = Instant.parse("2000-01-01T00:00:10Z");
    lab.source.wrap(Tagless::new);
    put("MEASURE1", time);
    lab.run(deleting().checker(Checker.sizeAndTime()));
    put("MEASURE2", time);

    Report report = lab.run(deleting().checker(Checker.sizeAndTime()));

    boolean sent = lab.destination.text("a.csv").equals("MEASURE2");
    assertThat(sent || lab.source.text("a.csv").equals("MEASURE2"))
        .as(report.toString())
        .isTrue();
  }

  @Test
  void one_folder_by_two_roads_is_not_emptied() throws Exception {
    Lab one = new Lab(folder, lab.source.store);
    TestEnd same = new TestEnd(lab.source.store);
    one.clock.advance(Duration.ofHours(1));
    WorkerBuilder onto = one.worker()
        .local(lab.source.endpoint())
        .external(same.endpoint())
        .disposal(Disposal.delete());

    Report report = onto.build().run();

    assertThat(report.ending()).isEqualTo(Ending.MISCONFIGURED);
    assertThat(report.message()).contains("the same folder");
    assertThat(lab.source.names()).containsExactly("a.csv");
  }

  @Test
  void many_hands_replace_nothing_in_the_archive() throws Exception {
    Path from = Files.createDirectory(folder.resolve("from"));
    Path to = Files.createDirectory(folder.resolve("to"));
    Path archive = Files.createDirectory(from.resolve("old"));
    for (int i = 0; i < 60; i++) {
      for (String name : new String[] {"r" + i + ".csv", "r" + i + " (2).csv"}) {
        Path file = Files.writeString(from.resolve(name), "new " + name);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
      }
      Files.writeString(archive.resolve("r" + i + ".csv"), "old " + i);
    }
    Worker worker = Worker.builder()
        .local(from)
        .external(to)
        .ledger(folder.resolve("local.db"))
        .settle(Duration.ZERO)
        .parallel(8)
        .disposal(Disposal.archive("old"))
        .build();

    assertThat(worker.run().totals().of(Outcome.ARCHIVED)).isEqualTo(120);

    try (var files = Files.list(archive)) {
      Set<String> texts =
          files.map(DisposalAttacksTest::text).collect(Collectors.toCollection(TreeSet::new));
      assertThat(texts).hasSize(180);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void an_archive_that_is_a_file_is_a_failure_and_no_restlessness() throws Exception {
    Path from = Files.createDirectory(folder.resolve("from"));
    Files.writeString(from.resolve("old"), "in the way");
    Path file = Files.writeString(from.resolve("x.csv"), "x");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    Report report = Worker.builder()
        .local(from)
        .external(Files.createDirectory(folder.resolve("to")))
        .ledger(folder.resolve("local.db"))
        .settle(Duration.ZERO)
        .retry(Lab.AT_ONCE)
        .disposal(Disposal.archive("old"))
        .build()
        .run();
    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(from.resolve("x.csv")).exists();
  }

  @Test
  void what_could_not_be_deleted_is_missed_when_it_is_gone() throws Exception {
    lab.source.inject(Fault.on(Operation.DELETE).fails(Kind.ACCESS_DENIED));
    lab.run(deleting());
    lab.source.heal();
    lab.source.store.open().delete(RelativePath.of("a.csv"));
    assertThat(lab.run(deleting()).ending()).isEqualTo(Ending.SOURCE_GONE);
  }

  @Test
  void what_stays_because_nobody_looks_at_edits_is_told_of() throws Exception {
    lab.run(lab.worker().checker(Checker.presence()));
    lab.source.put("a.csv", "edited");
    Report report = lab.run(deleting().checker(Checker.presence()));
    assertThat(Lab.outcome(report, "a.csv")).isEqualTo(Outcome.RETAINED);
    assertThat(report.remarkable().get(0).reason().orElseThrow()).contains("OELEO_CHECKER");
  }
}
