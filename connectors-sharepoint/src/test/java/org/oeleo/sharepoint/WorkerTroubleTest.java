package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.RetryPolicy;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.sharepoint.service.Tunnel;
import org.oeleo.sharepoint.service.UploadSession;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.SampleContent;
import org.oeleo.testkit.server.TcpProxy;
import org.oeleo.testkit.server.TcpProxy.Direction;

/** What a worker makes of a library with which something is wrong. */
@Timeout(120)
class WorkerTroubleTest extends WithWorker {
  @Test
  void a_line_that_breaks_in_mid_file_costs_the_slice_under_way_only() throws Exception {
    byte[] bytes = SampleContent.noise(SIZE);
    Files.write(from.resolve("large.bin"), bytes);
    try (Tunnel tunnel = tenant.service.tunnel();
        TcpProxy proxy = TcpProxy.to(tunnel.address())) {
      proxy.cutAfter(Direction.TO_SERVER, 8 * SLICE + SLICE / 2);
      Report report =
          run(worker(Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port())).listener(event -> {
            if (event instanceof Event.FileRetried) {
              proxy.heal();
            }
          }));

      assertCopied(report, 1);
      assertThat(proxy.passed(Direction.TO_SERVER))
          .isBetween((long) SIZE, SIZE + 2L * SLICE + 100_000);
    }
    assertThat(stored("large.bin")).isEqualTo(bytes);
    assertThat(sessions())
        .singleElement()
        .extracting(UploadSession::state)
        .isEqualTo(UploadSession.State.FINISHED);
  }

  @Test
  void a_run_that_was_cut_off_is_continued_by_the_next() throws Exception {
    Files.write(from.resolve("large.bin"), SampleContent.noise(SIZE));
    faults().on("PUT", "/uploadSession$").nth(9).always().drops();
    Report first = run(worker().retry(RetryPolicy.never()));
    assertThat(first.ending()).as("%s", first).isEqualTo(Ending.DESTINATION_LOST);
    faults().clear();
    journal().clear();

    assertCopied(run(worker()), 1);

    assertThat(uploads().stream().mapToLong(entry -> entry.bytes()).sum())
        .isEqualTo(SIZE - 8L * SLICE);
    assertThat(sessions()).hasSize(1);
  }

  @Test
  void a_lost_acknowledgement_of_the_last_slice_counts_the_file_once() throws Exception {
    Files.write(from.resolve("large.bin"), SampleContent.noise(SIZE));
    faults().on("PUT", "/uploadSession$").nth(18).losesAnswer();

    assertCopied(run(worker()), 1);

    assertThat(library.names()).containsExactly(ROOT + "/large.bin");
    assertThat(stored("large.bin")).isEqualTo(SampleContent.noise(SIZE));
    assertThat(sessions()).noneMatch(s -> s.state() == UploadSession.State.OPEN);
  }

  @Test
  void a_pause_that_is_asked_for_holds_for_the_whole_worker_and_the_run_completes()
      throws Exception {
    for (int i = 0; i < 6; i++) {
      Files.writeString(from.resolve("f" + i), "content " + i);
    }
    faults().on("PUT", "/content$").nth(2).throttles(429, Duration.ofSeconds(1));

    Report report = run(worker().parallel(1));

    assertCopied(report, 6);
    assertThat(journal().entries("PUT", "/content$")).hasSize(7);
    Optional<Duration> pause = Optional.empty();
    var puts = journal().entries("PUT", "/content$");
    for (int i = 1; i < puts.size(); i++) {
      if (puts.get(i - 1).status() == 429) {
        pause = Optional.of(Duration.between(puts.get(i - 1).time(), puts.get(i).time()));
      }
    }
    assertThat(pause.orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMillis(990));
  }

  @Test
  void a_file_that_somebody_has_open_is_never_set_aside_and_succeeds_later() throws Exception {
    put("report.txt", new byte[] {1});
    library.lock(ROOT + "/report.txt");
    Files.writeString(from.resolve("report.txt"), "new");
    for (int i = 0; i < 8; i++) {
      Report report = run(worker());
      assertThat(result(report, "report.txt").outcome())
          .as("%s", report)
          .isNotEqualTo(Outcome.QUARANTINED);
      assertThat(result(report, "report.txt").kind()).contains(Kind.BUSY);
    }
    library.unlock(ROOT + "/report.txt");

    assertCopied(run(worker()), 1);
    assertThat(stored("report.txt")).asString().isEqualTo("new");
  }

  @Test
  void a_site_that_is_over_quota_ends_the_run() throws Exception {
    for (int i = 0; i < 4; i++) {
      Files.write(from.resolve("f" + i), SampleContent.noise(60));
    }
    faults().on("PUT", "/content$").nth(2).always().answers(507, "quotaLimitReached");

    Report report = run(worker().parallel(1));

    assertThat(report.ending()).as("%s", report).isEqualTo(Ending.DESTINATION_LOST);
    assertThat(report.ending().exitCode()).isEqualTo(5);
    assertThat(report.message()).contains("full or over quota");
  }

  @Test
  void a_file_for_which_there_is_no_room_fails_alone() throws Exception {
    library.remaining(100);
    Files.write(from.resolve("large"), SampleContent.noise(101));
    Files.write(from.resolve("small"), SampleContent.noise(60));

    Report report = run(worker().parallel(1));

    assertThat(result(report, "large").kind()).as("%s", report).contains(Kind.NO_ROOM);
    assertThat(library.names()).containsExactly(ROOT + "/small");
  }

  @Test
  void a_secret_that_is_wrong_ends_the_run() throws Exception {
    Files.writeString(from.resolve("a"), "a");

    Report report = run(worker(Map.of("AZURE_CLIENT_SECRET", "wrong")));

    assertThat(report.ending()).as("%s", report).isEqualTo(Ending.IDENTITY);
  }

  @Test
  void damage_on_the_way_is_repaired_by_sending_again() throws Exception {
    Files.write(from.resolve("a.bin"), SampleContent.noise(SIZE));
    Files.write(from.resolve("b.bin"), SampleContent.noise(100));
    faults().on("PUT", "/uploadSession$").times(18).flipsBit();
    faults().on("PUT", "/content$").flipsBit();

    assertCopied(run(worker()), 2);

    assertThat(stored("a.bin")).isEqualTo(SampleContent.noise(SIZE));
    assertThat(stored("b.bin")).isEqualTo(SampleContent.noise(100));
  }
}
