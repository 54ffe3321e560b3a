package org.oeleo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.plan.Planner;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;

class FanOutTest {
  @TempDir
  Path place;

  private Path from;

  @BeforeEach
  void make_a_source() throws IOException {
    from = Files.createDirectory(place.resolve("from"));
    Files.writeString(from.resolve("a.csv"), "1");
    Files.writeString(from.resolve("b.csv"), "2");
  }

  private WorkerBuilder to(String name) throws IOException {
    return Worker.builder()
        .local(from)
        .external(Files.createDirectories(place.resolve(name)))
        .ledger(place.resolve(name + ".db"))
        .settle(Duration.ZERO);
  }

  private List<String> names(String folder) throws IOException {
    try (Stream<Path> files = Files.list(place.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void every_destination_gets_every_file_once() throws Exception {
    FanOut both = FanOut.of(List.of(to("nas").build(), to("server").build()));
    assertThat(both.run().parts()).allSatisfy(part -> assertThat(copied(part)).isEqualTo(2));
    assertThat(names("nas")).containsExactly("a.csv", "b.csv").isEqualTo(names("server"));
    FanOutReport again = both.run();
    assertThat(again.parts()).allSatisfy(part -> assertThat(copied(part)).isZero());
    assertThat(again.ending()).isEqualTo(Ending.COMPLETE);
  }

  private static long copied(FanOutReport.Part part) {
    return part.report().orElseThrow().totals().of(Outcome.COPIED);
  }

  @Test
  void one_that_is_not_there_keeps_no_other_from_finishing_and_catches_up() throws Exception {
    FanOut both = FanOut.of(List.of(to("nas").build(), to("server").build()));
    both.run();
    Files.move(place.resolve("nas"), place.resolve("away"));
    Files.writeString(from.resolve("c.csv"), "3");

    FanOutReport report = both.run();
    assertThat(report.parts())
        .map(FanOutReport.Part::ending)
        .containsExactly(Ending.DESTINATION_LOST, Ending.COMPLETE);
    assertThat(report.ending()).isEqualTo(Ending.DESTINATION_LOST);
    assertThat(report.worst().worker()).isSameAs(both.workers().get(0));
    assertThat(names("server")).contains("c.csv");

    Files.move(place.resolve("away"), place.resolve("nas"));
    assertThat(both.run().ending()).isEqualTo(Ending.COMPLETE);
    assertThat(names("nas")).isEqualTo(names("server"));
  }

  @Test
  void one_that_is_full_keeps_no_other_from_finishing() throws Exception {
    FanOutReport report = FanOut.of(
            List.of(to("nas").minFree(Long.MAX_VALUE / 2).build(), to("server").build()))
        .run();
    assertThat(report.parts())
        .map(FanOutReport.Part::ending)
        .containsExactly(Ending.DESTINATION_LOST, Ending.COMPLETE);
    assertThat(names("nas")).isEmpty();
    assertThat(names("server")).hasSize(2);
  }

  @Test
  void one_whose_ledger_is_in_use_has_no_report_but_a_reason() throws Exception {
    FanOut both = FanOut.of(List.of(to("nas").build(), to("server").build()));
    try (Bookkeeper held = both.workers().get(0).ledger().open(Access.RUN)) {
      assertThat(held.id()).isNotEmpty();
      FanOutReport report = both.run();
      FanOutReport.Part nas = report.parts().get(0);
      assertThat(nas.report()).isEmpty();
      assertThat(nas.isLocked()).isTrue();
      assertThat(nas.reason()).contains("nas.db");
      assertThat(report.ending()).isEqualTo(Ending.FATAL);
      assertThat(copied(report.parts().get(1))).isEqualTo(2);
    }
  }

  @Test
  void they_go_side_by_side_and_each_end_is_told_at_once() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    Set<String> threads = ConcurrentHashMap.newKeySet();
    Set<Worker> ended = ConcurrentHashMap.newKeySet();
    FanOut fanOut = FanOut.of(List.of(
        to("nas").listener(event -> meet(event, both)).build(),
        to("server").listener(event -> meet(event, both)).build()));
    fanOut.run(new Cancellation(), part -> {
      threads.add(Thread.currentThread().getName());
      ended.add(part.worker());
    });
    assertThat(both.getCount()).isZero();
    assertThat(threads).hasSize(2).allMatch(name -> name.startsWith("oeleo-destination-"));
    assertThat(ended).containsExactlyInAnyOrderElementsOf(fanOut.workers());
  }

  /** Goes on only when the other one has begun too. */
  private static void meet(Event event, CountDownLatch both) {
    if (event instanceof Event.RunStarted) {
      both.countDown();
      try {
        both.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no sh")
  void each_has_the_limit_that_is_set_for_it() throws Exception {
    for (int i = 0; i < 12; i++) {
      Files.writeString(from.resolve("file " + i), "content " + i);
    }
    Settings settings = Settings.of(Map.of(
        "OELEO_DESTINATIONS",
        "nas,server",
        "OELEO_BASE_DIR_FROM",
        from.toString(),
        "OELEO_EXTERNAL",
        "command",
        "OELEO_NAS_COMMAND",
        busy("nas"),
        "OELEO_SERVER_COMMAND",
        busy("server"),
        "OELEO_BASE_DIR_TO",
        place.toString(),
        "OELEO_DB_NAME",
        place.resolve("lab.db").toString(),
        "OELEO_SETTLE",
        "0s",
        "OELEO_PARALLEL",
        "4",
        "OELEO_NAS_PARALLEL",
        "1"));
    FanOutReport report = FanOut.from(settings, Providers.onClassPath()).run();
    assertThat(report.parts()).allSatisfy(part -> assertThat(copied(part)).isEqualTo(14));
    assertThat(place.resolve("nas-met")).doesNotExist();
    assertThat(place.resolve("server-met")).exists();
  }

  /** A program that finds out whether it meets another one of its destination. */
  private String busy(String name) throws IOException {
    Path busy = place.resolve(name + "-busy");
    Path script = Files.writeString(
        place.resolve(name + ".sh"),
        "if mkdir " + busy + " 2>/dev/null; then sleep 0.1; rmdir " + busy + "; else touch " + place
            + "/" + name + "-met; fi\n");
    return "sh " + script + " {}";
  }

  @Test
  void a_wish_to_stop_reaches_all_of_them() throws Exception {
    Cancellation wish = new Cancellation();
    wish.cancel();
    assertThat(FanOut.of(List.of(to("nas").build(), to("server").build()))
            .run(wish)
            .parts())
        .allSatisfy(part -> assertThat(part.ending()).isEqualTo(Ending.CANCELLED));
    assertThat(names("nas")).isEmpty();
  }

  @Test
  void whoever_is_interrupted_stops_all_of_them_and_knows_of_it() throws Exception {
    FanOut fanOut = FanOut.of(List.of(to("nas").build()));
    Thread.currentThread().interrupt();
    FanOutReport report = fanOut.run();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(report.parts()).hasSize(1);
  }

  @Test
  void no_destination_gets_the_ledger_of_another() throws Exception {
    Worker nas = Worker.builder()
        .local(from)
        .external(Files.createDirectory(place.resolve("nas")))
        .ledger(from.resolve("nas.db"))
        .settle(Duration.ZERO)
        .build();
    FanOut.of(List.of(nas, to("server").build())).run();
    assertThat(names("server")).containsExactly("a.csv", "b.csv");
  }

  @Test
  void a_plan_a_check_and_an_adoption_are_for_all_of_them() throws Exception {
    FanOut both = FanOut.of(List.of(to("nas").build(), to("server").build()));
    assertThat(both.plan(new Cancellation()).parts())
        .allSatisfy(part ->
            assertThat(part.report().orElseThrow().totals().of(Outcome.PLANNED)).isEqualTo(2));
    assertThat(names("nas")).isEmpty();
    Files.copy(from.resolve("a.csv"), place.resolve("nas/a.csv"));
    assertThat(both.check(new Cancellation()).parts())
        .map(part -> part.report().orElseThrow().totals().of(Outcome.MISSING))
        .containsExactly(1L, 2L);
    both.adopt(Planner.Missing.KEEP_CODE, new Cancellation(), part -> {});
    assertThat(both.run().parts()).map(FanOutTest::copied).containsExactly(1L, 2L);
  }

  @Test
  void workers_that_do_not_belong_together_are_refused() throws Exception {
    assertThatThrownBy(() -> FanOut.of(List.of())).hasMessage("no workers");
    Worker elsewhere = Worker.builder()
        .local(place.resolve("other"))
        .external(place.resolve("nas"))
        .ledger(place.resolve("other.db"))
        .build();
    assertThatThrownBy(() -> FanOut.of(List.of(to("nas").build(), elsewhere)))
        .hasMessageStartingWith("sources differ");
    assertThatThrownBy(() -> FanOut.of(List.of(to("nas").build(), to("nas").build())))
        .hasMessageStartingWith("one ledger for two");
    Worker both = to("nas").twoWay(TwoWay.standard()).build();
    assertThatThrownBy(() -> FanOut.of(List.of(both))).hasMessageStartingWith("goes both ways");
  }
}
