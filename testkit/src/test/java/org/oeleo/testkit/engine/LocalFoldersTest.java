package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.Worker;
import org.oeleo.WorkerBuilder;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.spi.Proof;

/** From folder to folder of this machine. */
class LocalFoldersTest {
  private static final List<String> HOSTILE = List.of(
      "plain.txt",
      "with space",
      " leading and trailing ",
      "-rf",
      "--delete",
      "quote'\"quote",
      "semi;colon&amp|pipe$(id)`id`",
      "back\\slash",
      "new\nline",
      "tab\tand\rreturn",
      "escape\u001b[31mred",
      "percent%2e%2e%2f",
      "a*?[b]{c}",
      "...",
      ".hidden",
      "..x",
      "~",
      "nul.txt",
      "CON",
      "trailing dot.",
      "\u00e6\u00f8\u00e5-gr\u00f8nn",
      "A\u030a decomposed",
      "\ud83d\ude00 emoji",
      "\u202egpj.exe",
      "deep/er/and/deeper",
      "x".repeat(255));

  @TempDir
  Path folder;

  private Path from = Path.of("");
  private Path to = Path.of("");

  @BeforeEach
  void makeFolders() throws Exception {
    from = Files.createDirectory(folder.resolve("from"));
    to = folder.resolve("to");
  }

  private WorkerBuilder worker() {
    return Worker.builder()
        .local(from)
        .external(to)
        .ledger(folder.resolve("ledger.db"))
        .settle(Duration.ZERO)
        .retry(Lab.AT_ONCE);
  }

  private static Map<String, String> tree(Path root) throws Exception {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        tree.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return tree;
  }

  @Test
  void hostile_names_arrive_as_they_are() throws Exception {
    for (String name : HOSTILE) {
      Path file = from.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "content of " + name);
    }
    Report report = worker().build().run();
    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(tree(to)).isEqualTo(tree(from)).hasSize(HOSTILE.size());
    assertThat(worker().build().run().totals().of(Outcome.COPIED)).isZero();
  }

  @Test
  void hostile_names_of_another_store_stay_below_the_root() throws Exception {
    Lab lab = new Lab(folder);
    HOSTILE.forEach(name -> lab.source.put(name, "content of " + name));
    Report report =
        worker().local(lab.source.endpoint()).clock(lab.clock).build().run();
    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(tree(to)).hasSize(HOSTILE.size());
    try (Stream<Path> beside = Files.list(folder)) {
      assertThat(beside.map(path -> path.getFileName().toString()))
          .allMatch(name -> List.of("from", "to").contains(name) || name.startsWith("ledger.db"));
    }
  }

  @Test
  void an_edit_whose_time_was_set_back_is_noticed() throws Exception {
    Path file = Files.writeString(from.resolve("a"), "one");
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
    Files.setLastModifiedTime(file, old);
    worker().build().run();
    Files.writeString(file, "two");
    Files.setLastModifiedTime(file, old);
    assertThat(worker().build().run().totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(to.resolve("a")).hasContent("two");
  }

  @Test
  void an_edit_of_equal_size_right_after_the_run_is_noticed() throws Exception {
    Path file = Files.writeString(from.resolve("a"), "one");
    worker().build().run();
    Files.writeString(file, "two");
    worker().build().run();
    assertThat(to.resolve("a")).hasContent("two");
  }

  @Test
  void what_was_written_is_read_back_and_keeps_its_time() throws Exception {
    Path file = Files.writeString(from.resolve("a"), "one");
    FileTime old = FileTime.from(Instant.parse("2020-02-03T04:05:06.123Z"));
    Files.setLastModifiedTime(file, old);
    List<Proof.Method> proofs = new CopyOnWriteArrayList<>();
    worker()
        .listener(event -> {
          if (event instanceof Event.FileFinished done) {
            done.result().proof().ifPresent(proofs::add);
          }
        })
        .build()
        .run();
    assertThat(proofs).containsExactly(Proof.Method.REREAD);
    assertThat(Files.getLastModifiedTime(to.resolve("a"))).isEqualTo(old);
  }

  @Test
  void links_are_left_out_and_counted() throws Exception {
    Files.writeString(from.resolve("a"), "one");
    Files.createSymbolicLink(from.resolve("link"), from.resolve("a"));
    Files.createSymbolicLink(from.resolve("out"), folder);
    Report report = worker().build().run();
    assertThat(report.totals().leftOut()).isEqualTo(2);
    assertThat(tree(to)).containsOnlyKeys("a");
  }

  @Test
  void a_folder_that_cannot_be_read_does_not_keep_the_others() throws Exception {
    Files.writeString(from.resolve("a"), "one");
    Path closed = Files.createDirectory(from.resolve("closed"));
    Files.writeString(closed.resolve("b"), "two");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(closed), "root reads everything");
    try {
      Report report = worker().build().run();
      assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
      assertThat(report.message()).contains("closed");
      assertThat(tree(to)).containsOnlyKeys("a");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
