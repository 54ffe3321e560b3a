package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Cancellation;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.RetryPolicy;
import org.oeleo.Timetable;
import org.oeleo.WorkerBuilder;
import org.oeleo.event.Event;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.ForwardingConnector;
import org.oeleo.testkit.Operation;
import org.oeleo.testkit.SampleContent;

/** A run ends within about a second of the wish, whatever it is at, and the next one goes on. */
@Timeout(20)
class StoppingTest {
  /** About a second, and some mercy for a busy machine. */
  private static final Duration SOON = Duration.ofMillis(2500);

  @TempDir
  Path folder;

  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
    lab.source.put("a", SampleContent.noise(300_000));
    lab.source.put("b", "small");
    lab.clock.advance(Duration.ofHours(1));
  }

  /** Starts, cancels when {@code moment} has come, and says how the run ended. */
  private Report stopAt(WorkerBuilder worker, Class<? extends Event> moment) throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    Cancellation cancellation = new Cancellation();
    WorkerBuilder watched = worker.listener(event -> {
      if (moment.isInstance(event)) {
        reached.countDown();
      }
    });
    CompletableFuture<Report> running = start(watched, cancellation);
    assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
    long begin = System.nanoTime();
    cancellation.cancel();
    Report report = running.get(10, TimeUnit.SECONDS);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
    assertThat(report.ending()).isEqualTo(Ending.CANCELLED);
    return report;
  }

  private static CompletableFuture<Report> start(WorkerBuilder worker, Cancellation cancellation) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return worker.build().run(cancellation);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private void finishLater() throws Exception {
    lab.source.heal();
    lab.destination.heal();
    assertThat(lab.run().ending()).isEqualTo(Ending.COMPLETE);
    assertThat(lab.destination.names()).containsExactly("a", "b");
    assertThat(lab.pending()).isEmpty();
    assertThat(lab.row("a").orElseThrow().failure()).isEmpty();
  }

  @Test
  void while_the_bandwidth_is_used_up() throws Exception {
    stopAt(lab.worker().bandwidth(Timetable.parse("2K")), Event.FileStarted.class);
    finishLater();
  }

  @Test
  void while_a_write_hangs() throws Exception {
    lab.destination.inject(Fault.on(Operation.WRITE).hangs());
    stopAt(lab.worker(), Event.FileStarted.class);
    finishLater();
  }

  @Test
  void while_a_write_hangs_in_the_middle() throws Exception {
    lab.destination.inject(Fault.on(Operation.WRITE).hangsAtByte(70_000));
    stopAt(lab.worker(), Event.FileStarted.class);
    finishLater();
  }

  @Test
  void while_the_listing_hangs() throws Exception {
    lab.source.inject(Fault.on(Operation.LIST).hangs());
    stopAt(lab.worker(), Event.RunStarted.class);
    finishLater();
  }

  @Test
  void while_the_destination_does_not_answer_at_all() throws Exception {
    lab.destination.inject(Fault.on(Operation.PING).hangs());
    stopAt(lab.worker(), Event.RunStarted.class);
    finishLater();
  }

  @Test
  void while_waiting_for_the_next_try() throws Exception {
    lab.destination.inject(Fault.on(Operation.WRITE).fails(Kind.IO_ERROR));
    stopAt(
        lab.worker().retry(new RetryPolicy(3, Duration.ofMinutes(1), Duration.ofMinutes(1))),
        Event.FileRetried.class);
    finishLater();
  }

  @Test
  void while_held_back_by_the_store() throws Exception {
    lab.destination.inject(Fault.on(Operation.WRITE).throttles(Duration.ofMinutes(1)));
    stopAt(lab.worker(), Event.FileRetried.class);
    finishLater();
  }

  @Test
  void while_young_files_settle() throws Exception {
    lab.source.put("a", "young");
    stopAt(lab.worker().settle(Duration.ofMinutes(1)), Event.Waiting.class);
    finishLater();
  }

  @Test
  void before_it_begins() throws Exception {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    assertThat(lab.worker().build().run(cancellation).ending()).isEqualTo(Ending.CANCELLED);
    assertThat(lab.destination.names()).isEmpty();
  }

  @Test
  void an_interrupted_caller_is_a_wish_to_stop() throws Exception {
    lab.source.put("a", "young");
    Report report = lab.worker()
        .settle(Duration.ofMinutes(1))
        .listener(event -> {
          if (event instanceof Event.Waiting) {
            Thread.currentThread().interrupt();
          }
        })
        .build()
        .run();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(report.ending()).isEqualTo(Ending.CANCELLED);
  }

  @Test
  void what_was_verified_before_is_in_the_ledger() throws Exception {
    lab.destination.inject(Fault.on(Operation.WRITE).onlyFor(this::isLarge).hangs());
    // The small file is done long before anybody notices that the large one hangs.
    CountDownLatch small = new CountDownLatch(1);
    lab.destination.wrap(connector -> new ForwardingConnector(connector) {
      @Override
      public FileEntry move(RelativePath from, RelativePath to) throws IOException {
        FileEntry moved = super.move(from, to);
        small.countDown();
        return moved;
      }
    });
    Cancellation cancellation = new Cancellation();
    CompletableFuture<Report> running = start(lab.worker(), cancellation);
    assertThat(small.await(10, TimeUnit.SECONDS)).isTrue();
    cancellation.cancel();
    assertThat(running.get(10, TimeUnit.SECONDS).ending()).isEqualTo(Ending.CANCELLED);
    assertThat(lab.row("b").orElseThrow().checksum()).isPresent();
    assertThat(lab.row("a").flatMap(row -> row.checksum())).isEmpty();
  }

  private boolean isLarge(RelativePath path) {
    return lab.pendingAsideOf("a").filter(path::equals).isPresent();
  }
}
