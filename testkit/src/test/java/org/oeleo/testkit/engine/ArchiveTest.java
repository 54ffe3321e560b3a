package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.Disposal;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.event.Outcome;
import org.oeleo.spi.Side;
import org.oeleo.testkit.MemoryStore;

/** Files that are moved into the archive of the source once they are safe. */
class ArchiveTest {
  @TempDir
  Path folder;

  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
    lab.source.put("a.csv", "a");
    lab.source.put("sub/b.csv", "b");
  }

  @Test
  void the_archive_takes_files_and_is_no_part_of_the_source() throws Exception {
    Report report = lab.run(lab.worker().disposal(Disposal.archive("archive/%Y-%m/%d")));

    assertThat(report.totals().of(Outcome.ARCHIVED)).isEqualTo(2);
    assertThat(lab.source.names())
        .containsExactly("archive/2026-01/02/a.csv", "archive/2026-01/02/sub/b.csv");
    Report again = lab.run(lab.worker().disposal(Disposal.archive("archive/%Y-%m/%d")));
    assertThat(again.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(again.totals().considered()).isZero();
    assertThat(lab.destination.names()).containsExactly("a.csv", "sub/b.csv");
  }

  @Test
  void nothing_in_the_archive_is_replaced() throws Exception {
    lab.source.put("sub/noend", "1");
    lab.run(lab.worker().disposal(Disposal.archive("old")));
    for (String content : List.of("2", "3")) {
      lab.source.put("a.csv", content);
      lab.source.put("sub/noend", content);
      lab.run(lab.worker().disposal(Disposal.archive("old")));
    }
    assertThat(lab.source.names())
        .containsExactly(
            "old/a (2).csv",
            "old/a (3).csv",
            "old/a.csv",
            "old/sub/b.csv",
            "old/sub/noend",
            "old/sub/noend (2)",
            "old/sub/noend (3)");
    assertThat(lab.source.text("old/a.csv")).isEqualTo("a");
    assertThat(lab.source.text("old/a (3).csv")).isEqualTo("3");
  }

  @Test
  void a_source_that_cannot_move_files_has_no_archive() throws Exception {
    Lab pulling = new Lab(folder, MemoryStore.ofObjects());
    pulling.destination.put("x.csv", "x");
    Report report =
        pulling.run(pulling.worker().from(Side.EXTERNAL).disposal(Disposal.archive("old")));
    assertThat(report.ending()).isEqualTo(Ending.MISCONFIGURED);
    assertThat(report.message()).contains("cannot move files", "OELEO_DISPOSAL");
    assertThat(pulling.source.names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%Y", "../x", "/abs", "", "a/%H", "a/../b", "."})
  void a_folder_that_cannot_be_an_archive_is_refused(String folder) {
    assertThatIllegalArgumentException().isThrownBy(() -> Disposal.archive(folder));
  }
}
