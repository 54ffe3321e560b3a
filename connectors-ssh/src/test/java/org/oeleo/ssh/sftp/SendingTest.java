package org.oeleo.ssh.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oeleo.ssh.sftp.ScriptedServer.bytes;

import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a request leaves. */
@Timeout(20)
class SendingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void what_is_asked_in_one_go_is_sent_in_one_go() throws IOException {
    ScriptedServer server = ScriptedServer.greeting((request, to) -> to.status(request, 0));
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      int before = server.flushes.get();
      Reply<Ok> one = client.rename(bytes("a"), bytes("b"));
      Reply<Ok> other = client.rename(bytes("c"), bytes("d"));
      one.await();
      other.await();
      assertThat(server.flushes.get() - before).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void what_nobody_waits_for_is_sent_as_well() throws IOException {
    ScriptedServer server = ScriptedServer.greeting((request, to) -> to.status(request, 0));
    try (SftpClient client = SftpClient.open(server, Duration.ofSeconds(2))) {
      int before = server.flushes.get();
      client.close(new Handle(bytes("h"), bytes("f")));
      assertThat(server.flushes.get() - before).isEqualTo(1);
      client.rename(bytes("a"), bytes("b"));
      Awaitility.await().until(() -> server.flushes.get() - before == 2);
      assertThat(client.isOpen()).isTrue();
    }
  }

  @Test
  void an_interrupted_caller_does_not_break_the_connection_for_others() throws IOException {
    ScriptedServer server = ScriptedServer.greeting((request, to) -> to.status(request, 0));
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      Thread.currentThread().interrupt();
      Reply<Ok> reply = client.remove(bytes("a"));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(reply.await()).isEqualTo(Ok.OK);
      assertThat(client.isOpen()).isTrue();
    }
  }
}
