package org.oeleo.ssh.sftp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Writes one file from front to back without waiting for each answer. One thread at a time. Nothing
 * is known to be written until {@link #await} returns; after an exception it only throws. Does not
 * close the handle.
 */
public final class Upload {
  /** Unanswered, of one file: 20 ms of delay at 200 MB/s. */
  private static final int WINDOW = 4 << 20;

  private static final int FIRST_ROOM = 4 * 1024;

  private final SftpClient client;
  private final Handle handle;
  private final int most;
  private final Outgoing request;

  /** Where the bytes begin in the request. */
  private final int front;

  private final Semaphore window = new Semaphore(WINDOW);
  private final CompletableFuture<Outcome<Ok>> failure = new CompletableFuture<>();
  private long offset;

  /** @param offset where in the file the first byte goes */
  public Upload(SftpClient client, Handle handle, long offset) {
    this(client, handle, offset, client.limits().write());
  }

  Upload(SftpClient client, Handle handle, long offset, int most) {
    this.client = client;
    this.handle = handle;
    this.offset = offset;
    this.most = most;
    this.request = Outgoing.of(Verb.WRITE, Math.min(most, FIRST_ROOM))
        .string(handle.id())
        .int64(offset)
        .int32(0);
    this.front = request.length();
  }

  /**
   * Takes the bytes over; waits only when too many are unanswered.
   *
   * @throws SftpException if the server refused this or an earlier write
   * @throws ConnectionLostException if the connection ended
   * @throws InterruptedIOException if the thread was interrupted; it still is
   */
  public void write(byte[] bytes, int from, int count) throws IOException {
    throwFailure();
    for (int done = 0; done < count; ) {
      int portion = Math.min(count - done, most - (request.length() - front));
      request.bytes(bytes, from + done, portion);
      done += portion;
      if (request.length() - front == most) {
        send();
      }
    }
  }

  /**
   * Sends what was taken over and waits for no answer; it goes out together with what is asked
   * next, at the latest when somebody waits. A server keeps to the order of what it is asked of one
   * file.
   *
   * @throws IOException as {@link #write} does
   */
  public void push() throws IOException {
    throwFailure();
    if (request.length() > front) {
      send();
    }
  }

  /** Up to where the server has answered at least, also after a failure. */
  public long certain() {
    return Math.max(0, offset - WINDOW);
  }

  /** Up to where bytes have gone to the server, answered or not. */
  public long offset() {
    return offset;
  }

  /**
   * Waits until every byte is answered for.
   *
   * @throws SftpException if the server refused a write
   * @throws ConnectionLostException if the connection ended
   * @throws InterruptedIOException if the thread was interrupted; it still is
   */
  public void await() throws IOException {
    push();
    acquire(window, WINDOW);
    window.release(WINDOW);
    throwFailure();
  }

  private void send() throws IOException {
    int count = request.length() - front;
    acquire(window, count);
    try {
      acquire(client.unanswered(), count);
    } catch (InterruptedIOException e) {
      window.release(count);
      throw e;
    }
    request.put(front - 12, (int) (offset >>> 32));
    request.put(front - 8, (int) offset);
    request.put(front - 4, count);
    client.send(call(count), request);
    offset += count;
    request.cut(front);
    throwFailure();
  }

  private Call<Ok> call(int count) {
    return new Call<>(Verb.WRITE, handle.path(), Answers::ok, (call, how) -> {
      if (!(how instanceof Outcome.Value)) {
        failure.complete(how);
      }
      client.unanswered().release(count);
      window.release(count);
    });
  }

  private void throwFailure() throws IOException {
    if (failure.isDone()) {
      new Call<>(Verb.WRITE, handle.path(), Answers::ok).valueOf(failure.join());
    }
  }

  private void acquire(Semaphore permits, int count) throws InterruptedIOException {
    if (permits.tryAcquire(count)) {
      return;
    }
    client.push();
    try {
      permits.acquire(count);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.complete(new Outcome.GivenUp<>());
      InterruptedIOException stopped = new InterruptedIOException("interrupted while writing");
      stopped.initCause(e);
      throw stopped;
    }
  }
}
