package org.oeleo.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.oeleo.testkit.SampleContent;

@Timeout(60)
class BuffersTest {
  private static final int BLOCK = Buffers.BLOCK;

  @Test
  void what_was_filled_in_is_read_as_often_as_one_likes() throws IOException {
    byte[] bytes = SampleContent.noise(2 * BLOCK + 5);
    try (Buffer buffer = new Buffers(4 * BLOCK).take(bytes.length)) {
      buffer.fill(new ByteArrayInputStream(bytes));

      for (int i = 0; i < 2; i++) {
        try (InputStream in = buffer.body().contentStreamProvider().newStream()) {
          assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
      }
    }
  }

  @Test
  void who_wants_more_than_is_free_waits_until_it_is_given_back() throws Exception {
    Buffers buffers = new Buffers(3 * BLOCK);
    Buffer first = buffers.take(2 * BLOCK);
    Thread[] waiting = new Thread[1];
    CompletableFuture<Buffer> second = CompletableFuture.supplyAsync(() -> {
      waiting[0] = Thread.currentThread();
      return taken(buffers, 2 * BLOCK);
    });
    Awaitility.await()
        .until(() -> waiting[0] != null && waiting[0].getState() == Thread.State.WAITING);

    first.close();
    first.close();

    second.get(20, TimeUnit.SECONDS).close();
    assertThat(buffers.inUse()).isZero();
  }

  private static Buffer taken(Buffers buffers, int size) {
    try {
      return buffers.take(size);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  @Test
  void many_threads_never_hold_more_than_the_budget_and_all_come_to_their_turn() throws Exception {
    Buffers buffers = new Buffers(5 * BLOCK);
    AtomicInteger most = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        int size = (i % 5 + 1) * BLOCK;
        all.add(threads.submit(() -> {
          try (Buffer buffer = taken(buffers, size)) {
            most.accumulateAndGet(buffers.inUse(), Math::max);
            assertThat(buffer.size()).isEqualTo(size);
          }
        }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(most.get()).isBetween(1, 5);
    assertThat(buffers.inUse()).isZero();
  }
}
