package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oeleo.Cancellation;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.RetryPolicy;
import org.oeleo.WhenEmpty;
import org.oeleo.Worker;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.filter.Filter;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.MemoryStore;
import org.oeleo.testkit.Operation;

/** An end that is missing, full, somebody else's or empty although it should not be. */
class LostEndsTest {
  @TempDir
  Path folder;

  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
    lab.source.put("a", "1");
    lab.source.put("b", "2");
  }

  @Test
  void a_missing_source_ends_the_run() throws Exception {
    lab.source.store.removeRoot();
    Report report = lab.run();
    assertThat(report.ending()).isEqualTo(Ending.SOURCE_GONE);
    assertThat(report.message()).contains("source");
  }

  @ParameterizedTest
  @CsvSource({
    "UNREACHABLE, DESTINATION_LOST",
    "AUTHENTICATION, IDENTITY",
    "HOST_IDENTITY, IDENTITY",
    "NO_SPACE, DESTINATION_LOST"
  })
  void a_destination_that_is_no_use_ends_the_run(Kind kind, Ending ending) throws Exception {
    lab.destination.inject(Fault.on(Operation.WRITE).fails(kind));
    assertThat(lab.run().ending()).isEqualTo(ending);
    assertThat(lab.destination.names()).isEmpty();
    assertThat(lab.row("a").flatMap(row -> row.failure())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "UNREACHABLE, SOURCE_GONE",
    "AUTHENTICATION, IDENTITY",
    "HOST_IDENTITY, IDENTITY",
    "IO_ERROR, SOURCE_GONE"
  })
  void a_source_that_cannot_be_listed_ends_the_run(Kind kind, Ending ending) throws Exception {
    lab.source.inject(Fault.on(Operation.LIST).fails(kind));
    assertThat(lab.run().ending()).isEqualTo(ending);
  }

  @Test
  void an_end_that_is_lost_is_asked_as_often_for_many_files_as_for_one() throws Exception {
    for (int i = 0; i < 50; i++) {
      lab.source.put("f" + i, "1");
    }
    lab.destination.inject(Fault.on(Operation.WRITE).fails(Kind.UNREACHABLE));
    List<Duration> pauses = new CopyOnWriteArrayList<>();
    Report report = lab.run(lab.worker()
        .parallel(1)
        .retry(new RetryPolicy(4, Duration.ofMillis(8), Duration.ofSeconds(1)))
        .listener(event -> {
          if (event instanceof Event.FileRetried retried) {
            pauses.add(retried.delay());
          }
        }));
    assertThat(report.ending()).isEqualTo(Ending.DESTINATION_LOST);
    // Another one may have begun before the run has ended.
    assertThat(lab.destination.calls(Operation.WRITE)).hasSizeBetween(4, 8);
    assertThat(pauses).as("they grow").hasSize(3);
    assertThat(pauses.get(2)).isGreaterThanOrEqualTo(Duration.ofMillis(16));
  }

  @Test
  void what_was_verified_before_the_destination_was_lost_is_recorded() throws Exception {
    lab.destination.inject(Fault.on(Operation.WRITE).fromCall(2).fails(Kind.UNREACHABLE));
    assertThat(lab.run(lab.worker().parallel(1)).ending()).isEqualTo(Ending.DESTINATION_LOST);
    assertThat(lab.row("a").orElseThrow().checksum()).isPresent();
    lab.destination.heal();
    Report next = lab.run();
    assertThat(next.totals().of(Outcome.UNCHANGED)).isEqualTo(1);
    assertThat(next.totals().of(Outcome.COPIED)).isEqualTo(1);
  }

  @Test
  void what_was_verified_before_the_source_was_lost_is_recorded() throws Exception {
    // More than may be under way at once, so that some are done when the listing breaks off.
    for (int i = 0; i < 3000; i++) {
      lab.source.put("f" + i, "x");
    }
    lab.source.inject(Fault.on(Operation.LIST).failsAfterFiles(2990, Kind.UNREACHABLE));
    Report report = lab.run();
    assertThat(report.ending()).isEqualTo(Ending.SOURCE_GONE);
    long recorded = Long.parseLong(lab.query("SELECT COUNT(*) FROM filelist WHERE checksum <> ''"));
    assertThat(recorded).isEqualTo(report.totals().of(Outcome.COPIED)).isPositive();
  }

  @Test
  void a_full_destination_keeps_no_part() throws Exception {
    lab.destination.inject(Fault.on(Operation.WRITE).failsAtByte(0, Kind.NO_SPACE));
    assertThat(lab.run().ending()).isEqualTo(Ending.DESTINATION_LOST);
    assertThat(lab.destination.names()).isEmpty();
  }

  @Test
  void a_new_destination_is_made() throws Exception {
    lab.destination.store.removeRoot();
    assertThat(lab.run().ending()).isEqualTo(Ending.COMPLETE);
    assertThat(lab.destination.names()).containsExactly("a", "b");
  }

  @Test
  void a_destination_that_went_missing_is_not_made_again() throws Exception {
    lab.run();
    lab.destination.store.removeRoot();
    lab.source.put("c", "3");
    assertThat(lab.run().ending()).isEqualTo(Ending.DESTINATION_LOST);
    assertThat(lab.destination.calls(Operation.CREATE_ROOT)).isEmpty();
  }

  private void emptySource() throws Exception {
    lab.run();
    for (String name : lab.source.names()) {
      lab.source.store.open().delete(RelativePath.of(name));
    }
  }

  @Test
  void a_source_suddenly_empty_pauses() throws Exception {
    emptySource();
    Report report = lab.run();
    assertThat(report.ending()).isEqualTo(Ending.SOURCE_GONE);
    assertThat(report.message()).contains("is empty");
    assertThat(lab.run(lab.worker().emptySource(WhenEmpty.ACCEPT)).ending())
        .isEqualTo(Ending.COMPLETE);
  }

  @Test
  void a_destination_suddenly_empty_pauses() throws Exception {
    lab.run();
    for (String name : lab.destination.names()) {
      lab.destination.store.open().delete(RelativePath.of(name));
    }
    lab.source.put("new", "n");
    Report report = lab.run();
    assertThat(report.ending()).isEqualTo(Ending.DESTINATION_LOST);
    assertThat(report.message()).contains("is empty", "OELEO_EMPTY_DESTINATION");
    assertThat(lab.destination.names()).isEmpty();
    assertThat(lab.run(lab.worker().emptyDestination(WhenEmpty.ACCEPT)).ending())
        .isEqualTo(Ending.COMPLETE);
    assertThat(lab.destination.names()).containsExactly("new");
  }

  @Test
  void a_source_that_was_always_empty_is_fine() throws Exception {
    lab = new Lab(folder);
    assertThat(lab.run().ending()).isEqualTo(Ending.COMPLETE);
  }

  @Test
  void a_source_in_which_everything_is_filtered_is_not_empty() throws Exception {
    lab.run();
    Report report =
        lab.run(lab.worker().filter(Filter.everything().extensions(java.util.List.of("nothing"))));
    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(report.totals().filtered()).isEqualTo(2);
  }

  @Test
  void a_folder_that_cannot_be_read_does_not_keep_the_others() throws Exception {
    lab.source.put("c", "3");
    lab.source.inject(Fault.on(Operation.LIST).failsAfterFiles(2, Kind.ACCESS_DENIED));
    Report report = lab.run();
    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(report.message()).contains("not everything could be read");
    assertThat(lab.destination.names()).containsExactly("a", "b");
  }

  @Test
  void the_same_folder_on_both_ends_is_a_mistake() throws Exception {
    assertThat(between(folder, folder).ending()).isEqualTo(Ending.MISCONFIGURED);
  }

  @Test
  void a_destination_inside_the_source_is_a_mistake_even_through_a_link() throws Exception {
    Path from = Files.createDirectory(folder.resolve("from"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), from);
    assertThat(between(from, from.resolve("to")).ending()).isEqualTo(Ending.MISCONFIGURED);
    assertThat(between(from, link.resolve("to")).ending()).isEqualTo(Ending.MISCONFIGURED);
    assertThat(from.resolve("to")).doesNotExist();
  }

  @Test
  void a_source_inside_the_destination_is_a_mistake() throws Exception {
    Path from = Files.createDirectories(folder.resolve("to/from"));
    Files.createDirectories(from.resolve("from"));
    Files.writeString(from.resolve("from/x"), "would land on from/x, the file below");
    Files.writeString(from.resolve("x"), "precious");
    assertThat(between(from, folder.resolve("to")).ending()).isEqualTo(Ending.MISCONFIGURED);
    assertThat(from.resolve("x")).hasContent("precious");
  }

  private Report between(Path from, Path to) throws Exception {
    return Worker.builder()
        .local(from)
        .external(to)
        .ledger(folder.resolve("nested.db"))
        .build()
        .run(new Cancellation());
  }

  @Test
  void a_store_without_hashes_cannot_be_asked_for_them() throws Exception {
    lab = new Lab(
        folder,
        MemoryStore.withCapabilities(new org.oeleo.spi.Capabilities(
            java.util.EnumSet.of(org.oeleo.spi.Capability.MOVE),
            java.util.List.of(),
            java.time.Duration.ZERO)));
    lab.source.put("a", "1");
    Report report = lab.run(lab.worker().verify(org.oeleo.Verify.HASH));
    assertThat(report.ending()).isEqualTo(Ending.MISCONFIGURED);
    assertThat(report.message()).contains("OELEO_VERIFY=hash");
    assertThat(lab.run(lab.worker().verify(org.oeleo.Verify.REREAD)).ending())
        .isEqualTo(Ending.COMPLETE);
  }

  @Test
  void what_was_listed_before_the_listing_broke_off_is_sent() throws Exception {
    lab.source.inject(Fault.on(Operation.LIST).failsAfterFiles(1, Kind.IO_ERROR));
    Report report = lab.run();
    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(report.message()).contains("not everything could be read");
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(1);
  }
}
