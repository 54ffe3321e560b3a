package org.oeleo.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.oeleo.Cancellation;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.Schedule;
import org.oeleo.event.Event;
import org.oeleo.event.Totals;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.LedgerLockedException;

@Timeout(20)
class SchedulerTest {
  private final Cancellation cancellation = new Cancellation();
  private final List<String> calls = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  private static Report report(Ending ending) {
    return new Report(
        ending, "", new Totals(Map.of(), 0, 0, 0, 0, 0), List.of(), Instant.EPOCH, Duration.ZERO);
  }

  private Report call(String what, Ending ending) {
    calls.add(what);
    return report(ending);
  }

  private Scheduler scheduler(Schedule schedule, Scheduler.Pass run) {
    return new Scheduler(schedule, stop -> call("check", Ending.COMPLETE), run, events::add);
  }

  private static final Schedule QUICK = Schedule.every(Duration.ofMillis(1));
  private static final Schedule SLOW = Schedule.every(Duration.ofDays(1));

  @Test
  void it_runs_as_often_as_told_and_returns_the_last_report() throws Exception {
    Scheduler scheduler = scheduler(
        QUICK.atMost(3),
        stop -> call("run", calls.size() == 2 ? Ending.SOME_FAILED : Ending.COMPLETE));
    assertThat(scheduler.run(cancellation).ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(calls).containsExactly("run", "run", "run");
    assertThat(events).hasSize(2).allMatch(event -> event instanceof Event.Waiting);
  }

  @Test
  void the_check_comes_once_and_first() throws Exception {
    scheduler(QUICK.atMost(2).checkingFirst(), stop -> call("run", Ending.COMPLETE))
        .run(cancellation);
    assertThat(calls).containsExactly("check", "run", "run");
  }

  @Test
  void it_survives_whatever_happens_to_a_run() throws Exception {
    Scheduler.Pass run = stop -> {
      calls.add("run");
      switch (calls.size()) {
        case 1 -> throw new LedgerException("disk full");
        case 2 -> throw new IllegalStateException("a bug");
        case 3 -> throw new LedgerLockedException("by hand");
        case 4 -> {
          return report(Ending.DESTINATION_LOST);
        }
        default -> {
          return report(Ending.COMPLETE);
        }
      }
    };
    Report last = scheduler(QUICK.atMost(5), run).run(cancellation);
    assertThat(last.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(events.stream().filter(Event.Warned.class::isInstance).map(Object::toString))
        .hasSize(3)
        .anyMatch(text -> text.contains("disk full"))
        .anyMatch(text -> text.contains("a bug"));
  }

  @Test
  void a_failure_in_the_only_run_is_its_report() throws Exception {
    Scheduler.Pass run = stop -> {
      throw new LedgerException("damaged");
    };
    Report report = scheduler(Schedule.once(), run).run(cancellation);
    assertThat(report.ending()).isEqualTo(Ending.FATAL);
    assertThat(report.message()).isEqualTo("damaged");
  }

  @Test
  void a_ledger_in_use_at_the_first_run_is_told_at_once() {
    Scheduler.Pass run = stop -> {
      throw new LedgerLockedException("in use");
    };
    assertThatThrownBy(() -> scheduler(QUICK, run).run(cancellation))
        .isInstanceOf(LedgerLockedException.class);
  }

  @Test
  void a_trigger_ends_the_wait_and_one_during_a_run_is_not_lost() throws Exception {
    List<Scheduler> self = new ArrayList<>();
    self.add(scheduler(SLOW.atMost(4), stop -> {
      self.get(0).trigger();
      return call("run", Ending.COMPLETE);
    }));
    self.get(0).run(cancellation);
    assertThat(calls).hasSize(4);
  }

  @Test
  void a_cancellation_ends_the_wait() throws Exception {
    Scheduler scheduler = new Scheduler(
        SLOW,
        stop -> report(Ending.COMPLETE),
        stop -> call("run", Ending.COMPLETE),
        event -> cancellation.cancel());
    scheduler.run(cancellation);
    assertThat(calls).containsExactly("run");
  }

  @Test
  void a_listener_that_fails_changes_nothing() throws Exception {
    Scheduler scheduler = new Scheduler(
        QUICK.atMost(2),
        stop -> report(Ending.COMPLETE),
        stop -> call("run", Ending.COMPLETE),
        event -> {
          throw new IllegalStateException("bad listener");
        });
    scheduler.run(cancellation);
    assertThat(calls).hasSize(2);
  }
}
