package org.oeleo.ssh.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.oeleo.ssh.sftp.ScriptedServer.bytes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers with habits that can be lived with. */
@Timeout(20)
class OddServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Message attributes(ScriptedServer.Request request, int flags) {
    return Message.of(105).int32(request.id()).int32(flags);
  }

  @Test
  void a_size_that_no_file_has_counts_as_unknown() throws IOException {
    ScriptedServer server =
        ScriptedServer.greeting((request, to) -> to.say(attributes(request, 1).int64(-1)));
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      assertThat(client.lstat(bytes("a")).await().size()).isEmpty();
    }
  }

  @Test
  void attributes_may_be_missing_or_extended() throws IOException {
    ScriptedServer server = ScriptedServer.greeting((request, to) ->
        to.say(attributes(request, 0x80000002).int64(0).int32(1).text("acl").text("x")));
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      Attributes attributes = client.lstat(bytes("a")).await();
      assertThat(attributes.type()).isEqualTo(Attributes.Type.UNKNOWN);
      assertThat(attributes.size()).isEmpty();
      assertThat(attributes.modified()).isEmpty();
    }
  }

  @Test
  void the_servers_words_are_shown_without_what_a_terminal_obeys() throws IOException {
    ScriptedServer server = ScriptedServer.greeting((request, to) -> to.say(Message.of(101)
        .int32(request.id())
        .int32(4711)
        .text("no\u001b[2J" + "!".repeat(1000))
        .text("")));
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      assertThatThrownBy(client.remove("å".getBytes(StandardCharsets.UTF_8))::await)
          .isInstanceOfSatisfying(
              SftpException.class, e -> assertThat(e.status()).isEqualTo(Status.OTHER))
          .hasMessageStartingWith("cannot remove å: refused (the server says: no\\u001B[2J!!!")
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }
  }

  @Test
  void a_status_without_words_is_understood() throws IOException {
    ScriptedServer server = ScriptedServer.greeting(
        (request, to) -> to.say(Message.of(101).int32(request.id()).int32(14)));
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      assertThatThrownBy(client.remove(bytes("a"))::await)
          .hasMessage("cannot remove a: no space left")
          .isInstanceOfSatisfying(
              SftpException.class, e -> assertThat(e.status()).isEqualTo(Status.NO_SPACE));
    }
  }

  @Test
  void limits_that_are_refused_are_the_usual_ones() throws IOException {
    ScriptedServer server =
        ScriptedServer.greeting((request, to) -> to.status(request, 8), Extension.LIMITS);
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      assertThat(client.limits()).isEqualTo(Limits.USUAL);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40})
  void limits_without_a_limit_are_ours(long limit) throws IOException {
    ScriptedServer server = ScriptedServer.greeting(
        (request, to) -> to.say(
            Message.of(201).int32(request.id()).int64(0).int64(limit).int64(0).int64(0)),
        Extension.LIMITS);
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      assertThat(client.limits()).isEqualTo(new Limits(255 * 1024, 32 * 1024));
    }
  }

  @Test
  void space_beyond_all_numbers_is_very_much() throws IOException {
    Message space = Message.of(201).int32(0);
    for (int i = 0; i < 11; i++) {
      space.int64(-1);
    }
    ScriptedServer server =
        ScriptedServer.greeting((request, to) -> to.say(space), Extension.STATVFS);
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      assertThat(client.statvfs(bytes("/")).await())
          .isEqualTo(new Space(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));
    }
  }

  @Test
  void other_extensions_and_other_versions_of_ours_are_not_offered() throws IOException {
    ScriptedServer server = ScriptedServer.raw((request, to) -> to.say(Message.of(2)
        .int32(3)
        .text("newline@vandyke.com")
        .text("\n")
        .text("posix-rename@openssh.com")
        .text("2")
        .text("fsync@openssh.com")
        .text("1")));
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      assertThat(client.offers(Extension.POSIX_RENAME)).isFalse();
      assertThat(client.offers(Extension.FSYNC)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0x100000000L, 31556889864403199L})
  void times_that_do_not_fit_are_refused(long seconds) {
    Instant time = Instant.ofEpochSecond(seconds);

    assertThat(Times.canTell(time)).isFalse();
    assertThatThrownBy(() -> new Times(Instant.EPOCH, time))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Times(time, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Times.canTell(Instant.ofEpochSecond(0xffffffffL))).isTrue();
  }
}
