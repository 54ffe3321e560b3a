package org.oeleo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;

@Timeout(30)
class FaultyConnectorTest {
  private static final RelativePath A = RelativePath.of("a.bin");
  private static final RelativePath B = RelativePath.of("b.bin");

  private final MemoryStore store = MemoryStore.empty();
  private final FaultyConnector faulty = new FaultyConnector(store.open());

  private static void assertKind(Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private byte[] read(RelativePath path) throws IOException {
    try (InputStream in = faulty.read(path, 0)) {
      return in.readAllBytes();
    }
  }

  private List<RelativePath> listed() throws IOException {
    List<RelativePath> paths = new ArrayList<>();
    faulty.list(ListRequest.everything(), new EntrySink() {
      @Override
      public void file(FileEntry entry) {
        paths.add(entry.path());
      }

      @Override
      public void leftOut(String name, String reason) {}
    });
    return paths;
  }

  @Test
  void only_the_chosen_call_fails() throws IOException {
    faulty.inject(Fault.on(Operation.STAT).atCall(2).fails(Kind.BUSY));

    faulty.stat(A);
    assertKind(Kind.BUSY, () -> faulty.stat(A));
    faulty.stat(A);
  }

  @Test
  void calls_for_other_files_are_neither_hit_nor_counted() throws IOException {
    faulty.inject(Fault.on(Operation.STAT).onlyFor(A::equals).atCall(2).fails(Kind.BUSY));

    faulty.stat(A);
    faulty.stat(B);
    assertKind(Kind.BUSY, () -> faulty.stat(A));
  }

  @Test
  void a_fault_may_last_from_or_up_to_a_call() throws IOException {
    faulty.inject(Fault.on(Operation.PING).fromCall(2).fails(Kind.UNREACHABLE));
    faulty.inject(Fault.on(Operation.STAT).upToCall(1).fails(Kind.BUSY));

    faulty.ping();
    assertKind(Kind.UNREACHABLE, faulty::ping);
    assertKind(Kind.UNREACHABLE, faulty::ping);
    assertKind(Kind.BUSY, () -> faulty.stat(A));
    faulty.stat(A);
  }

  @Test
  void a_write_that_fails_at_a_byte_leaves_what_came_before() {
    faulty.inject(Fault.on(Operation.WRITE).failsAtByte(70_000, Kind.UNREACHABLE));
    byte[] bytes = SampleContent.noise(100_000);

    assertKind(Kind.UNREACHABLE, () -> faulty.write(A, SampleContent.of(bytes)));

    assertThat(store.bytes(A).orElseThrow()).hasSize(70_000);
  }

  @Test
  void a_read_that_fails_at_a_byte_gives_what_comes_before() throws IOException {
    store.put(A, SampleContent.noise(100));
    faulty.inject(Fault.on(Operation.READ).failsAtByte(10, Kind.UNREACHABLE));

    try (InputStream in = faulty.read(A, 4)) {
      assertThat(in.readNBytes(6)).hasSize(6);
      assertKind(Kind.UNREACHABLE, in::read);
    }
  }

  @Test
  void a_truncated_write_is_acknowledged_as_whole() throws IOException {
    faulty.inject(Fault.on(Operation.WRITE).truncatesAt(10));

    FileEntry written = faulty.write(A, SampleContent.of(SampleContent.noise(100)));

    assertThat(written.size()).isEqualTo(100);
    assertThat(store.bytes(A).orElseThrow()).hasSize(10);
  }

  @Test
  void a_truncated_read_just_ends() throws IOException {
    store.put(A, SampleContent.noise(100));
    faulty.inject(Fault.on(Operation.READ).truncatesAt(10));

    assertThat(read(A)).hasSize(10);
  }

  @Test
  void a_flipped_bit_changes_one_byte() throws IOException {
    byte[] bytes = SampleContent.noise(100);
    faulty.inject(Fault.on(Operation.WRITE).flipsBitAt(10));

    faulty.write(A, SampleContent.of(bytes));

    byte[] expected = bytes.clone();
    expected[10] ^= 1;
    assertThat(store.bytes(A)).contains(expected);
  }

  @Test
  void a_lost_acknowledgement_comes_after_the_deed() throws IOException {
    faulty.inject(Fault.on(Operation.WRITE).losesAcknowledgement());
    faulty.inject(Fault.on(Operation.MOVE).losesAcknowledgement());

    assertKind(Kind.UNREACHABLE, () -> faulty.write(A, SampleContent.of("a")));
    assertKind(Kind.UNREACHABLE, () -> faulty.move(A, B));

    assertThat(store.paths()).containsExactly(B);
  }

  @Test
  void a_lie_about_the_size_is_told_by_lookup_and_listing() throws IOException {
    store.put(A, new byte[10]);
    faulty.inject(Fault.on(Operation.STAT).liesAboutSize(-3));

    assertThat(faulty.stat(A).orElseThrow().size()).isEqualTo(7);
  }

  @Test
  void a_listing_stops_with_or_without_a_word() throws IOException {
    store.put(A, new byte[1]);
    store.put(B, new byte[1]);
    faulty.inject(Fault.on(Operation.LIST).atCall(1).stopsAfterFiles(1));
    faulty.inject(Fault.on(Operation.LIST).atCall(2).failsAfterFiles(1, Kind.UNREACHABLE));

    assertThat(listed()).hasSize(1);
    assertKind(Kind.UNREACHABLE, this::listed);
    assertThat(listed()).hasSize(2);
  }

  @Test
  void a_late_listing_lacks_what_was_just_written() throws IOException {
    store.put(A, new byte[1]);
    faulty.inject(Fault.on(Operation.LIST).upToCall(1).listsLate());

    faulty.write(B, SampleContent.of("b"));

    assertThat(listed()).containsExactly(A);
    assertThat(listed()).containsExactly(A, B);
  }

  @Test
  void throttling_says_how_long() {
    faulty.inject(Fault.on(Operation.WRITE).throttles(Duration.ofSeconds(7)));

    assertThatThrownBy(() -> faulty.write(A, SampleContent.of("a")))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(7)));
    assertThat(store.paths()).isEmpty();
  }

  @Test
  void closing_frees_a_call_that_hangs() throws Exception {
    faulty.inject(Fault.on(Operation.WRITE).hangsAtByte(1));
    CompletableFuture<FileEntry> hanging = CompletableFuture.supplyAsync(() -> {
      try {
        return faulty.write(A, SampleContent.of("abc"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });

    faulty.close();

    assertThatThrownBy(() -> hanging.get(10, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(ConnectorException.class);
  }

  @Test
  void an_interrupt_frees_a_call_that_hangs() {
    faulty.inject(Fault.on(Operation.STAT).hangs());

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> faulty.stat(A)).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void healed_it_does_everything_right() throws IOException {
    faulty.inject(Fault.on(Operation.STAT).fails(Kind.BUSY));

    faulty.heal();

    assertThat(faulty.stat(A)).isEmpty();
  }

  @Test
  void it_remembers_what_it_was_asked() throws IOException {
    faulty.stat(A);
    faulty.write(A, SampleContent.of("a"));
    faulty.move(A, B);

    assertThat(faulty.calls())
        .containsExactly(
            new Call(Operation.STAT, List.of(A)),
            new Call(Operation.WRITE, List.of(A)),
            new Call(Operation.MOVE, List.of(A, B)));
    assertThat(faulty.changes()).hasSize(2);
    assertThat(faulty.calls(Operation.DELETE)).isEmpty();
  }
}
