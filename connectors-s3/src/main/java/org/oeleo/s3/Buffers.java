package org.oeleo.s3;

import java.io.InterruptedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * The memory in which bytes wait to be sent: blocks that are used again and again, never more than
 * a budget. Who asks for more than is free waits for its turn. Safe for many threads.
 */
final class Buffers {
  /** Small enough for the collector, large enough for the line. */
  static final int BLOCK = 128 * 1024;

  private final int blocks;
  private final Semaphore free;
  private final Queue<byte[]> idle = new ConcurrentLinkedQueue<>();

  /** Of at least one block. */
  Buffers(long budget) {
    this.blocks = (int) Math.max(1, Math.min(Integer.MAX_VALUE, budget / BLOCK));
    this.free = new Semaphore(blocks, true);
  }

  /** Whether so many bytes fit at all. */
  boolean canHold(long size) {
    return blocksOf(size) <= blocks;
  }

  /**
   * Room for so many bytes, which must {@link #canHold fit}; whoever holds some already may not
   * wait for more, but others may give theirs back meanwhile. The caller closes it.
   */
  Buffer take(int size) throws InterruptedIOException {
    int count = (int) blocksOf(size);
    try {
      free.acquire(count);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("interrupted while waiting for memory");
      interrupted.initCause(e);
      throw interrupted;
    }
    byte[][] taken = new byte[count][];
    for (int i = 0; i < count; i++) {
      byte[] block = idle.poll();
      taken[i] = block == null ? new byte[BLOCK] : block;
    }
    return new Buffer(this, taken, size);
  }

  void giveBack(byte[][] taken) {
    for (byte[] block : taken) {
      idle.add(block);
    }
    free.release(taken.length);
  }

  /** How many blocks are taken at present. */
  int inUse() {
    return blocks - free.availablePermits();
  }

  private static long blocksOf(long size) {
    return (size + BLOCK - 1) / BLOCK;
  }
}
