package org.oeleo.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** The parts of one file on their way: one thread gives them, others send them. */
final class PartsUnderWay {
  private final Executor threads;
  private final Sending sending;
  private final int most;
  private final Semaphore slots;
  private final Map<Integer, CompletedPart> done = new ConcurrentSkipListMap<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /** What sends one part. */
  interface Sending {
    CompletedPart send(int number, Sealed ready) throws IOException;
  }

  PartsUnderWay(Executor threads, int most, Sending sending) {
    this.threads = threads;
    this.most = most;
    this.slots = new Semaphore(most);
    this.sending = sending;
  }

  /** A part that need not be sent. */
  void isThere(CompletedPart part) {
    done.put(part.partNumber(), part);
  }

  /** Takes a part over, whatever happens; waits while enough others are under way. */
  void send(int number, Sealed ready) throws IOException {
    try {
      take(1);
    } catch (IOException e) {
      ready.close();
      throw e;
    }
    try {
      rethrow();
      threads.execute(() -> run(number, ready));
    } catch (RejectedExecutionException e) {
      release(ready);
      throw new ConnectorException(Kind.UNREACHABLE, "the way to the store is closed", e);
    } catch (IOException | RuntimeException | Error e) {
      release(ready);
      throw e;
    }
  }

  private void release(Sealed ready) {
    slots.release();
    ready.close();
  }

  private void take(int count) throws InterruptedIOException {
    try {
      slots.acquire(count);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("interrupted while parts were sent");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private void run(int number, Sealed ready) {
    try (ready) {
      done.put(number, sending.send(number, ready));
    } catch (IOException | RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    } finally {
      slots.release();
    }
  }

  /** All parts in order, once every one has arrived. */
  List<CompletedPart> await() throws IOException {
    take(most);
    slots.release(most);
    rethrow();
    return List.copyOf(done.values());
  }

  /** Waits until nothing is under way any more, so that what arrives counts; an interrupt waits. */
  void settle() {
    slots.acquireUninterruptibly(most);
    slots.release(most);
  }

  private void rethrow() throws IOException {
    Throwable cause = failure.get();
    if (cause instanceof IOException io) {
      throw io;
    }
    if (cause instanceof RuntimeException broken) {
      throw broken;
    }
    if (cause instanceof Error error) {
      throw error;
    }
  }
}
