package org.oeleo.ssh.sftp;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes messages to the server and each answer to whoever waits for it. Safe for many threads; two
 * threads of its own end with it.
 */
final class Connection implements Closeable {
  /**
   * OpenSSH sends at most 256 KiB, and nothing we ask for needs more; twice that leaves room for
   * servers with longer listings, and is what a hostile one can make us allocate.
   */
  static final int LONGEST = 512 * 1024;

  private static final int VERSION = 2;

  /** The greeting has no number; no request gets this one. */
  private static final int GREETING = -1;

  private final Wire wire;
  private final ReentrantLock writing = new ReentrantLock();
  private final Map<Integer, Call<?>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final CompletableFuture<ConnectionLostException> end = new CompletableFuture<>();
  private volatile long heard = System.nanoTime();

  /** Whether something was written and not flushed; set while {@link #writing} only. */
  private volatile boolean held;

  Connection(Wire wire) {
    this.wire = wire;
  }

  /** Says hello and begins to listen. */
  <T> Call<T> start(Call<T> greeting, Outgoing hello, Duration patience) {
    waiting.put(GREETING, greeting);
    daemon("oeleo-sftp-reader", this::listen);
    daemon("oeleo-sftp-watchdog", new Watchdog(this, patience));
    write(hello);
    return greeting;
  }

  static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Sends a request, when somebody waits or a second later: what is asked in one go is sent in one
   * go, which makes small files twice as fast. Never throws for what the server or the wire does,
   * but lets the call say it.
   */
  <T> Call<T> send(Call<T> call, Outgoing request) {
    call.beforeWaiting(this::push);
    int id = register(call);
    request.seal(id);
    write(request);
    if (!isOpen()) {
      lose(id, end.join());
    }
    return call;
  }

  private int register(Call<?> call) {
    int id = ids.getAndIncrement() & Integer.MAX_VALUE;
    while (waiting.putIfAbsent(id, call) != null) {
      id = ids.getAndIncrement() & Integer.MAX_VALUE;
    }
    return id;
  }

  /** Half a message would end the connection for all, so an interrupt waits until it is out. */
  private void write(Outgoing message) {
    uninterrupted(out -> {
      message.writeTo(out);
      held = true;
      if (message.verb().isAtOnce()) {
        flush(out);
      }
    });
  }

  /** Sends what may still be held back to go out together with what follows. */
  void push() {
    if (held) {
      uninterrupted(this::flush);
    }
  }

  /** Like {@link #push}, for one who must not get stuck. Whoever writes just now pushes later. */
  void pushElsewhere() {
    if (held && !writing.isLocked()) {
      daemon("oeleo-sftp-pushing", this::push);
    }
  }

  private void flush(OutputStream out) throws IOException {
    if (held) {
      held = false;
      out.flush();
    }
  }

  private void uninterrupted(Step step) {
    boolean interrupted = Thread.interrupted();
    writing.lock();
    try {
      if (isOpen()) {
        step.take(wire.output());
      }
    } catch (IOException | RuntimeException e) {
      end(new ConnectionLostException("the connection to the server broke while sending", e));
    } finally {
      writing.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Something that one thread at a time does with the way to the server. */
  private interface Step {
    void take(OutputStream out) throws IOException;
  }

  private void listen() {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(new Listened(wire.input()), 64 * 1024))) {
      while (isOpen()) {
        dispatch(in);
      }
    } catch (ConnectionLostException e) {
      end(e);
    } catch (IOException | RuntimeException | Error e) {
      end(new ConnectionLostException("the connection to the server broke", e));
    }
  }

  private void dispatch(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length <= Integer.BYTES || length > LONGEST) {
      throw new ProtocolException("the server sent something that is no message, or one of "
          + Integer.toUnsignedString(length)
          + " bytes (do its login scripts print something?)");
    }
    int type = in.readUnsignedByte();
    byte[] bytes = new byte[length - 1];
    in.readFully(bytes);
    Incoming message = new Incoming(type, bytes);
    int id = type == VERSION ? GREETING : message.int32();
    Call<?> call = waiting.remove(id);
    if (call == null) {
      throw new ProtocolException(
          "the server answered what it was not asked, as number " + Integer.toUnsignedString(id));
    }
    deliver(message, call);
  }

  /**
   * The call is out of the table already, so it is told here; after the end, which it may ask for.
   */
  private void deliver(Incoming message, Call<?> call) {
    try {
      call.answer(message);
    } catch (ProtocolException e) {
      end(e);
      call.lose(e);
    } catch (RuntimeException | Error e) {
      ConnectionLostException why = new ConnectionLostException("an answer cannot be taken in", e);
      end(why);
      call.lose(why);
    }
  }

  /** Ends the connection for everybody; the first reason stays. */
  void end(ConnectionLostException why) {
    if (!end.complete(why)) {
      return;
    }
    try {
      waiting.keySet().forEach(id -> lose(id, why));
    } finally {
      wire.close();
    }
  }

  private void lose(int id, ConnectionLostException why) {
    Call<?> call = waiting.remove(id);
    if (call != null) {
      call.lose(why);
    }
  }

  boolean isOpen() {
    return !end.isDone();
  }

  Collection<Call<?>> waiting() {
    return waiting.values();
  }

  /** When the last byte came, as {@link System#nanoTime} has it. */
  long heard() {
    return heard;
  }

  /** Whether it has ended within that time. */
  boolean awaitEnd(long nanos) throws InterruptedException {
    try {
      end.get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    end(new ConnectionLostException("the connection to the server is closed"));
  }

  /** Notes when something comes. */
  private final class Listened extends FilterInputStream {
    Listened(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      heard = System.nanoTime();
      return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      heard = System.nanoTime();
      return count;
    }
  }
}
