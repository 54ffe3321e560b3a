package org.oeleo.ssh.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.oeleo.ssh.sftp.ScriptedServer.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that lies gets an error, and neither our memory nor our time. */
@Timeout(20)
class HostileServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Handle HANDLE = new Handle(bytes("h"), bytes("file"));

  /** What a client says to a server that gives this one answer to everything. */
  private static void assertDistrusted(
      Function<ScriptedServer.Request, Message> answer, Function<SftpClient, Reply<?>> ask)
      throws IOException {
    assertDistrustedRaw(request -> answer.apply(request).packet(), ask);
  }

  private static void assertDistrustedRaw(
      Function<ScriptedServer.Request, byte[]> answer, Function<SftpClient, Reply<?>> ask)
      throws IOException {
    ScriptedServer server = ScriptedServer.greeting((request, to) -> to.say(answer.apply(request)));
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      assertThatThrownBy(ask.apply(client)::await).isInstanceOf(ProtocolException.class);
      assertThat(client.isOpen()).isFalse();
      assertThatThrownBy(client.lstat(bytes("later"))::await).isInstanceOf(ProtocolException.class);
    }
  }

  private static Message attributes(ScriptedServer.Request request, int flags) {
    return Message.of(105).int32(request.id()).int32(flags);
  }

  private static Reply<?> read(SftpClient client) {
    return client.send(
        new Call<>(Verb.READ, bytes("file"), Answers.data(100)),
        Outgoing.on(Verb.READ, HANDLE.id()).int64(0).int32(100));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, -1, Integer.MIN_VALUE, Connection.LONGEST + 1, Integer.MAX_VALUE})
  void a_length_that_cannot_be_is_refused(int length) throws IOException {
    assertDistrustedRaw(
        request -> ByteBuffer.allocate(9).putInt(length).array(),
        client -> client.lstat(bytes("a")));
  }

  @Test
  void what_a_login_script_prints_is_refused() {
    ScriptedServer server =
        ScriptedServer.raw((request, to) -> to.say(bytes("Welcome to the machine\n")));

    assertThatThrownBy(() -> SftpClient.open(server, PATIENCE))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("login scripts");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 6, -1})
  void another_version_is_refused(int version) {
    ScriptedServer server =
        ScriptedServer.raw((request, to) -> to.say(Message.of(2).int32(version)));

    assertThatThrownBy(() -> SftpClient.open(server, PATIENCE))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("version");
  }

  @Test
  void a_greeting_that_is_none_is_refused() {
    ScriptedServer server =
        ScriptedServer.raw((request, to) -> to.say(Message.of(101).int32(-1).int32(0)));

    assertThatThrownBy(() -> SftpClient.open(server, PATIENCE))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void a_second_greeting_is_refused() throws IOException {
    assertDistrusted(request -> Message.of(2).int32(3), client -> client.lstat(bytes("a")));
  }

  @Test
  void an_answer_to_nothing_is_refused() throws IOException {
    assertDistrusted(
        request -> Message.of(101).int32(request.id() + 1).int32(0),
        client -> client.remove(bytes("a")));
  }

  @Test
  void a_second_answer_is_refused() throws IOException {
    ScriptedServer server = ScriptedServer.greeting((request, to) -> {
      to.status(request, 0);
      to.status(request, 0);
    });
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      client.remove(bytes("a")).await();
      Awaitility.await().until(() -> !client.isOpen());
      assertThatThrownBy(client.remove(bytes("a"))::await).isInstanceOf(ProtocolException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 99, 102, 103, 104, 201, 255})
  void an_answer_of_the_wrong_kind_is_refused(int type) throws IOException {
    assertDistrusted(
        request -> Message.of(type).int32(request.id()).text("x").int32(0),
        client -> client.lstat(bytes("a")));
    assertDistrusted(
        request -> Message.of(type).int32(request.id()).text("x").int32(0),
        client -> client.remove(bytes("a")));
  }

  @Test
  void ok_without_what_was_asked_for_is_refused() throws IOException {
    Function<ScriptedServer.Request, Message> ok =
        request -> Message.of(101).int32(request.id()).int32(0);
    assertDistrusted(ok, client -> client.open(bytes("a"), Set.of(OpenMode.READ)));
    assertDistrusted(ok, client -> client.lstat(bytes("a")));
    assertDistrusted(ok, client -> client.readdir(HANDLE));
    assertDistrusted(ok, HostileServerTest::read);
  }

  @Test
  void more_data_than_asked_for_is_refused() throws IOException {
    assertDistrusted(
        request -> Message.of(103).int32(request.id()).string(new byte[101]),
        HostileServerTest::read);
  }

  @Test
  void data_without_a_byte_is_refused() throws IOException {
    assertDistrusted(
        request -> Message.of(103).int32(request.id()).string(new byte[0]),
        HostileServerTest::read);
  }

  @Test
  void a_long_handle_is_refused() throws IOException {
    assertDistrusted(
        request -> Message.of(102).int32(request.id()).string(new byte[257]),
        client -> client.opendir(bytes("a")));
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 100, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void a_text_longer_than_its_message_is_refused(int length) throws IOException {
    assertDistrusted(
        request -> Message.of(102).int32(request.id()).int32(length).raw(new byte[4]),
        client -> client.opendir(bytes("a")));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 1000, -1, Integer.MAX_VALUE})
  void more_names_than_there_is_room_for_are_refused(int count) throws IOException {
    assertDistrusted(
        request ->
            Message.of(104).int32(request.id()).int32(count).text("a").text("").int32(0),
        client -> client.readdir(HANDLE));
  }

  @Test
  void a_path_with_two_names_is_refused() throws IOException {
    assertDistrusted(
        request -> Message.of(104)
            .int32(request.id())
            .int32(2)
            .text("a")
            .text("")
            .int32(0)
            .text("b")
            .text("")
            .int32(0),
        client -> client.realpath(bytes("a")));
  }

  @Test
  void attributes_with_an_absurd_number_of_extensions_are_refused() throws IOException {
    assertDistrusted(
        request ->
            attributes(request, 0x80000000).int32(Integer.MAX_VALUE).text("").text(""),
        client -> client.lstat(bytes("a")));
  }

  @Test
  void attributes_of_another_version_are_refused() throws IOException {
    assertDistrusted(
        request -> attributes(request, 0x100).int64(1), client -> client.lstat(bytes("a")));
  }

  @Test
  void attributes_cut_short_are_refused() throws IOException {
    assertDistrusted(
        request -> attributes(request, 0x8).int32(1), client -> client.lstat(bytes("a")));
  }

  @Test
  void a_folder_that_never_ends_and_has_no_names_is_refused() throws IOException {
    ScriptedServer server = ScriptedServer.greeting((request, to) -> {
      if (request.type() == Verb.OPENDIR.number()) {
        to.handle(request, "h");
      } else {
        to.say(Message.of(104).int32(request.id()).int32(0));
      }
    });
    try (SftpClient client = SftpClient.open(server, PATIENCE);
        FolderReading reading = FolderReading.start(client, bytes("a"))) {
      assertThatThrownBy(reading::next).isInstanceOf(ProtocolException.class);
      assertThat(client.isOpen()).isFalse();
    }
  }
}
