package org.oeleo.ssh.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.ssh.sftp.Wire;
import org.oeleo.testkit.server.OpenSshServer;
import org.oeleo.testkit.server.TcpProxy;
import org.oeleo.testkit.server.TcpProxy.Direction;

@Timeout(60)
class BrokenConnectionTest {
  @TempDir
  Path folder;

  private OpenSshServer server;
  private Entrance entrance;

  @BeforeEach
  void start() throws IOException {
    server = Entrance.server();
    entrance = Entrance.to(server, folder);
  }

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void closing_frees_who_waits_for_an_answer() throws Exception {
    SshConnection connection = SshConnection.open(entrance.access());
    Wire wire = connection.sftp();
    FutureTask<Integer> reader = start(() -> wire.input().read());

    connection.close();

    assertEnded(reader);
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void closing_a_wire_frees_who_waits_for_an_answer() throws Exception {
    try (SshConnection connection = SshConnection.open(entrance.access())) {
      Wire wire = connection.sftp();
      FutureTask<Integer> reader = start(() -> wire.input().read());
      wire.close();
      assertEnded(reader);
    }
  }

  @Test
  void closing_frees_who_writes_to_a_frozen_server() throws Exception {
    try (TcpProxy proxy = TcpProxy.to(server.port())) {
      SshConnection connection =
          SshConnection.open(entrance.through(server, proxy).access());
      Wire wire = connection.sftp();
      proxy.freeze();
      FutureTask<Integer> writer = start(() -> writeForEver(wire));

      wire.close();

      assertEnded(writer);
      connection.close();
    }
  }

  private static int writeForEver(Wire wire) throws IOException {
    while (true) {
      wire.output().write(new byte[100_000]);
    }
  }

  @Test
  void a_killed_server_is_noticed_at_once() throws Exception {
    try (SshConnection connection = SshConnection.open(entrance.access())) {
      Wire wire = connection.sftp();
      FutureTask<Integer> reader = start(() -> wire.input().read());

      server.kill();

      assertEnded(reader);
      assertThat(connection.isOpen()).isFalse();
      assertThatThrownBy(connection::sftp)
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
    }
  }

  @Test
  void a_server_that_falls_silent_is_given_up() throws Exception {
    try (TcpProxy proxy = TcpProxy.to(server.port());
        SshConnection connection = SshConnection.open(
            entrance.through(server, proxy).set("TIMEOUT", "500ms").access())) {
      Wire wire = connection.sftp();
      FutureTask<Integer> reader = start(() -> wire.input().read());
      proxy.freeze();
      assertEnded(reader);
      assertThatThrownBy(connection::sftp).hasMessageContaining("was silent for 0.5 s");
    }
  }

  @Test
  void a_server_with_nothing_to_say_is_not_given_up() throws Exception {
    Access access = entrance.set("TIMEOUT", "500ms").access();
    try (SshConnection connection = SshConnection.open(access);
        Command command = connection.run("sleep 2; echo done")) {
      assertThat(command.output().readAllBytes()).containsExactly('d', 'o', 'n', 'e', '\n');
    }
  }

  @Test
  void a_server_frozen_before_the_greeting_is_given_up_in_time() throws Exception {
    try (TcpProxy proxy = TcpProxy.to(server.port())) {
      proxy.freeze();
      Access access =
          entrance.through(server, proxy).set("CONNECT_TIMEOUT", "300ms").access();
      assertThatThrownBy(() -> SshConnection.open(access))
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
          .hasMessageContaining("took longer than 0.3 s");
    }
  }

  @Test
  void a_line_cut_anywhere_in_the_login_is_unreachable() throws Exception {
    long whole;
    try (TcpProxy proxy = TcpProxy.to(server.port());
        SshConnection connection =
            SshConnection.open(entrance.through(server, proxy).access())) {
      assertThat(connection.isOpen()).isTrue();
      whole = proxy.passed(Direction.TO_CLIENT);
    }
    for (int part = 0; part < 10; part++) {
      assertUnreachableWhenCutAfter(whole * part / 10);
    }
  }

  private void assertUnreachableWhenCutAfter(long bytes) throws Exception {
    try (TcpProxy proxy = TcpProxy.to(server.port())) {
      proxy.cutAfter(Direction.TO_CLIENT, bytes);
      Access access = entrance.through(server, proxy).access();
      assertThatThrownBy(() -> SshConnection.open(access))
          .as("cut after %d bytes", bytes)
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
    }
  }

  @Test
  void giving_up_frees_who_connects() throws Exception {
    try (TcpProxy proxy = TcpProxy.to(server.port())) {
      proxy.freeze();
      Dialling dialling = new Dialling(entrance.through(server, proxy).access());
      FutureTask<SshConnection> connecting = start(dialling::connect);
      dialling.close();
      assertThatThrownBy(() -> connecting.get(20, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(ConnectorException.class);
    }
  }

  @Test
  void an_interrupt_frees_who_connects() throws Exception {
    try (TcpProxy proxy = TcpProxy.to(server.port())) {
      proxy.freeze();
      Access access = entrance.through(server, proxy).access();
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> SshConnection.open(access))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("given up");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void who_is_not_there_is_unreachable() throws Exception {
    try (TcpProxy proxy = TcpProxy.to(server.port())) {
      Access access = entrance.through(server, proxy).access();
      proxy.refuse();
      assertThatThrownBy(() -> SshConnection.open(access))
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
          .hasMessageContaining("127.0.0.1:" + proxy.port() + " refuses the connection");
    }
  }

  private static <T> FutureTask<T> start(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  /** Ends with the end of the stream or an exception; does not hang. */
  private static void assertEnded(FutureTask<Integer> task) throws Exception {
    try {
      assertThat(task.get(20, TimeUnit.SECONDS)).isEqualTo(-1);
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(IOException.class);
    }
  }
}
