package org.oeleo.ssh.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever a server sends, the caller gets an answer or an {@link IOException}, and soon. */
class FuzzTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String SEED = "20240501";
  private static final byte[] PATH = {'p'};
  private static final Handle HANDLE = new Handle(PATH, PATH);

  private static final List<Function<SftpClient, Reply<?>>> QUESTIONS = List.of(
      client -> client.lstat(PATH),
      client -> client.realpath(PATH),
      client -> client.open(PATH, Set.of(OpenMode.READ)),
      client -> client.readdir(HANDLE),
      client -> client.remove(PATH),
      client -> client.statvfs(PATH),
      client -> client.send(
          new Call<>(Verb.READ, PATH, Answers.data(64)),
          Outgoing.on(Verb.READ, PATH).int64(0).int32(64)));

  @Property(tries = 300, seed = SEED)
  void bytes_from_nowhere_are_survived(
      @ForAll @Size(max = 200) byte[] garbage, @ForAll @IntRange(max = 6) int question)
      throws IOException {
    ask(question, request -> garbage);
  }

  @Property(tries = 2000, seed = SEED)
  void messages_that_were_true_once_are_survived(
      @ForAll @IntRange(max = 5) int kind,
      @ForAll long seed,
      @ForAll @IntRange(max = 6) int question)
      throws IOException {
    ask(question, request -> mutated(answer(kind, request.id()).packet(), new Random(seed)));
  }

  @Property(tries = 1000, seed = SEED)
  void messages_of_any_content_are_survived(
      @ForAll @IntRange(max = 255) int type,
      @ForAll @Size(max = 120) byte[] body,
      @ForAll @IntRange(max = 6) int question)
      throws IOException {
    ask(question, request -> Message.of(type).int32(request.id()).raw(body).packet());
  }

  private static void ask(int question, Function<ScriptedServer.Request, byte[]> answer)
      throws IOException {
    ScriptedServer server = ScriptedServer.greeting((request, to) -> {
      to.say(answer.apply(request));
      to.hangUp();
    });
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      Reply<?> reply = QUESTIONS.get(question).apply(client);
      try {
        assertThat(reply.await()).isNotNull();
      } catch (IOException told) {
        assertThat(told).message().isNotBlank().doesNotContain("did not answer");
      }
    }
  }

  private static Message answer(int kind, int id) {
    return switch (kind) {
      case 0 -> Message.of(101).int32(id).int32(4).text("words").text("en");
      case 1 -> Message.of(102).int32(id).text("handle");
      case 2 -> Message.of(103).int32(id).text("some data");
      case 3 -> attributes(Message.of(105).int32(id));
      case 4 ->
        attributes(attributes(Message.of(104).int32(id).int32(2).text("a").text("long a"))
            .text("b")
            .text("long b"));
      default -> Message.of(201).int32(id).raw(new byte[88]);
    };
  }

  private static Message attributes(Message message) {
    return message
        .int32(0x8000000f)
        .int64(5)
        .int32(1)
        .int32(2)
        .int32(0x81a4)
        .int32(3)
        .int32(4)
        .int32(1)
        .text("x")
        .text("y");
  }

  /** A few bytes changed, or some cut off. */
  private static byte[] mutated(byte[] packet, Random random) {
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(packet.length);
      packet[at] =
          (byte) (random.nextBoolean() ? random.nextInt() : packet[at] ^ (1 << random.nextInt(8)));
    }
    return random.nextInt(5) == 0 ? Arrays.copyOf(packet, random.nextInt(packet.length)) : packet;
  }
}
