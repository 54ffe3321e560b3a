package org.oeleo.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.oeleo.testkit.server.TcpProxy.Direction;

class TcpProxyTest {
  private ServerSocket server;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread echo = new Thread(this::echo);
    echo.setDaemon(true);
    echo.start();
    proxy = TcpProxy.to(server.getLocalPort());
  }

  private void echo() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getInputStream().transferTo(socket.getOutputStream());
      } catch (IOException e) {
        // The next one, if there is one.
      }
    }
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  @Test
  void passes_everything_both_ways_and_counts_it() throws Exception {
    byte[] much = new byte[3_000_000];
    much[2_999_999] = 7;
    try (Socket socket = connect()) {
      Thread sender = new Thread(() -> send(socket, much));
      sender.start();
      assertThat(socket.getInputStream().readAllBytes()).isEqualTo(much);
      sender.join();
    }
    assertThat(proxy.passed(Direction.TO_SERVER)).isEqualTo(3_000_000);
    assertThat(proxy.passed(Direction.TO_CLIENT)).isEqualTo(3_000_000);
    assertThat(proxy.accepted()).isEqualTo(1);
  }

  private static void send(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void cuts_after_exactly_so_many_bytes() throws Exception {
    proxy.cutAfter(Direction.TO_CLIENT, 1000);
    try (Socket socket = connect()) {
      socket.getOutputStream().write(new byte[5000]);
      assertThat(readToTheEnd(socket.getInputStream())).isEqualTo(1000);
    }
    assertThat(proxy.passed(Direction.TO_CLIENT)).isEqualTo(1000);
  }

  private static int readToTheEnd(InputStream input) {
    int count = 0;
    try {
      while (input.read() >= 0) {
        count++;
      }
    } catch (IOException e) {
      // Cut may also look like this.
    }
    return count;
  }

  @Test
  void frozen_it_says_nothing_and_healed_it_has_lost_nothing() throws Exception {
    try (Socket socket = connect()) {
      proxy.freeze();
      socket.getOutputStream().write(new byte[] {1, 2, 3});
      socket.setSoTimeout(100);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      proxy.heal();
      socket.setSoTimeout(10_000);
      assertThat(socket.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void a_reset_is_a_reset() throws Exception {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(1);
      assertThat(socket.getInputStream().read()).isEqualTo(1);
      proxy.reset();
      assertThatThrownBy(() -> new DataInputStream(socket.getInputStream()).readFully(new byte[1]))
          .isInstanceOf(SocketException.class);
    }
  }

  @Test
  void refuses_until_told_to_accept_again_on_the_same_port() throws Exception {
    proxy.refuse();
    assertThatThrownBy(() -> connect().close()).isInstanceOf(SocketException.class);
    proxy.accept();
    try (Socket socket = connect()) {
      socket.getOutputStream().write(9);
      assertThat(socket.getInputStream().read()).isEqualTo(9);
    }
  }

  @Test
  void holds_bytes_back_but_not_one_after_the_other() throws Exception {
    proxy.delay(Direction.TO_SERVER, Duration.ofMillis(200));
    try (Socket socket = connect()) {
      long start = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        socket.getOutputStream().write(i);
      }
      socket.getInputStream().readNBytes(1);
      // A lower bound only; an upper one would depend on how busy the machine is.
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThanOrEqualTo(Duration.ofMillis(200));
      assertThat(socket.getInputStream().readNBytes(19)).hasSize(19);
    }
  }
}
