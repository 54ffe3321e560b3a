package org.oeleo.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.oeleo.Cancellation;
import org.oeleo.spi.Connector;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.ListRequest;

/**
 * Lists on a thread of its own, a little ahead of the run's thread, which takes what is found in
 * the order in which it was found. One listing, once.
 */
final class Scout {
  /** Few enough to be taken soon, many enough for handing them over to cost nothing. */
  private static final int BATCH = 128;

  private static final int BATCHES_AHEAD = 8;
  private static final long TURN_MILLIS = 100;

  private final Cancellation cancellation;
  private final Clock clock;
  private final BlockingQueue<Batch> found = new ArrayBlockingQueue<>(BATCHES_AHEAD);
  private volatile boolean abandoned;

  /** Takes what is found, on the run's thread. */
  interface Taker {
    /** A file, and when it was looked at: other than that, as {@link EntrySink#file}. */
    void file(FileEntry entry, Instant seen);

    /** See {@link EntrySink#leftOut}. */
    void leftOut(String name, String reason);

    /** Nothing has been found for a while. */
    default void idle() {}

    /** See {@link EntrySink#notEntered}. */
    default void notEntered(String name) {}
  }

  /** One thing that was found. */
  private interface Find {
    void tell(Taker taker);
  }

  /** What was found in a row, and how it ended if it did. */
  private record Batch(List<Find> finds, Optional<End> end) {}

  /** Why there is no more; without a failure because that was all. */
  private record End(Optional<Throwable> failure) {}

  /** Thrown into a listing for which nobody waits any more. */
  private static final class AbandonedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private AbandonedException() {
      super("nobody waits for this listing any more", null, false, false);
    }
  }

  Scout(Cancellation cancellation, Clock clock) {
    this.cancellation = cancellation;
    this.clock = clock;
  }

  /**
   * Lists, and has everything taken on the calling thread.
   *
   * @throws IOException what the listing failed with, after what was found until then
   */
  void list(Connector source, ListRequest request, Taker taker) throws IOException {
    // One that never comes back from a store must not keep the program alive.
    Thread thread = new Thread(() -> go(source, request), "oeleo-list");
    thread.setDaemon(true);
    thread.start();
    try {
      Optional<End> end = Optional.empty();
      while (end.isEmpty()) {
        Batch batch = next(taker);
        batch.finds.forEach(find -> find.tell(taker));
        end = batch.end;
      }
      throwFailure(end.get());
    } finally {
      abandoned = true;
    }
  }

  private Batch next(Taker taker) {
    try {
      while (true) {
        Optional<Batch> batch = Optional.ofNullable(found.poll(TURN_MILLIS, TimeUnit.MILLISECONDS));
        if (batch.isPresent()) {
          return batch.get();
        }
        taker.idle();
        // Nobody may be left who could say so: a listing that hangs does not look.
        if (cancellation.isCancelled()) {
          throw new StopSignal(Stop.cancelled());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StopSignal(Stop.cancelled());
    }
  }

  private static void throwFailure(End end) throws IOException {
    if (end.failure.isEmpty()) {
      return;
    }
    Throwable failure = end.failure.get();
    if (failure instanceof IOException known) {
      throw known;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  private void go(Connector source, ListRequest request) {
    Gathering gathering = new Gathering();
    Optional<Throwable> failure = Optional.empty();
    try {
      source.list(request, gathering);
    } catch (IOException | RuntimeException | Error e) {
      failure = Optional.of(e);
    }
    try {
      hand(new Batch(gathering.finds, Optional.of(new End(failure))));
    } catch (AbandonedException nobodyWaits) {
      // Whoever began it has ended for a reason of its own.
    }
  }

  private void hand(Batch batch) {
    try {
      while (!abandoned) {
        if (found.offer(batch, TURN_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
      throw new AbandonedException();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AbandonedException();
    }
  }

  /** Collects batches; on the listing's thread. */
  private final class Gathering implements EntrySink {
    private List<Find> finds = new ArrayList<>(BATCH);

    @Override
    public void file(FileEntry entry) {
      Instant seen = clock.instant();
      add(taker -> taker.file(entry, seen));
    }

    @Override
    public void leftOut(String name, String reason) {
      add(taker -> taker.leftOut(name, reason));
    }

    @Override
    public void notEntered(String name) {
      add(taker -> taker.notEntered(name));
    }

    private void add(Find find) {
      if (abandoned) {
        throw new AbandonedException();
      }
      finds.add(find);
      if (finds.size() == BATCH) {
        hand(new Batch(finds, Optional.empty()));
        finds = new ArrayList<>(BATCH);
      }
    }
  }
}
