package org.oeleo.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One connection through a proxy: two sockets and four threads. Safe for many threads. */
final class ProxiedConnection {
  /** Enough bytes for a fast line with a long way: 512 pieces of 64 KiB. */
  private static final int PIECES = 512;

  private static final int PIECE = 64 * 1024;

  private final Socket client;
  private final Socket server;
  private final Consumer<ProxiedConnection> atTheEnd;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  ProxiedConnection(Socket client, Socket server, Consumer<ProxiedConnection> atTheEnd) {
    this.client = client;
    this.server = server;
    this.atTheEnd = atTheEnd;
  }

  /** Bytes that are on their way; none at all stand for the end of the stream. */
  private static final class Piece {
    private final byte[] bytes;
    private final long due;

    private Piece(byte[] bytes, long due) {
      this.bytes = bytes;
      this.due = due;
    }
  }

  private record Way(Socket from, Socket to, Lane lane, BlockingQueue<Piece> pieces) {}

  void start(Lane toServer, Lane toClient) throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    start(new Way(client, server, toServer, new ArrayBlockingQueue<>(PIECES)));
    start(new Way(server, client, toClient, new ArrayBlockingQueue<>(PIECES)));
  }

  private void start(Way way) {
    start(() -> receive(way));
    start(() -> send(way));
  }

  private void start(Passing work) {
    Thread thread = new Thread(() -> run(work), "proxied " + client.getPort());
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private interface Passing {
    void pass() throws IOException, InterruptedException;
  }

  private void run(Passing work) {
    try {
      work.pass();
    } catch (IOException | InterruptedException e) {
      close();
    }
  }

  private static void receive(Way way) throws IOException, InterruptedException {
    InputStream input = way.from.getInputStream();
    byte[] buffer = new byte[PIECE];
    int count = 0;
    while (count >= 0) {
      count = input.read(buffer);
      byte[] bytes = new byte[Math.max(0, count)];
      System.arraycopy(buffer, 0, bytes, 0, bytes.length);
      way.pieces.put(new Piece(bytes, System.nanoTime() + way.lane.delayNanos()));
    }
  }

  private void send(Way way) throws IOException, InterruptedException {
    OutputStream output = way.to.getOutputStream();
    Piece piece = way.pieces.take();
    while (piece.bytes.length > 0) {
      waitUntil(piece.due);
      int admitted = way.lane.admit(piece.bytes.length);
      output.write(piece.bytes, 0, admitted);
      if (admitted < piece.bytes.length) {
        close();
        return;
      }
      piece = way.pieces.take();
    }
    waitUntil(piece.due);
    way.to.shutdownOutput();
    if (client.isOutputShutdown() && server.isOutputShutdown()) {
      close();
    }
  }

  private static void waitUntil(long due) throws InterruptedException {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  void reset() {
    try {
      client.setSoLinger(true, 0);
      server.setSoLinger(true, 0);
    } catch (IOException e) {
      // Closed already.
    }
    close();
  }

  void close() {
    closeQuietly(client);
    closeQuietly(server);
    threads.forEach(Thread::interrupt);
    atTheEnd.accept(this);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // There is nothing more to do with it.
    }
  }
}
