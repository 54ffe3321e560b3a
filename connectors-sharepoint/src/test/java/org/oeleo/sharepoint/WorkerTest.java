package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.Cancellation;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.TwoWay;
import org.oeleo.event.Outcome;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Side;
import org.oeleo.testkit.SampleContent;

/** What a worker makes of a library. */
@Timeout(120)
class WorkerTest extends WithWorker {
  @Test
  void what_is_new_is_pushed_once() throws Exception {
    byte[] large = SampleContent.noise(SIZE);
    Files.createDirectories(from.resolve("a b/#1"));
    Files.write(from.resolve("a b/#1/large.bin"), large);
    Files.writeString(from.resolve("small.txt"), "small");

    assertCopied(run(worker()), 2);
    journal().clear();
    assertCopied(run(worker()), 0);

    assertThat(uploads()).isEmpty();
    assertThat(stored("a b/#1/large.bin")).isEqualTo(large);
    assertThat(stored("small.txt")).asString().isEqualTo("small");
  }

  @Test
  void what_is_there_is_pulled_once() throws Exception {
    put("a/b.bin", SampleContent.noise(SIZE));
    put("c.docx", SampleContent.noise(1000));

    assertCopied(run(worker().from(Side.EXTERNAL)), 2);
    journal().clear();
    assertCopied(run(worker().from(Side.EXTERNAL)), 0);

    assertThat(journal().count("GET", "download.aspx$")).isZero();
    assertThat(from.resolve("a/b.bin")).hasBinaryContent(SampleContent.noise(SIZE));
    assertThat(from.resolve("c.docx")).hasBinaryContent(SampleContent.noise(1000));
  }

  @Test
  void both_ways_both_ends_become_alike() throws Exception {
    put("there.bin", SampleContent.noise(1000));
    Files.writeString(from.resolve("here.txt"), "here");
    assertCopied(run(worker().twoWay(TwoWay.standard())), 2);

    library.delete(ROOT + "/there.bin");
    put("here.txt", "changed there".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Report report = run(worker().twoWay(TwoWay.standard()));

    assertThat(report.ending()).as("%s", report).isEqualTo(Ending.COMPLETE);
    assertThat(from.resolve("there.bin")).doesNotExist();
    assertThat(from.resolve("here.txt")).hasContent("changed there");
    assertThat(run(worker().twoWay(TwoWay.standard())).totals().of(Outcome.UNCHANGED))
        .isEqualTo(1);
  }

  @Test
  void names_that_meet_are_found_before_the_first_byte() throws Exception {
    Files.writeString(from.resolve("Run.txt"), "one");
    Files.writeString(from.resolve("run.TXT"), "two");
    Files.writeString(from.resolve("other.txt"), "three");

    Report report = run(worker());

    assertThat(report.totals().of(Outcome.FAILED)).as("%s", report).isEqualTo(2);
    assertThat(library.names()).containsExactly(ROOT + "/other.txt");
    assertThat(uploads()).hasSize(1);
  }

  @Test
  void a_name_that_is_not_taken_fails_alone_or_is_mapped() throws Exception {
    Files.writeString(from.resolve("a:b.txt"), "odd");
    Files.writeString(from.resolve("c.txt"), "even");

    Report refused = run(worker());
    assertThat(result(refused, "a:b.txt").kind()).contains(Kind.INVALID_NAME);
    assertThat(library.names()).containsExactly(ROOT + "/c.txt");

    Report mapped =
        run(worker(Map.of("OELEO_SHAREPOINT_NAMES", "map")).ledger(place.resolve("another.db")));
    assertThat(mapped.ending()).as("%s", mapped).isEqualTo(Ending.COMPLETE);
    assertThat(library.names()).hasSize(2);
    assertCopied(run(worker(Map.of("OELEO_SHAREPOINT_NAMES", "map")).from(Side.EXTERNAL)), 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, SIZE})
  void a_file_that_sharepoint_alters_is_recorded_so_and_never_sent_again(int size)
      throws Exception {
    byte[] bytes = SampleContent.noise(size);
    Files.write(from.resolve("report.docx"), bytes);
    assertCopied(run(worker()), 1);
    byte[] altered = stored("report.docx");
    assertThat(altered).hasSizeGreaterThan(size);
    journal().clear();

    Report second = run(worker());
    Report check = worker().build().check(new Cancellation());

    assertThat(second.totals().of(Outcome.UNCHANGED)).as("%s", second).isEqualTo(1);
    assertThat(check.totals().of(Outcome.IN_SYNC)).as("%s", check).isEqualTo(1);
    assertThat(uploads()).isEmpty();
    assertThat(stored("report.docx")).isEqualTo(altered);
    assertThat(from.resolve("report.docx")).hasBinaryContent(bytes);
  }

  @Test
  void a_file_that_sharepoint_alters_some_time_later_is_not_sent_again() throws Exception {
    byte[] bytes = SampleContent.noise(1000);
    Files.write(from.resolve("report.docx"), bytes);
    library.rewritesFilesAfter(Duration.ofHours(1));
    assertCopied(run(worker()), 1);
    library.rewriteNow();
    journal().clear();

    Report second = run(worker());

    assertThat(second.totals().of(Outcome.UNCHANGED)).as("%s", second).isEqualTo(1);
    assertThat(uploads()).isEmpty();
    assertThat(from.resolve("report.docx")).hasBinaryContent(bytes);
    assertThat(exists("report.docx")).isTrue();
  }

  @Test
  void both_ways_a_file_that_sharepoint_alters_stays_as_it_is_on_each_side() throws Exception {
    byte[] bytes = SampleContent.noise(1000);
    Files.write(from.resolve("report.docx"), bytes);
    assertCopied(run(worker().twoWay(TwoWay.standard())), 1);
    byte[] altered = stored("report.docx");

    Report second = run(worker().twoWay(TwoWay.standard()));

    assertThat(second.totals().of(Outcome.UNCHANGED)).as("%s", second).isEqualTo(1);
    assertThat(stored("report.docx")).isEqualTo(altered);
    assertThat(from.resolve("report.docx")).hasBinaryContent(bytes);
  }

  @Test
  void many_files_in_many_folders_arrive() throws Exception {
    for (int i = 0; i < 120; i++) {
      Path file = from.resolve("d" + i % 12 + "/e" + i % 5 + "/f" + i);
      Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
      Files.writeString(file, "content " + i);
    }

    assertCopied(run(worker()), 120);

    assertThat(library.names()).hasSize(120);
    assertThat(List.copyOf(journal().entries("POST", "/children$"))).hasSize(72);
  }
}
