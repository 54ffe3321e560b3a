package org.oeleo.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.SampleContent;
import org.oeleo.testkit.server.OpenSshServer;
import org.oeleo.testkit.server.TcpProxy;
import org.oeleo.testkit.server.TcpProxy.Direction;
import org.oeleo.testkit.server.WithSshd;

/** A line to a real OpenSSH server that breaks or falls silent. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BrokenLineTest {
  @RegisterExtension
  static final WithSshd SERVER = new WithSshd();

  private static final int SIZE = 3_000_000;
  private static final RelativePath FILE = RelativePath.of("a");
  private static final RelativePath NEW = RelativePath.of("folder/new");

  private TcpProxy proxy;
  private RemoteFolder folder;

  @BeforeEach
  void open() throws IOException {
    proxy = TcpProxy.to(SERVER.server().port());
    Map<String, String> settings = new HashMap<>(SERVER.settings(proxy.port()));
    settings.put("OELEO_KNOWN_HOSTS", knownHosts(SERVER.server(), proxy).toString());
    settings.put("OELEO_TIMEOUT", "2s");
    settings.put("OELEO_CONNECT_TIMEOUT", "5s");
    folder = new RemoteFolder(settings);
    Files.write(folder.root().resolve("a"), SampleContent.noise(SIZE));
  }

  /** The server's key, for the address of the proxy. */
  private static Path knownHosts(OpenSshServer server, TcpProxy proxy) throws IOException {
    Path known = server.knownHosts().resolveSibling("known_by_proxy");
    Files.writeString(
        known,
        server.hostKeyLine().replace(":" + server.port() + " ", ":" + proxy.port() + " ") + "\n");
    return known;
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    folder.close();
  }

  /** What a connector is asked while the line is bad. */
  enum Call {
    PING,
    LIST,
    STAT,
    READ,
    WRITE,
    MOVE,
    DELETE,
    CHECKSUM,
    SYNC;

    /** Does it, to its end. */
    boolean isDone(Connector connector) throws IOException {
      switch (this) {
        case PING -> connector.ping();
        case LIST -> Listed.by(connector);
        case STAT -> connector.stat(FILE);
        case READ -> readAll(connector);
        case WRITE -> connector.write(NEW, SampleContent.of(SampleContent.noise(SIZE)));
        case MOVE -> connector.move(FILE, NEW);
        case DELETE -> connector.delete(FILE);
        case CHECKSUM -> connector.checksum(FILE, HashAlgorithm.SHA256);
        case SYNC -> connector.sync(List.of(FILE));
      }
      return true;
    }
  }

  /** Hashing there has to be asked for, and costs time. */
  private Connector open(Call call) throws IOException {
    return folder.open(Map.of("OELEO_REMOTE_HASH", String.valueOf(call == Call.CHECKSUM)));
  }

  private static byte[] readAll(Connector connector) throws IOException {
    try (InputStream in = connector.read(FILE, 0)) {
      return in.readAllBytes();
    }
  }

  private static void assertUnreachable(Throwable failure) {
    assertThat(failure).isInstanceOf(ConnectorException.class);
    assertThat(((ConnectorException) failure).kind())
        .as(failure.toString())
        .isEqualTo(Kind.UNREACHABLE);
  }

  /** The next call makes a new connection and works. */
  private void assertWorks(Connector connector) throws IOException {
    connector.write(FILE, SampleContent.of("again"));
    assertThat(readAll(connector)).asString().isEqualTo("again");
    assertThat(proxy.accepted()).isGreaterThan(1);
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  void a_line_that_falls_silent_frees_every_call_and_the_next_one_connects_anew(Call call)
      throws Exception {
    try (Connector connector = open(call)) {
      // So that the command that hashes runs already.
      connector.checksum(FILE, HashAlgorithm.SHA256);
      proxy.freeze();

      Throwable failure = catchThrowable(() -> call.isDone(connector));

      assertUnreachable(failure);
      proxy.heal();
      assertWorks(connector);
    }
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  void a_line_that_is_reset_frees_every_call_and_the_next_one_connects_anew(Call call)
      throws Exception {
    try (Connector connector = open(call)) {
      proxy.freeze();
      FutureTask<Throwable> task =
          new FutureTask<>(() -> catchThrowable(() -> call.isDone(connector)));
      Thread thread = new Thread(task);
      thread.start();
      proxy.reset();

      // It may have been done before, or have begun only afterwards, and found the line healed.
      proxy.heal();
      Throwable failure = task.get(60, TimeUnit.SECONDS);
      if (failure != null) {
        assertUnreachable(failure);
      }
      assertWorks(connector);
    }
  }

  static Stream<Arguments> cuts() {
    return Stream.of(Direction.values())
        .flatMap(direction -> Stream.of(1, 20, 700, 5_000, 100_000, 1_000_000, 2_900_000)
            .map(bytes -> Arguments.of(direction, bytes)));
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void a_line_cut_in_the_middle_of_a_write_or_read_is_noticed_at_once(
      Direction direction, int bytes) throws Exception {
    try (Connector connector = folder.open()) {
      Call call = direction == Direction.TO_SERVER ? Call.WRITE : Call.READ;
      proxy.cutAfter(direction, bytes);

      Throwable failure = catchThrowable(() -> call.isDone(connector));

      assertUnreachable(failure);
      proxy.heal();
      assertWorks(connector);
    }
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void a_line_cut_in_the_handshake_or_later_is_unreachable_at_every_call(
      Direction direction, int bytes) throws Exception {
    try (Connector connector = folder.open()) {
      proxy.reset();
      proxy.cutAfter(direction, bytes);

      for (int i = 0; i < 3; i++) {
        Throwable failure = catchThrowable(() -> {
          connector.write(NEW, SampleContent.of(SampleContent.noise(SIZE)));
          readAll(connector);
        });
        assertUnreachable(failure);
      }
      proxy.heal();
      assertWorks(connector);
    }
  }

  @Test
  void a_line_that_falls_silent_while_nobody_asks_is_found_broken_and_made_anew() throws Exception {
    try (Connector connector = folder.open()) {
      connector.ping();
      proxy.freeze();
      Awaitility.await().until(BrokenLineTest::isCut);
      proxy.heal();

      connector.ping();

      assertThat(proxy.accepted()).isEqualTo(2);
    }
  }

  /** No thread watches a connection any more. */
  private static boolean isCut() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().startsWith("keep-alive"));
  }
}
