package org.oeleo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;

/**
 * What a connector owes the engine that promises {@link Capability#WRITE_ONLY}, as tests.
 *
 * <p>{@link ConnectorContract} cannot hold it to anything: nearly all of its checks write a file
 * and look what is there. Here that is done behind the connector's back, by {@link TakingStore}.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class WriteOnlyContract {
  private record Opened(TakingStore store, Connector connector) {}

  private final java.util.ArrayDeque<Opened> opened = new java.util.ArrayDeque<>();

  /** Makes something empty to give files to; the contract closes it after the test. */
  protected abstract TakingStore newStore() throws IOException;

  @BeforeEach
  void openConnector() throws IOException {
    TakingStore store = newStore();
    opened.push(new Opened(store, store.open()));
  }

  @AfterEach
  void closeConnector() throws IOException {
    Opened last = opened.pop();
    last.connector.close();
    last.store.close();
  }

  private Connector connector() {
    return opened.element().connector;
  }

  private FileEntry give(String path, byte[] bytes) throws IOException {
    return connector().write(RelativePath.of(path), SampleContent.of(bytes));
  }

  private byte[] taken(String path) throws IOException {
    return opened.element().store.taken(RelativePath.of(path)).orElseThrow();
  }

  private static void assertFails(Kind kind, ThrowingCallable call) {
    Throwable failure = catchThrowable(call);
    assertThat(failure).isInstanceOf(ConnectorException.class);
    assertThat(((ConnectorException) failure).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource(Capability.class)
  void it_promises_nothing_else_that_would_have_to_be_looked_at(Capability capability) {
    boolean trait = capability == Capability.WRITE_ONLY || capability == Capability.REMOTE;

    assertThat(!connector().capabilities().has(capability) || trait).isTrue();
    assertThat(connector().capabilities().has(Capability.WRITE_ONLY)).isTrue();
    assertThat(connector().capabilities().hashes()).isEmpty();
    assertThat(connector().capabilities().timePrecision()).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 128 * 1024, 5_000_000})
  void a_file_is_taken_whole_under_its_name(int size) throws IOException {
    byte[] bytes = SampleContent.noise(size);

    FileEntry entry = give("a/b c/f.bin", bytes);

    assertThat(taken("a/b c/f.bin")).isEqualTo(bytes);
    assertThat(entry.path()).isEqualTo(RelativePath.of("a/b c/f.bin"));
    assertThat(entry.size()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "$(id)", "`id`", "a;b", "'", "\"", "a\nb", "-rf", "--x=y", "#", "~", "世界"})
  void names_arrive_as_they_are(String name) throws IOException {
    give(name, new byte[] {1});

    assertThat(taken(name)).containsExactly(1);
  }

  @Test
  void a_file_given_again_replaces_the_one_before() throws IOException {
    give("f", "first".getBytes(StandardCharsets.UTF_8));

    give("f", "2".getBytes(StandardCharsets.UTF_8));

    assertThat(taken("f")).asString().isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 2, 4, 1000})
  void content_longer_or_shorter_than_it_says_is_refused(long said) {
    SampleContent content = SampleContent.of("123").declaring(said);

    assertFails(Kind.CHANGED, () -> connector().write(RelativePath.of("f"), content));
    assertThat(content.stillOpen()).isZero();
  }

  @Test
  void what_reading_the_content_fails_with_comes_through() {
    SampleContent content = SampleContent.of(SampleContent.noise(500_000)).failingAt(300_000);

    assertFails(Kind.REJECTED, () -> connector().write(RelativePath.of("f"), content));
    assertThat(content.stillOpen()).isZero();
  }

  @Test
  void looking_and_deleting_are_refused() {
    RelativePath path = RelativePath.of("f");

    assertFails(Kind.UNSUPPORTED, () -> connector().list(ListRequest.everything(), new Nobody()));
    assertFails(Kind.UNSUPPORTED, () -> connector().stat(path));
    assertFails(Kind.UNSUPPORTED, () -> connector().read(path, 0));
    assertFails(Kind.UNSUPPORTED, () -> connector().delete(path));
    assertFails(Kind.UNSUPPORTED, () -> connector().move(path, RelativePath.of("g")));
    assertFails(Kind.UNSUPPORTED, () -> connector().setModified(path, SampleContent.MODIFIED));
    assertFails(Kind.UNSUPPORTED, connector()::freeSpace);
    assertFails(Kind.UNSUPPORTED, connector()::createRoot);
  }

  @Test
  void nothing_is_said_of_what_was_taken() throws IOException {
    give("f", new byte[] {1});

    assertThat(connector().checksum(RelativePath.of("f"), HashAlgorithm.SHA256)).isEmpty();
    assertThat(connector().localFile(RelativePath.of("f"))).isEmpty();
    assertThat(connector().locate(RelativePath.of("f"))).endsWith("f");
    connector().sync(List.of(RelativePath.of("f")));
  }

  @Test
  void whether_anybody_takes_files_can_be_asked_before() throws IOException {
    connector().ping();

    try (Connector missing = opened.element().store.openMissing()) {
      assertFails(Kind.UNREACHABLE, missing::ping);
      assertFails(
          Kind.UNREACHABLE, () -> missing.write(RelativePath.of("f"), SampleContent.of("1")));
    }
  }

  @Test
  void after_closing_every_call_fails_and_closing_again_does_not() throws IOException {
    connector().close();
    connector().close();
    RelativePath path = RelativePath.of("f");

    assertFails(Kind.UNREACHABLE, connector()::ping);
    assertFails(Kind.UNREACHABLE, () -> connector().write(path, SampleContent.of("1")));
    assertFails(Kind.UNREACHABLE, () -> connector().list(ListRequest.topLevel(), new Nobody()));
    assertFails(Kind.UNREACHABLE, () -> connector().stat(path));
    assertFails(Kind.UNREACHABLE, () -> connector().read(path, 0));
    assertFails(Kind.UNREACHABLE, () -> connector().delete(path));
  }

  @Test
  void many_threads_may_give_files_at_once() throws Exception {
    ExecutorService hands = Executors.newFixedThreadPool(8);
    try {
      List<Future<FileEntry>> given = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        String name = "d" + i % 4 + "/f" + i;
        given.add(hands.submit(() -> give(name, name.getBytes(StandardCharsets.UTF_8))));
      }
      for (Future<FileEntry> one : given) {
        String path = one.get().path().toString();
        assertThat(taken(path)).asString().isEqualTo(path);
      }
    } finally {
      hands.shutdownNow();
    }
  }

  private static final class Nobody implements EntrySink {
    @Override
    public void file(FileEntry entry) {
      throw new AssertionError("a file was listed: " + entry);
    }

    @Override
    public void leftOut(String name, String reason) {
      throw new AssertionError("something was listed: " + name);
    }
  }
}
