package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.TwoWay;
import org.oeleo.Worker;
import org.oeleo.schedule.Monitor;
import org.oeleo.schedule.MonitorBuilder;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider;
import org.oeleo.spi.Kind;
import org.oeleo.spi.LedgerLockedException;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.Operation;

/** Keeping two sides alike for as long as somebody wants it. */
class MonitorTest {
  @TempDir
  Path folder;

  private Lab lab;
  private final List<String> changes = new CopyOnWriteArrayList<>();
  private final List<Integer> finished = new CopyOnWriteArrayList<>();
  private final List<Report> failures = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() {
    lab = new Lab(folder);
  }

  /** As far as the clock of a test goes, only a trigger makes another pass. */
  private MonitorBuilder monitor(Worker worker) {
    return Monitor.of(worker)
        .every(Duration.ofDays(1))
        .onChange(changed -> changes.add(changed.path() + " " + changed.change().operation() + " "
            + changed.change().side()))
        .onFinish(all -> finished.add(all.size()))
        .onFailure(failures::add);
  }

  private Worker worker() {
    return lab.worker().twoWay(TwoWay.standard()).build();
  }

  @Test
  void tells_each_change_and_once_per_pass_that_it_is_through() throws Exception {
    lab.source.put("a", "1");
    lab.destination.put("b", "2");

    try (Monitor monitor = monitor(worker()).start()) {
      assertThat(monitor.last().orElseThrow().ending()).isEqualTo(Ending.COMPLETE);
      assertThat(changes).containsExactly("a ADDED LOCAL", "b ADDED EXTERNAL");
      assertThat(finished).containsExactly(2);

      lab.clock.advance(Duration.ofHours(1));
      lab.destination.put("a", "changed");
      monitor.trigger();
      await().until(() -> finished.size() == 2);
      assertThat(changes).last().isEqualTo("a MODIFIED EXTERNAL");
    }
    assertThat(lab.source.text("a")).isEqualTo("changed");
    assertThat(failures).isEmpty();
  }

  @Test
  void makes_a_last_pass_when_it_is_closed() throws Exception {
    Monitor monitor = monitor(worker()).start();
    lab.source.put("a", "1");

    monitor.close();
    monitor.close();

    assertThat(lab.destination.text("a")).isEqualTo("1");
    assertThat(finished).containsExactly(1);
  }

  @Test
  void a_pass_that_fails_is_told_and_does_not_end_it() throws Exception {
    try (Monitor monitor = monitor(worker()).start()) {
      lab.destination.inject(Fault.on(Operation.LIST).fails(Kind.UNREACHABLE));
      monitor.trigger();
      await().until(() -> failures.size() == 1);
      assertThat(failures.get(0).ending()).isEqualTo(Ending.DESTINATION_LOST);

      lab.destination.heal();
      lab.source.put("a", "1");
      monitor.trigger();
      await().until(() -> finished.size() == 1);
    }
    assertThat(lab.destination.text("a")).isEqualTo("1");
  }

  @Test
  void a_handler_that_fails_keeps_nobody_from_being_told() throws Exception {
    lab.source.put("a", "1");
    MonitorBuilder builder = Monitor.of(worker())
        .every(Duration.ofDays(1))
        .onChange(changed -> {
          throw new IllegalStateException("a handler of the user");
        })
        .onFinish(all -> finished.add(all.size()));

    builder.start().close();

    assertThat(finished).containsExactly(1);
  }

  @Test
  void a_ledger_in_use_is_refused_at_the_start() throws Exception {
    try (Bookkeeper other = lab.open(BookkeeperProvider.Access.RUN)) {
      assertThat(other.agreedCount()).isZero();
      assertThatThrownBy(() -> monitor(worker()).start()).isInstanceOf(LedgerLockedException.class);
    }
  }

  @Test
  void a_temporary_copy_goes_and_leaves_the_other_side_whole() throws Exception {
    Path local = Files.createDirectories(folder.resolve("copy"));
    lab.destination.put("d/a", "1");
    lab.destination.put("b", "2");
    Worker worker = lab.worker()
        .local(local)
        .clock(Clock.systemUTC())
        .twoWay(TwoWay.standard())
        .build();

    Monitor monitor = monitor(worker).temporary().start();
    assertThat(local.resolve("d/a")).hasContent("1");
    Files.writeString(local.resolve("new"), "3");
    monitor.close();

    assertThat(local).doesNotExist();
    assertThat(lab.ledger).doesNotExist();
    assertThat(lab.destination.names()).containsExactly("b", "d/a", "new");
  }

  @Test
  void a_temporary_copy_whose_last_pass_fails_stays() throws Exception {
    Path local = Files.createDirectories(folder.resolve("copy"));
    Worker worker = lab.worker()
        .local(local)
        .clock(Clock.systemUTC())
        .twoWay(TwoWay.standard())
        .build();
    Monitor monitor = monitor(worker).temporary().start();
    Files.writeString(local.resolve("new"), "3");
    lab.destination.inject(Fault.on(Operation.WRITE).fails(Kind.NO_SPACE));

    monitor.close();

    assertThat(local.resolve("new")).hasContent("3");
    assertThat(lab.ledger).exists();
  }

  @Test
  void a_removal_that_fails_half_way_never_reaches_the_other_side() throws Exception {
    lab.destination.put("a", "1");
    lab.destination.put("b", "2");
    lab.destination.put("c", "3");
    lab.destination.put("d", "4");
    Monitor monitor = monitor(worker()).temporary().start();
    lab.source.inject(Fault.on(Operation.DELETE).atCall(3).fails(Kind.BUSY));
    assertThatThrownBy(monitor::close).isInstanceOf(java.io.IOException.class);
    assertThat(lab.source.names()).isNotEmpty();
    lab.source.heal();

    monitor(worker()).start().close();

    assertThat(lab.destination.names()).containsExactly("a", "b", "c", "d");
    assertThat(lab.source.names()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void closing_it_from_a_handler_does_not_hang() throws Exception {
    List<Monitor> itself = new CopyOnWriteArrayList<>();
    Monitor monitor = Monitor.of(worker())
        .every(Duration.ofDays(1))
        .onFinish(all -> {
          try {
            itself.get(0).close();
            finished.add(all.size());
          } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
          }
        })
        .start();
    itself.add(monitor);
    lab.source.put("a", "1");

    monitor.trigger();

    await().until(() -> finished.size() == 1);
  }
}
