package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.TwoWay;
import org.oeleo.WorkerBuilder;
import org.oeleo.check.Checker;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.spi.Connector;
import org.oeleo.spi.Content;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.ForwardingConnector;
import org.oeleo.testkit.MemoryStore;
import org.oeleo.testkit.Operation;

/** A destination whose files may have so many bytes altogether. */
class QuotaTest {
  @TempDir
  Path folder;

  private final AtomicLong peak = new AtomicLong();
  private Lab lab;

  @BeforeEach
  void open() {
    openWith(MemoryStore.empty());
  }

  private void openWith(MemoryStore store) {
    lab = new Lab(folder, store);
    lab.destination.wrap(this::watched);
  }

  /** Measures what is there after each step that brings something. */
  private Connector watched(Connector connector) {
    return new ForwardingConnector(connector) {
      @Override
      public FileEntry write(RelativePath path, Content content) throws IOException {
        FileEntry written = super.write(path, content);
        peak.accumulateAndGet(held(), Math::max);
        return written;
      }
    };
  }

  private long held() {
    return lab.destination.store.paths().stream()
        .mapToLong(path -> lab.destination.store.bytes(path).map(b -> b.length).orElse(0))
        .sum();
  }

  private WorkerBuilder worker(long quota) {
    return lab.worker().quota(quota);
  }

  @Test
  void files_of_others_in_whatever_folder_count() throws Exception {
    lab.destination.put("deep/below/theirs", new byte[95]);
    lab.source.put("a", new byte[10]);
    lab.source.put("b", new byte[5]);

    Report report = lab.run(worker(100).parallel(1));

    assertThat(lab.destination.names()).containsExactly("b", "deep/below/theirs");
    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    Result refused = report.remarkable().get(0);
    assertThat(refused.kind()).contains(Kind.NO_ROOM);
    assertThat(refused.reason().orElseThrow())
        .contains("no room at the destination for the file's 10 bytes", "OELEO_QUOTA allows 100");
  }

  @Test
  void a_destination_that_is_full_ends_the_run_and_the_next_one_goes_on() throws Exception {
    lab.destination.put("theirs", new byte[100]);
    lab.source.put("a", new byte[10]);

    Report report = lab.run(worker(100));

    assertThat(report.ending()).isEqualTo(Ending.DESTINATION_LOST);
    assertThat(report.message())
        .isEqualTo("destination: it is full: its files have 100 bytes, and OELEO_QUOTA allows 100");
    assertThat(lab.destination.names()).containsExactly("theirs");
    assertThat(lab.source.names()).containsExactly("a");

    lab.destination.put("theirs", new byte[1]);
    assertThat(lab.run(worker(100)).ending()).isEqualTo(Ending.COMPLETE);
    assertThat(lab.destination.names()).containsExactly("a", "theirs");
  }

  @Test
  void many_at_once_never_exceed_it() throws Exception {
    IntStream.range(0, 100).forEach(i -> lab.source.put("f" + i, new byte[10]));

    Report report = lab.run(worker(405).parallel(16));

    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(40);
    assertThat(peak.get()).isEqualTo(400);
    assertThat(held()).isEqualTo(400);
  }

  @Test
  void what_failed_gives_its_room_back() throws Exception {
    lab.source.put("a", new byte[80]);
    lab.source.put("b", new byte[90]);
    lab.destination.inject(Fault.on(Operation.WRITE).atCall(1).failsAtByte(40, Kind.REJECTED));

    Report report = lab.run(worker(100).parallel(1));

    assertThat(Lab.outcome(report, "a")).isEqualTo(Outcome.FAILED);
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(lab.destination.names()).containsExactly("b");
  }

  @Test
  void a_part_that_waits_for_another_try_takes_no_more_room_than_it_has() throws Exception {
    lab.source.put("a", new byte[80]);
    lab.source.put("b", new byte[55]);
    lab.destination.inject(Fault.on(Operation.WRITE).atCall(1).failsAtByte(40, Kind.IO_ERROR));

    Report report = lab.run(worker(100).parallel(1));

    assertThat(Lab.outcome(report, "a")).isEqualTo(Outcome.FAILED);
    assertThat(report.remarkable().get(0).kind()).contains(Kind.NO_ROOM);
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(peak.get()).isLessThanOrEqualTo(100);
  }

  @Test
  void what_is_under_way_does_not_make_it_full() throws Exception {
    lab.source.put("a", new byte[50]);
    lab.run(worker(100));
    lab.source.put("a", new byte[50]);
    lab.source.put("b", new byte[60]);
    CountDownLatch refused = new CountDownLatch(1);
    lab.destination.wrap(connector -> new ForwardingConnector(connector) {
      @Override
      public FileEntry write(RelativePath path, Content content) throws IOException {
        await(refused);
        return super.write(path, content);
      }
    });
    // "b" is refused while "a" is under way.
    Report report = lab.run(worker(100).checker(Checker.sizeAndTime()).listener(event -> {
      if (event instanceof Event.FileFinished) {
        refused.countDown();
      }
    }));

    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(held()).isEqualTo(50);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Test
  void a_part_that_is_continued_counts_once() throws Exception {
    lab.source.put("a", new byte[100]);
    lab.destination.inject(Fault.on(Operation.WRITE).atCall(1).failsAtByte(80, Kind.IO_ERROR));

    Report report = lab.run(worker(100));

    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(held()).isEqualTo(100);
  }

  @Test
  void a_part_of_an_earlier_run_counts_as_its_file_or_goes() throws Exception {
    lab.source.put("a", new byte[100]);
    lab.destination.inject(Fault.on(Operation.WRITE).failsAtByte(80, Kind.UNREACHABLE));
    lab.run(worker(100));
    assertThat(held()).isEqualTo(80);
    lab.destination.heal();
    lab.source.put("a", new byte[90]);

    assertThat(lab.run(worker(100)).ending()).isEqualTo(Ending.COMPLETE);

    assertThat(held()).isEqualTo(90);
  }

  @Test
  void what_is_replaced_makes_room_for_the_next() throws Exception {
    lab.source.put("a", new byte[60]);
    lab.run(worker(100));
    lab.source.put("a", new byte[40]);
    lab.source.put("b", new byte[60]);

    Report report = lab.run(worker(100).parallel(1));

    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(held()).isEqualTo(100);
    assertThat(peak.get()).isEqualTo(100);
  }

  @Test
  void old_and_new_stand_side_by_side_until_one_is_replaced() throws Exception {
    lab.source.put("a", new byte[60]);
    lab.run(worker(100));
    lab.source.put("a", new byte[50]);

    Report report = lab.run(worker(100));

    assertThat(report.remarkable().get(0).kind()).contains(Kind.NO_ROOM);
    assertThat(held()).isEqualTo(60);
  }

  @Test
  void where_files_are_published_at_once_only_the_difference_counts() throws Exception {
    openWith(MemoryStore.ofObjects());
    lab.source.put("a", new byte[60]);
    lab.run(worker(100));
    lab.source.put("a", new byte[90]);
    lab.source.put("b", new byte[10]);

    assertThat(lab.run(worker(100)).ending()).isEqualTo(Ending.COMPLETE);

    assertThat(held()).isEqualTo(100);
    lab.source.put("a", new byte[20]);
    lab.source.put("c", new byte[70]);
    assertThat(lab.run(worker(100).parallel(1)).ending()).isEqualTo(Ending.COMPLETE);
    assertThat(held()).isEqualTo(100);
  }

  @Test
  void a_destination_that_cannot_be_listed_is_sent_nothing() throws Exception {
    lab.source.put("a", new byte[1]);
    lab.destination.inject(Fault.on(Operation.LIST).fails(Kind.ACCESS_DENIED));

    assertThat(lab.run(worker(100)).ending()).isEqualTo(Ending.DESTINATION_LOST);

    assertThat(lab.destination.names()).isEmpty();
  }

  @Test
  void without_one_the_destination_is_not_listed_through() throws Exception {
    lab.source.put("a", new byte[1]);
    lab.run();

    // Whether there is anything at all is asked in any case.
    assertThat(lab.destination.calls(Operation.LIST)).hasSize(1);
  }

  @Test
  void free_space_counts_besides() throws Exception {
    openWith(MemoryStore.empty().ofCapacity(50));
    lab.source.put("a", new byte[60]);
    lab.source.put("b", new byte[40]);

    Report report = lab.run(worker(100).parallel(1));

    assertThat(report.remarkable().get(0).reason().orElseThrow()).contains("bytes are free");
    assertThat(lab.destination.names()).containsExactly("b");
  }

  @Test
  void both_ways_there_is_none() {
    assertThatThrownBy(() -> worker(100).twoWay(TwoWay.standard()).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("quota");
  }
}
