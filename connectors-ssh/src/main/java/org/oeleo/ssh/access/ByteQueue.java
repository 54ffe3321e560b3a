package org.oeleo.ssh.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Bytes that JSch's thread brings and ours takes away; takes as many as the channel's window
 * allows, then lets that thread wait. In place of {@link java.io.PipedInputStream}, which is slow
 * and asks whether its threads are alive. Safe for many threads.
 */
final class ByteQueue extends InputStream {
  private final int capacity;
  private final Deque<byte[]> pieces = new ArrayDeque<>();
  private int first;
  private int size;
  private boolean ended;
  private boolean closed;

  ByteQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Where the bytes are put in; its close is the end of the stream. */
  OutputStream sink() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        put(new byte[] {(byte) b});
      }

      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        put(Arrays.copyOfRange(bytes, from, from + count));
      }

      @Override
      public void close() {
        end();
      }
    };
  }

  private synchronized void put(byte[] piece) throws IOException {
    try {
      while (size >= capacity && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    if (closed) {
      throw new IOException("closed");
    }
    if (piece.length > 0) {
      pieces.add(piece);
      size += piece.length;
      notifyAll();
    }
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] buffer, int from, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    try {
      while (size == 0 && !ended && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    if (closed) {
      throw new IOException("closed");
    }
    if (size == 0) {
      return -1;
    }
    return take(buffer, from, count);
  }

  private int take(byte[] buffer, int from, int count) {
    int taken = 0;
    while (taken < count && size > 0) {
      byte[] piece = pieces.element();
      int part = Math.min(count - taken, piece.length - first);
      System.arraycopy(piece, first, buffer, from + taken, part);
      taken += part;
      size -= part;
      first += part;
      if (first == piece.length) {
        pieces.remove();
        first = 0;
      }
    }
    notifyAll();
    return taken;
  }

  @Override
  public synchronized int available() {
    return size;
  }

  /** Drops what is in it and frees both sides. */
  @Override
  public synchronized void close() {
    closed = true;
    pieces.clear();
    size = 0;
    notifyAll();
  }
}
