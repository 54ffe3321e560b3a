package org.oeleo.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Hashes what it is given on a thread of its own, in order, at most a few buffers behind. One
 * caller at a time. The thread ends with {@link #finish} or {@link #abandon}.
 */
final class HashingThread implements Digests.Lane {
  private static final int BUFFERS = 4;
  private static final int SIZE = 256 * 1024;

  private final MessageDigest digest;
  private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BUFFERS);

  /** To be hashed; an empty one is the end. */
  private final BlockingQueue<ByteBuffer> full = new ArrayBlockingQueue<>(BUFFERS + 1);

  private final Thread thread = new Thread(this::work, "oeleo-hash");
  private volatile Optional<Throwable> failure = Optional.empty();

  HashingThread(MessageDigest digest) {
    this.digest = digest;
    for (int i = 0; i < BUFFERS; i++) {
      free.add(ByteBuffer.allocate(SIZE));
    }
    thread.setDaemon(true);
    thread.start();
  }

  private void work() {
    try {
      for (ByteBuffer next = full.take(); next.hasRemaining(); next = full.take()) {
        hash(next);
        free.put(next.clear());
      }
    } catch (InterruptedException abandoned) {
      Thread.currentThread().interrupt();
    }
  }

  /** After a failure it only takes things in, so that nobody waits for it. */
  private void hash(ByteBuffer bytes) {
    try {
      if (failure.isEmpty()) {
        digest.update(bytes);
      }
    } catch (RuntimeException | Error e) {
      failure = Optional.of(e);
    }
  }

  @Override
  public void update(byte[] bytes, int offset, int length) throws IOException {
    try {
      for (int done = 0; done < length; ) {
        ByteBuffer buffer = free.take();
        int portion = Math.min(buffer.remaining(), length - done);
        full.put(buffer.put(bytes, offset + done, portion).flip());
        done += portion;
      }
    } catch (InterruptedException e) {
      throw cancelled();
    }
  }

  @Override
  public MessageDigest finish() throws IOException {
    try {
      full.put(ByteBuffer.allocate(0));
      thread.join();
    } catch (InterruptedException e) {
      throw cancelled();
    }
    if (failure.isPresent()) {
      throw new IOException(digest.getAlgorithm() + " failed", failure.get());
    }
    return digest;
  }

  private static IOException cancelled() {
    Thread.currentThread().interrupt();
    return new CancelledException();
  }

  @Override
  public void abandon() {
    thread.interrupt();
  }
}
