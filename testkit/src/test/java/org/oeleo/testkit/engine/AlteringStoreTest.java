package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.oeleo.Cancellation;
import org.oeleo.Report;
import org.oeleo.TwoWay;
import org.oeleo.Verify;
import org.oeleo.WorkerBuilder;
import org.oeleo.event.Outcome;
import org.oeleo.plan.Planner;
import org.oeleo.spi.Connector;
import org.oeleo.spi.Content;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.ForwardingConnector;
import org.oeleo.testkit.MemoryStore;
import org.oeleo.testkit.Operation;

/** Some stores change some files on receipt, as SharePoint does with those of Office. */
class AlteringStoreTest {
  private static final RelativePath REPORT = RelativePath.of("report.docx");

  @TempDir
  Path folder;

  private Lab lab;
  private final AtomicInteger writes = new AtomicInteger();

  @BeforeEach
  void open() throws Exception {
    lab = new Lab(folder, MemoryStore.ofCarefulObjects());
    lab.destination.wrap(this::altering);
    lab.source.put("report.docx", "as it was written");
    lab.source.put("data.csv", "1,2,3");
  }

  /** Adds other bytes to a document each time it comes. */
  private Connector altering(Connector store) {
    return new ForwardingConnector(store) {
      @Override
      public FileEntry write(RelativePath path, Content content) throws IOException {
        FileEntry written = super.write(path, content);
        if (!path.equals(REPORT)) {
          return written;
        }
        String text = "enriched for the " + writes.incrementAndGet() + ". time";
        lab.destination.put(path.toString(), text);
        content.alteredByStore();
        return super.stat(path).orElseThrow();
      }
    };
  }

  private Optional<Proof.Method> proof(String path) throws Exception {
    return lab.row(path).orElseThrow().proof().map(Proof::method);
  }

  @ParameterizedTest
  @EnumSource(
      value = Verify.class,
      names = {"AUTO", "SIZE", "REREAD"})
  void what_the_store_alters_counts_as_sent_but_not_as_proven(Verify verify) throws Exception {
    Report report = lab.run(lab.worker().verify(verify));

    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(2);
    assertThat(proof("report.docx")).contains(Proof.Method.ALTERED);
    assertThat(proof("data.csv")).isPresent().isNotEqualTo(Optional.of(Proof.Method.ALTERED));
    assertThat(lab.history())
        .filteredOn(line -> line.path().equals(REPORT))
        .singleElement()
        .satisfies(line -> assertThat(line.proof().method()).isEqualTo(Proof.Method.ALTERED));
  }

  @Test
  void it_is_not_sent_again_and_both_sides_stay() throws Exception {
    lab.run();
    Report again = lab.run();

    assertThat(again.totals().of(Outcome.UNCHANGED)).isEqualTo(2);
    assertThat(writes).hasValue(1);
    assertThat(lab.source.text("report.docx")).isEqualTo("as it was written");
    assertThat(lab.destination.text("report.docx")).isEqualTo("enriched for the 1. time");
  }

  @Test
  void it_is_sent_again_once_it_has_changed_at_the_source() throws Exception {
    lab.run();
    lab.source.put("report.docx", "as it was written, corrected");

    assertThat(lab.run().totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(writes).hasValue(2);
  }

  @Test
  void a_check_finds_it_in_sync_and_does_not_have_it_sent_again() throws Exception {
    lab.run();

    Report check = lab.worker().build().adopt(Planner.Missing.FORCE, new Cancellation());

    assertThat(check.totals().of(Outcome.IN_SYNC)).isEqualTo(2);
    assertThat(lab.run().totals().of(Outcome.UNCHANGED)).isEqualTo(2);
    assertThat(proof("report.docx")).contains(Proof.Method.ALTERED);
  }

  @Test
  void a_check_finds_it_different_once_somebody_has_edited_it_there() throws Exception {
    lab.run();
    lab.destination.put("report.docx", "edited by somebody");

    assertThat(Lab.outcome(lab.worker().build().check(new Cancellation()), "report.docx"))
        .isEqualTo(Outcome.DIFFERENT);
  }

  @Test
  void a_check_finds_it_different_once_its_source_has_changed() throws Exception {
    lab.run();
    lab.source.put("report.docx", "as it was written!");

    assertThat(Lab.outcome(lab.worker().build().check(new Cancellation()), "report.docx"))
        .isEqualTo(Outcome.DIFFERENT);
  }

  @Test
  void both_ways_it_stays_as_it_is_on_each_side() throws Exception {
    WorkerBuilder both = lab.worker().twoWay(TwoWay.standard());
    lab.run(both);
    Report again = lab.run(both);

    assertThat(again.totals().of(Outcome.UNCHANGED)).isEqualTo(2);
    assertThat(lab.source.text("report.docx")).isEqualTo("as it was written");
    assertThat(lab.destination.text("report.docx")).isEqualTo("enriched for the 1. time");
  }

  @Test
  void who_has_a_file_open_there_is_waited_for_however_long_it_takes() throws Exception {
    lab.destination.inject(Fault.on(Operation.WRITE).fails(Kind.BUSY));
    for (int run = 0; run < 10; run++) {
      assertThat(Lab.outcome(lab.run(), "report.docx")).isEqualTo(Outcome.FAILED);
    }
    lab.destination.heal();

    assertThat(lab.run().totals().of(Outcome.COPIED)).isEqualTo(2);
  }
}
