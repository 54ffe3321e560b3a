package org.oeleo.ssh.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.oeleo.ssh.sftp.Wire;

/** The way to a machine by TCP. Opened by one thread, cut by any. */
final class SocketWay implements Line.Way {
  private final HostPort address;
  private final Duration patience;
  private volatile boolean cut;
  private volatile Optional<Socket> current = Optional.empty();

  SocketWay(HostPort address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  @Override
  public Wire open() throws IOException {
    InetAddress[] addresses = InetAddress.getAllByName(address.host());
    IOException failure = new IOException("no address");
    for (InetAddress candidate : addresses) {
      try {
        return wire(connect(candidate, addresses.length));
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private Socket connect(InetAddress candidate, int among) throws IOException {
    Socket socket = new Socket();
    current = Optional.of(socket);
    if (cut) {
      throw new InterruptedIOException("given up");
    }
    try {
      // One address that does not answer must leave time for the next.
      int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, patience.toMillis() / among));
      socket.connect(new InetSocketAddress(candidate, address.portOrUsual()), millis);
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private Wire wire(Socket socket) throws IOException {
    InputStream input = socket.getInputStream();
    OutputStream output = socket.getOutputStream();
    return new Wire() {
      @Override
      public InputStream input() {
        return input;
      }

      @Override
      public OutputStream output() {
        return output;
      }

      @Override
      public void close() {
        cut();
      }
    };
  }

  @Override
  public void cut() {
    cut = true;
    current.ifPresent(SocketWay::closeQuietly);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more either way.
    }
  }
}
