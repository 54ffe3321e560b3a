package org.oeleo.sharepoint.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A proxy that leads to the service whichever host is asked for, so that a client can call it by
 * the names that the real one has. Safe for many threads.
 */
public final class Tunnel implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
    Thread thread = new Thread(work, "tunnel");
    thread.setDaemon(true);
    return thread;
  });

  private Tunnel(ServerSocket door, int target) {
    this.door = door;
    this.target = target;
  }

  static Tunnel to(int port) {
    try {
      Tunnel tunnel = new Tunnel(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
      tunnel.threads.execute(tunnel::accept);
      return tunnel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
  }

  /** The hosts and ports that were asked for, in that order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        sockets.add(client);
        threads.execute(() -> connect(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    try {
      String[] line = head(client.getInputStream()).split(" ", 3);
      if (!line[0].equals("CONNECT")) {
        say(client, "405 Method Not Allowed");
        client.close();
        return;
      }
      asked.add(line[1]);
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(server);
      say(client, "200 Connection established");
      threads.execute(() -> pass(server, client));
      pass(client, server);
    } catch (IOException e) {
      quietlyClose(client);
    }
  }

  private static String head(InputStream input) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int read = input.read();
      if (read < 0) {
        throw new IOException("no request");
      }
      head.append((char) read);
    }
    return head.toString();
  }

  private static void say(Socket client, String status) throws IOException {
    client
        .getOutputStream()
        .write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One end is gone; so shall be the other.
    } finally {
      quietlyClose(from);
      quietlyClose(to);
    }
  }

  private static void quietlyClose(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed as well as it can be.
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sockets.forEach(Tunnel::quietlyClose);
    threads.shutdownNow();
  }
}
