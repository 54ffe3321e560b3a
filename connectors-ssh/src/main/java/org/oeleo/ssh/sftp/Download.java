package org.oeleo.ssh.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/**
 * Reads one file from front to back, and asks for more ahead the longer it goes on. One thread at a
 * time. Owns the handle.
 *
 * <p>{@link #read} throws {@link SftpException} if the server refuses,
 * {@link ConnectionLostException} if the connection ended, and
 * {@link java.io.InterruptedIOException} if the thread was interrupted while it waited.
 */
public final class Download extends InputStream {
  private static final int FIRST = 32 * 1024;

  /** 20 ms of delay at 200 MB/s. */
  private static final int MOST_AHEAD = 4 << 20;

  private static final int GROWTH = 4;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** Bytes that were asked for, and how many of them count as read ahead. */
  private record Piece(long offset, int length, int counted, Reply<ByteBuffer> reply) {}

  private final SftpClient client;
  private final Handle handle;
  private final long expected;
  private final Deque<Piece> asked = new ArrayDeque<>();
  private ByteBuffer current = NOTHING;
  private long next;
  private long ahead;
  private int most;
  private int size;
  private long underWay;
  private State state = State.GOING_ON;

  private enum State {
    GOING_ON,
    /** The last answer was short, which is either a whim of the server or the end of the file. */
    SHORT,
    AT_END,
    CLOSED
  }

  /** @param offset of the first byte wanted */
  public Download(SftpClient client, Handle handle, long offset) {
    this(client, handle, offset, offset);
  }

  /**
   * @param offset of the first byte wanted
   * @param expected size of the file, if it is as it was listed: then its end is asked for together
   *     with its bytes. A file that is longer or shorter by now is read as it is
   */
  public Download(SftpClient client, Handle handle, long offset, long expected) {
    this(client, handle, offset, expected, client.limits().read());
  }

  Download(SftpClient client, Handle handle, long offset, long expected, int most) {
    this.client = client;
    this.handle = handle;
    this.next = offset;
    this.expected = expected;
    this.most = most;
    this.ahead = Math.min(MOST_AHEAD, Math.max(0, expected - offset) + 1);
    this.size = ahead > FIRST ? most : Math.min(most, FIRST);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (state == State.CLOSED) {
      throw new IOException("the file is closed");
    }
    if (length == 0) {
      return 0;
    }
    while (!current.hasRemaining() && state != State.AT_END) {
      advance();
    }
    if (!current.hasRemaining()) {
      return -1;
    }
    int count = Math.min(length, current.remaining());
    current.get(into, offset, count);
    return count;
  }

  @Override
  public int available() {
    return current.remaining();
  }

  /** A piece is forgotten only when its bytes are here, so that a failure is told again. */
  private void advance() throws IOException {
    fill();
    client.push();
    Piece first = asked.element();
    ByteBuffer bytes = first.reply.await();
    drop(asked.remove());
    if (!bytes.hasRemaining()) {
      end(State.AT_END);
    } else if (bytes.remaining() < first.length) {
      askAgain(first, bytes.remaining());
    } else {
      state = State.GOING_ON;
      size = most;
      ahead = Math.min(MOST_AHEAD, ahead * GROWTH);
    }
    current = bytes;
  }

  /** Nothing more is asked for where the file may have ended. */
  private void fill() {
    while (asked.isEmpty() || (state == State.GOING_ON && underWay < ahead)) {
      int length = next < expected ? (int) Math.min(size, expected - next) : size;
      boolean free = asked.isEmpty();
      if (!free && !client.readAhead().tryAcquire(length)) {
        return;
      }
      asked.addLast(ask(next, length, free ? 0 : length));
      next += length;
    }
  }

  private Piece ask(long offset, int length, int counted) {
    Outgoing request = Outgoing.on(Verb.READ, handle.id()).int64(offset).int32(length);
    Call<ByteBuffer> call = new Call<>(Verb.READ, handle.path(), Answers.data(length));
    underWay += length;
    return new Piece(offset, length, counted, client.send(call, request));
  }

  /** If the rest comes after all, the server likes smaller pieces. */
  private void askAgain(Piece piece, int got) {
    if (state == State.SHORT) {
      most = Math.max(Math.min(most, FIRST), Math.min(most, got));
      size = Math.min(size, most);
    }
    state = State.SHORT;
    asked.addFirst(ask(piece.offset + got, piece.length - got, 0));
  }

  private void drop(Piece piece) {
    underWay -= piece.length;
    client.readAhead().release(piece.counted);
  }

  private void end(State how) {
    asked.forEach(this::drop);
    asked.clear();
    state = how;
  }

  /** Asks the server to close the handle, and waits for nothing. */
  @Override
  public void close() {
    if (state != State.CLOSED) {
      end(State.CLOSED);
      current = NOTHING;
      client.close(handle);
    }
  }
}
