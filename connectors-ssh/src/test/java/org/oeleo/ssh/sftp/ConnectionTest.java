package org.oeleo.ssh.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.oeleo.ssh.sftp.ScriptedServer.bytes;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for what, and who is freed when it does not come. */
@Timeout(20)
class ConnectionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(100);

  @Test
  void answers_may_come_in_any_order() throws IOException {
    List<ScriptedServer.Request> held = new ArrayList<>();
    ScriptedServer server = ScriptedServer.greeting((request, to) -> {
      held.add(request);
      if (held.size() == 50) {
        Collections.reverse(held);
        for (ScriptedServer.Request each : held) {
          to.say(Message.of(105).int32(each.id()).int32(1).int64(each.string().length));
        }
      }
    });
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      List<Reply<Attributes>> replies = new ArrayList<>();
      for (int i = 1; i <= 50; i++) {
        replies.add(client.lstat(bytes("x".repeat(i))));
      }
      for (int i = 1; i <= 50; i++) {
        assertThat(replies.get(i - 1).await().size()).hasValue(i);
      }
    }
  }

  @Test
  void a_reply_says_the_same_each_time() throws IOException {
    ScriptedServer server = ScriptedServer.greeting((request, to) -> to.status(request, 2));
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      Reply<Ok> reply = client.remove(bytes("a"));
      assertThatThrownBy(reply::await).isInstanceOf(SftpException.class);
      assertThatThrownBy(reply::await).isInstanceOf(SftpException.class);
      assertThat(reply.isDone()).isTrue();
    }
  }

  @Test
  void a_server_that_hangs_up_frees_whoever_waits() throws IOException {
    ScriptedServer server = ScriptedServer.greeting((request, to) -> to.hangUp());
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      assertThatThrownBy(client.lstat(bytes("a"))::await)
          .isInstanceOf(ConnectionLostException.class)
          .hasMessage("the connection to the server broke")
          .hasRootCauseInstanceOf(EOFException.class);
    }
  }

  @Test
  void a_silent_server_is_given_up() throws IOException {
    ScriptedServer server = ScriptedServer.greeting((request, to) -> {});
    try (SftpClient client = SftpClient.open(server, SHORT)) {
      Reply<Attributes> one = client.lstat(bytes("a"));
      Reply<Attributes> other = client.lstat(bytes("b"));
      assertThatThrownBy(one::await)
          .isInstanceOf(ConnectionLostException.class)
          .hasMessage("the server did not answer for 100 ms");
      assertThatThrownBy(other::await).isInstanceOf(ConnectionLostException.class);
    }
  }

  @Test
  void a_server_that_does_not_greet_is_given_up() {
    ScriptedServer server = ScriptedServer.raw((request, to) -> {});

    assertThatThrownBy(() -> SftpClient.open(server, SHORT))
        .isInstanceOf(ConnectionLostException.class)
        .hasMessageContaining("did not answer");
  }

  @Test
  void a_server_that_takes_nothing_more_frees_whoever_is_stuck_in_sending() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    ScriptedServer server = ScriptedServer.greeting((request, to) -> {
      try {
        never.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    });
    try (SftpClient client = SftpClient.open(server, SHORT)) {
      Upload upload = new Upload(client, new Handle(bytes("h"), bytes("f")), 0);
      assertThatThrownBy(() -> upload.write(new byte[8 << 20], 0, 8 << 20))
          .isInstanceOf(ConnectionLostException.class)
          .hasMessage("the server did not answer for 100 ms");
      assertThatThrownBy(upload::await).isInstanceOf(ConnectionLostException.class);
    } finally {
      never.countDown();
    }
  }

  @Test
  void a_server_that_syncs_is_given_more_time() throws Exception {
    BlockingQueue<ScriptedServer.Request> held = new LinkedBlockingQueue<>();
    ScriptedServer server = ScriptedServer.greeting((request, to) -> held.add(request));
    Duration patience = Duration.ofMillis(300);
    try (SftpClient client = SftpClient.open(server, patience)) {
      Reply<Ok> sync = client.fsync(new Handle(bytes("h"), bytes("f")));
      long since = System.nanoTime();
      ScriptedServer.Request request = held.take();
      Awaitility.await().until(() -> System.nanoTime() - since > 3 * patience.toNanos());
      server.status(request, 0);
      assertThat(sync.await()).isEqualTo(Ok.OK);
    }
  }

  @Test
  void an_answer_that_alone_never_comes_is_given_up() throws IOException {
    ScriptedServer server = ScriptedServer.greeting((request, to) -> {
      if (request.type() == Verb.REMOVE.number()) {
        to.status(request, 0);
      }
    });
    try (SftpClient client = SftpClient.open(server, Duration.ofMillis(20))) {
      Reply<Attributes> forgotten = client.lstat(bytes("a"));
      while (!forgotten.isDone() && client.isOpen()) {
        client.remove(bytes("b"));
        Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> true);
      }
      assertThatThrownBy(forgotten::await)
          .isInstanceOf(ConnectionLostException.class)
          .hasMessageContaining("did not answer");
    }
  }

  @Test
  void time_without_a_question_does_not_count() throws IOException {
    ScriptedServer server = ScriptedServer.greeting((request, to) -> to.status(request, 0));
    try (SftpClient client = SftpClient.open(server, SHORT)) {
      long since = System.nanoTime();
      Awaitility.await().until(() -> System.nanoTime() - since > 3 * SHORT.toNanos());
      assertThat(client.remove(bytes("a")).await()).isEqualTo(Ok.OK);
    }
  }

  @Test
  void closing_frees_whoever_waits() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    ScriptedServer server = ScriptedServer.greeting((request, to) -> asked.countDown());
    SftpClient client = SftpClient.open(server, PATIENCE);
    CompletableFuture<Attributes> waiting = CompletableFuture.supplyAsync(() -> {
      try {
        return client.lstat(bytes("a")).await();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    asked.await();

    client.close();

    assertThatThrownBy(waiting::get).hasRootCauseInstanceOf(ConnectionLostException.class);
  }

  @Test
  void no_thread_outlives_its_client() throws IOException {
    ScriptedServer server = ScriptedServer.greeting((request, to) -> {});
    SftpClient client = SftpClient.open(server, PATIENCE);

    client.close();

    Awaitility.await()
        .until(() -> Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().startsWith("oeleo-sftp")));
  }

  @Test
  void an_interrupted_caller_stops_and_the_handle_it_asked_for_is_closed() throws Exception {
    BlockingQueue<ScriptedServer.Request> held = new LinkedBlockingQueue<>();
    ScriptedServer server = ScriptedServer.greeting((request, to) -> held.add(request));
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      Reply<Handle> opening = client.open(bytes("a"), Set.of(OpenMode.READ));
      Thread.currentThread().interrupt();
      assertThatThrownBy(opening::await).isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();

      server.handle(held.take(), "late");

      ScriptedServer.Request closing = held.take();
      assertThat(closing.type()).isEqualTo(Verb.CLOSE.number());
      assertThat(closing.string()).isEqualTo(bytes("late"));
    }
  }

  @Test
  void a_folder_closed_before_it_is_open_is_closed_at_the_server() throws Exception {
    BlockingQueue<ScriptedServer.Request> held = new LinkedBlockingQueue<>();
    ScriptedServer server = ScriptedServer.greeting((request, to) -> held.add(request));
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      FolderReading.start(client, bytes("a")).close();
      server.handle(held.take(), "late");
      assertThat(held.take().type()).isEqualTo(Verb.CLOSE.number());

      FolderReading other = FolderReading.start(client, bytes("b"));
      server.handle(held.take(), "there");
      Reply<Ok> after = client.remove(bytes("c"));
      server.status(held.take(), 0);
      after.await();
      other.close();
      assertThat(held.take().string()).isEqualTo(bytes("there"));
    }
  }

  @Test
  void an_answer_that_is_there_is_given_to_an_interrupted_caller_as_well() throws Exception {
    ScriptedServer server = ScriptedServer.greeting((request, to) -> to.status(request, 0));
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      Reply<Ok> reply = client.remove(bytes("a"));
      Awaitility.await().until(reply::isDone);
      Thread.currentThread().interrupt();
      assertThat(reply.await()).isEqualTo(Ok.OK);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void an_end_in_the_middle_of_a_listing_does_not_hide_the_names_that_come_after()
      throws Exception {
    List<ScriptedServer.Request> held = new ArrayList<>();
    ScriptedServer server = ScriptedServer.greeting((request, to) -> {
      if (request.type() == Verb.OPENDIR.number()) {
        to.handle(request, "h");
      } else if (request.type() == Verb.READDIR.number()) {
        held.add(request);
        if (held.size() == 2) {
          to.status(held.get(0), 1);
          to.say(Message.of(104)
              .int32(held.get(1).id())
              .int32(1)
              .text("late")
              .text("")
              .int32(0));
        }
      }
    });
    try (SftpClient client = SftpClient.open(server, PATIENCE);
        FolderReading reading = FolderReading.start(client, bytes("a"))) {
      assertThat(reading.next().orElseThrow()).hasSize(1);
      assertThat(reading.next()).isEmpty();
      assertThat(reading.next()).isEmpty();
    }
  }
}
