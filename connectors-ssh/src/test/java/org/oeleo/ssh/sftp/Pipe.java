package org.oeleo.ssh.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Bytes from one thread to another; holds so many of them, then the writer waits. */
final class Pipe {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final byte[] ring;
  private long written;
  private long read;
  private boolean closed;

  Pipe(int room) {
    ring = new byte[room];
  }

  final InputStream input = new InputStream() {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return take(into, offset, length);
    }
  };

  final OutputStream output = new OutputStream() {
    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      give(bytes, offset, length);
    }
  };

  private int take(byte[] into, int offset, int length) {
    lock.lock();
    try {
      while (written == read && !closed) {
        moved.awaitUninterruptibly();
      }
      int count = (int) Math.min(length, written - read);
      for (int i = 0; i < count; i++) {
        into[offset + i] = ring[(int) (read++ % ring.length)];
      }
      moved.signalAll();
      return count == 0 ? -1 : count;
    } finally {
      lock.unlock();
    }
  }

  private void give(byte[] bytes, int offset, int length) throws IOException {
    lock.lock();
    try {
      for (int i = 0; i < length; i++) {
        while (written - read == ring.length && !closed) {
          moved.awaitUninterruptibly();
        }
        if (closed) {
          throw new IOException("pipe closed");
        }
        ring[(int) (written++ % ring.length)] = bytes[offset + i];
        moved.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** What is in it can still be read. */
  void close() {
    lock.lock();
    try {
      closed = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
