package org.oeleo.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.SampleContent;
import org.oeleo.testkit.server.TcpProxy;
import org.oeleo.testkit.server.WithSshd;

/** Closing frees whoever is stuck, and nothing stays behind: no thread, no file descriptor. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class NothingLeftTest {
  @RegisterExtension
  static final WithSshd SERVER = new WithSshd();

  private static final RelativePath FILE = RelativePath.of("a");

  private TcpProxy proxy;
  private RemoteFolder folder;

  @BeforeEach
  void open() throws IOException {
    proxy = TcpProxy.to(SERVER.server().port());
    Map<String, String> settings = new HashMap<>(SERVER.settings(proxy.port()));
    Path known = SERVER.server().knownHosts().resolveSibling("known_by_proxy");
    Files.writeString(
        known, SERVER.server().hostKeyLine().replaceFirst("]:[0-9]+ ", "]:" + proxy.port() + " "));
    settings.put("OELEO_KNOWN_HOSTS", known.toString());
    folder = new RemoteFolder(settings);
    Files.write(folder.root().resolve("a"), SampleContent.noise(20_000_000));
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    folder.close();
  }

  /**
   * All but those of the tests, and the JDK's own timer and pool, which it starts once and keeps.
   */
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(thread -> thread.getName())
        .filter(name -> !name.matches(
            "(proxied |proxy to |awaitility|process reaper|CompletableFutureDelay|ForkJoinPool).*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What may be stuck when the line is silent. */
  enum Stuck {
    READ,
    WRITE,
    LIST,
    CHECKSUM,
    SYNC;

    boolean isDone(Connector connector) throws IOException {
      switch (this) {
        case READ -> {
          try (InputStream in = connector.read(FILE, 0)) {
            in.readAllBytes();
          }
        }
        case WRITE ->
          connector.write(RelativePath.of("b"), SampleContent.of(SampleContent.noise(20_000_000)));
        case LIST -> Listed.by(connector);
        case CHECKSUM -> connector.checksum(FILE, HashAlgorithm.SHA256);
        case SYNC -> connector.sync(List.of(FILE));
      }
      return true;
    }
  }

  /** The usual patience of a minute is far away, so it is the close that frees. */
  @ParameterizedTest
  @EnumSource(Stuck.class)
  void closing_frees_who_is_stuck_and_leaves_no_thread(Stuck call) throws Exception {
    Set<String> before = threads();
    Connector connector =
        folder.open(Map.of("OELEO_REMOTE_HASH", String.valueOf(call == Stuck.CHECKSUM)));
    connector.checksum(FILE, HashAlgorithm.SHA256);
    proxy.freeze();
    FutureTask<Throwable> task =
        new FutureTask<>(() -> catchThrowable(() -> call.isDone(connector)));
    Thread thread = new Thread(task, "the one that is stuck");
    thread.start();
    Awaitility.await().until(() -> isWaiting(thread));

    connector.close();

    Throwable failure = task.get(20, TimeUnit.SECONDS);
    assertThat(failure).isInstanceOf(ConnectorException.class);
    assertThat(((ConnectorException) failure).kind()).isEqualTo(Kind.UNREACHABLE);
    Awaitility.await().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  @Test
  void closing_frees_who_connects_anew_and_leaves_no_thread() throws Exception {
    Set<String> before = threads();
    Connector connector = folder.open();
    proxy.reset();
    Awaitility.await().until(() -> catchThrowable(connector::ping) != null || proxy.accepted() > 1);
    proxy.freeze();
    proxy.reset();
    FutureTask<Throwable> task = new FutureTask<>(() -> catchThrowable(() -> {
      while (true) {
        connector.ping();
      }
    }));
    Thread thread = new Thread(task, "the one that connects");
    thread.start();
    Awaitility.await()
        .until(() -> threads().stream().anyMatch(name -> name.startsWith("connecting to")));

    connector.close();

    assertThat(task.get(20, TimeUnit.SECONDS)).isInstanceOf(ConnectorException.class);
    Awaitility.await().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "file descriptors cannot be counted there")
  void opened_and_closed_often_nothing_piles_up() throws Exception {
    openAndClose(20);
    Set<String> threadsBefore = threads();
    long filesBefore = openFiles();

    openAndClose(60);

    Awaitility.await().untilAsserted(() -> {
      assertThat(threads()).isSubsetOf(threadsBefore);
      assertThat(openFiles()).isLessThan(filesBefore + 20);
    });
  }

  private void openAndClose(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      try (Connector connector = folder.open()) {
        connector.write(RelativePath.of("b"), SampleContent.of("content"));
        connector.sync(List.of(RelativePath.of("b")));
        connector.read(RelativePath.of("b"), 0).close();
      }
    }
  }

  private static long openFiles() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }
}
