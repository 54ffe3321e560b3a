package org.oeleo.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Endpoint;
import org.oeleo.Report;
import org.oeleo.RetryPolicy;
import org.oeleo.Verify;
import org.oeleo.Worker;
import org.oeleo.WorkerBuilder;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.settings.Settings;
import org.oeleo.testkit.SampleContent;
import org.oeleo.testkit.server.OpenSshServer;
import org.oeleo.testkit.server.TcpProxy;
import org.oeleo.testkit.server.TcpProxy.Direction;
import org.oeleo.testkit.server.WithSshd;

/** What a worker makes of a server that goes away in the middle. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WorkerTest {
  @RegisterExtension
  static final WithSshd SERVER = new WithSshd();

  private static final int SIZE = 20_000_000;
  private static final int CUT = 8_000_000;
  private static final int ARRIVED = 4_000_000;

  @TempDir
  Path place;

  private Path from;
  private Path to;

  @BeforeEach
  void makeFolders() throws IOException {
    from = Files.createDirectory(place.resolve("from"));
    to = Files.createDirectory(place.resolve("to"));
  }

  private WorkerBuilder worker(Map<String, String> settings) throws Exception {
    return Worker.builder()
        .local(from)
        .external(Endpoint.of("ssh", to.toString(), Settings.of(settings)))
        .ledger(place.resolve("ledger.db"))
        .settle(Duration.ZERO)
        .retry(new RetryPolicy(5, Duration.ZERO, Duration.ZERO));
  }

  private static Map<String, String> through(TcpProxy proxy) throws IOException {
    OpenSshServer server = SERVER.server();
    Path known = server.knownHosts().resolveSibling("known_by_proxy");
    Files.writeString(
        known, server.hostKeyLine().replaceFirst("]:[0-9]+ ", "]:" + proxy.port() + " "));
    Map<String, String> settings = new HashMap<>(SERVER.settings(proxy.port()));
    settings.put("OELEO_KNOWN_HOSTS", known.toString());
    return settings;
  }

  private List<Path> arrived() throws IOException {
    try (Stream<Path> files = Files.list(to)) {
      return files.toList();
    }
  }

  private long arrivedBytes() throws IOException {
    long bytes = 0;
    for (Path file : arrived()) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /** A part is continued only where the whole is compared afterwards. */
  @Test
  void a_server_killed_in_mid_file_and_started_again_gets_the_rest_only() throws Exception {
    byte[] bytes = SampleContent.noise(SIZE);
    Files.write(from.resolve("large"), bytes);
    List<Event> retried = new ArrayList<>();
    try (TcpProxy proxy = TcpProxy.to(SERVER.server().port())) {
      proxy.cutAfter(Direction.TO_SERVER, CUT);
      Worker worker = worker(through(proxy))
          .verify(Verify.REREAD)
          .listener(event -> {
            if (event instanceof Event.FileRetried) {
              retried.add(event);
              restartServer(proxy);
            }
          })
          .build();

      Report report = worker.run();

      assertThat(report.totals().of(Outcome.COPIED)).as(report.message()).isEqualTo(1);
      assertThat(retried).isNotEmpty();
      // The part ends with what had arrived at least; begun anew it would be CUT more.
      assertThat(proxy.passed(Direction.TO_SERVER)).isLessThan(SIZE + CUT - ARRIVED + 1_000_000);
    }
    assertThat(to.resolve("large")).hasBinaryContent(bytes);
    assertThat(arrived()).hasSize(1);
  }

  private void restartServer(TcpProxy proxy) {
    Awaitility.await().until(() -> arrivedBytes() >= ARRIVED);
    try {
      SERVER.server().restart();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    proxy.heal();
  }

  @Test
  void a_rename_whose_answer_is_lost_counts_once_and_nothing_is_sent_twice() throws Exception {
    Files.writeString(from.resolve("a"), "new");
    try (MinaServer server = MinaServer.start()) {
      server.mood().fallSilentAfter("posix-rename@openssh.com");

      Report first = worker(server.settings()).build().run();
      Report second = worker(server.settings()).build().run();

      assertThat(first.totals().of(Outcome.COPIED)).as(first.message()).isEqualTo(1);
      assertThat(first.ending().exitCode()).isZero();
      assertThat(second.totals().of(Outcome.UNCHANGED)).isEqualTo(1);
      assertThat(server.mood().asked("SSH_FXP_WRITE")).isEqualTo(1);
      assertThat(server.mood().asked("posix-rename@openssh.com")).isEqualTo(1);
    }
    assertThat(to.resolve("a")).hasContent("new");
    assertThat(arrived()).hasSize(1);
  }

  @Test
  void a_write_whose_answer_is_lost_is_continued_and_the_file_arrives_whole() throws Exception {
    byte[] bytes = SampleContent.noise(500_000);
    Files.write(from.resolve("a"), bytes);
    try (MinaServer server = MinaServer.start()) {
      server.mood().fallSilentAfter("SSH_FXP_WRITE");

      Report report = worker(server.settings()).build().run();

      assertThat(report.totals().of(Outcome.COPIED)).as(report.message()).isEqualTo(1);
    }
    assertThat(to.resolve("a")).hasBinaryContent(bytes);
    assertThat(arrived()).hasSize(1);
  }

  @Test
  void on_a_server_without_replacing_renames_a_lost_answer_costs_no_file() throws Exception {
    Files.writeString(from.resolve("a"), "first");
    try (MinaServer server = MinaServer.bare()) {
      worker(server.settings()).build().run();
      Files.writeString(from.resolve("a"), "second version");
      server.mood().dieAt("SSH_FXP_RENAME", 3);

      Report report = worker(server.settings()).build().run();

      assertThat(report.totals().of(Outcome.COPIED)).as(report.message()).isEqualTo(1);
    }
    assertThat(to.resolve("a")).hasContent("second version");
    assertThat(arrived()).hasSize(1);
  }

  @Test
  void a_server_that_allows_one_session_only_gets_every_file() throws Exception {
    for (int i = 0; i < 40; i++) {
      Files.writeString(from.resolve("f" + i), "content " + i);
    }
    try (OpenSshServer strict = OpenSshServer.start("MaxSessions 1")) {
      Map<String, String> settings = new HashMap<>(SERVER.settings(strict.port()));
      settings.put("OELEO_KNOWN_HOSTS", strict.knownHosts().toString());
      settings.put("OELEO_KEY_FILENAME", strict.clientKey().toString());

      Report report = worker(settings).build().run();

      assertThat(report.totals().of(Outcome.COPIED)).as(report.message()).isEqualTo(40);
    }
    assertThat(arrived()).hasSize(40);
  }
}
