package org.oeleo.testkit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A line to a server that can be made bad: slow, silent, cut, refused. Listens on the loopback
 * address only. Safe for many threads; whoever starts it closes it.
 *
 * <p>Everything said to it holds for the open connections and for those to come.
 */
public final class TcpProxy implements AutoCloseable {
  /** Which way bytes go. */
  public enum Direction {
    /** From whoever connects to the server behind. */
    TO_SERVER,
    /** From the server behind to whoever connected. */
    TO_CLIENT
  }

  private final InetSocketAddress target;
  private final int port;
  private final Lane toServer = new Lane();
  private final Lane toClient = new Lane();
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket door;
  private volatile Thread porter = new Thread(() -> {});
  private volatile long accepted;

  private TcpProxy(InetSocketAddress target, ServerSocket door) {
    this.target = target;
    this.door = door;
    this.port = door.getLocalPort();
  }

  /** Starts one to a port of this machine. */
  public static TcpProxy to(int port) throws IOException {
    return to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** Starts one to any server. */
  public static TcpProxy to(InetSocketAddress target) throws IOException {
    TcpProxy proxy = new TcpProxy(target, listenOn(0));
    proxy.answer(proxy.door);
    return proxy;
  }

  private static ServerSocket listenOn(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
    return socket;
  }

  /** Where to connect, on the loopback address; stays the same. */
  public int port() {
    return port;
  }

  /** How many connections there have been. */
  public long accepted() {
    return accepted;
  }

  /** How many bytes went this way. */
  public long passed(Direction direction) {
    return lane(direction).passed();
  }

  /**
   * Holds every byte back for so long, as a long line does: bytes on the way do not wait for each
   * other.
   */
  public void delay(Direction direction, Duration time) {
    lane(direction).delay(time);
  }

  /**
   * Ends the connection on which, counted from now over all, more than {@code bytes} go this way.
   */
  public void cutAfter(Direction direction, long bytes) {
    lane(direction).cutAfter(bytes);
  }

  /** Passes nothing on any more and says nothing: the other end seems frozen. Still accepts. */
  public void freeze() {
    toServer.freeze();
    toClient.freeze();
  }

  /** Goes on passing, and takes back {@link #cutAfter}; what was held back is not lost. */
  public void heal() {
    toServer.heal();
    toClient.heal();
  }

  /** Ends every open connection with a reset. */
  public void reset() {
    connections.forEach(ProxiedConnection::reset);
  }

  /** Lets nobody connect any more; open connections stay. */
  public void refuse() throws IOException {
    door.close();
    try {
      // While its thread is still on the way out of the call, the system goes on taking
      // connections.
      porter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets connect again after {@link #refuse}, on the same port. */
  public void accept() throws IOException {
    door = listenOn(port);
    answer(door);
  }

  private Lane lane(Direction direction) {
    return direction == Direction.TO_SERVER ? toServer : toClient;
  }

  private void answer(ServerSocket at) {
    porter = new Thread(() -> answerAll(at), "proxy to " + target);
    porter.setDaemon(true);
    porter.start();
  }

  private void answerAll(ServerSocket at) {
    while (!at.isClosed()) {
      try {
        pass(at.accept());
      } catch (IOException e) {
        // Closed, or a client that was gone at once: the loop looks which.
      }
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Written by the one thread that answers.
  private void pass(Socket client) throws IOException {
    accepted++;
    Socket server = new Socket();
    try {
      server.connect(target);
    } catch (IOException e) {
      client.close();
      return;
    }
    ProxiedConnection connection = new ProxiedConnection(client, server, connections::remove);
    connections.add(connection);
    connection.start(toServer, toClient);
  }

  /** Ends everything. */
  @Override
  public void close() throws IOException {
    door.close();
    connections.forEach(ProxiedConnection::close);
  }
}
