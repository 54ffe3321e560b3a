package org.oeleo.ssh.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.ssh.sftp.Wire;

@Timeout(60)
class SlowChannelTest {
  /** SSH_FXP_INIT with version 3, as an SFTP client begins. */
  private static final byte[] INIT = {0, 0, 0, 5, 1, 0, 0, 0, 3};

  @TempDir
  Path folder;

  private final AtomicInteger channels = new AtomicInteger();
  private final SshServer server = SshServer.setUpDefaultServer();
  private Entrance entrance;
  private int answered;

  @BeforeEach
  void start() throws IOException {
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(folder.resolve("host_key")));
    server.setPasswordAuthenticator((user, password, session) -> true);
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.setChannelFactories(List.of(new ChannelSessionFactory() {
      @Override
      public Channel createChannel(Session session) {
        return channels.incrementAndGet() > answered ? new Unanswered() : new ChannelSession();
      }
    }));
    server.start();
    entrance = new Entrance(folder)
        .set("HOST", "127.0.0.1:" + server.getPort())
        .set("USERNAME", "lab")
        .set("PASSWORD", "secret")
        .set("TIMEOUT", "1s")
        .set("INSECURE_ACCEPT_ANY_HOST_KEY", "true");
  }

  @AfterEach
  void stop() throws IOException {
    server.stop(true);
  }

  /** Neither confirmed nor refused. */
  private static final class Unanswered extends ChannelSession {
    @Override
    public OpenFuture open(long recipient, long window, long packet, Buffer buffer) {
      return new DefaultOpenFuture(this, this);
    }
  }

  private static void assertAnswers(Wire wire) throws IOException {
    wire.output().write(INIT);
    wire.output().flush();
    assertThat(wire.input().readNBytes(9)).startsWith(0, 0).endsWith(2, 0, 0, 0, 3);
  }

  @Test
  void a_further_channel_that_is_not_answered_fails_alone() throws Exception {
    answered = 1;
    try (SshConnection connection = SshConnection.open(entrance.access());
        Wire first = connection.sftp()) {
      assertThatThrownBy(connection::sftp)
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
      assertThat(connection.isOpen()).isTrue();
      assertAnswers(first);
    }
  }

  @Test
  void a_first_channel_that_is_not_answered_is_unreachable() throws Exception {
    try (SshConnection connection = SshConnection.open(entrance.access())) {
      assertThatThrownBy(connection::sftp)
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
    }
  }
}
