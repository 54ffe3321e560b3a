package org.oeleo.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;

/**
 * Has the server hash files by programs of its own. Files that several threads ask for meanwhile
 * are asked for together. Safe for many threads.
 */
final class RemoteHash {
  static final List<HashAlgorithm> ALGORITHMS = List.of(HashAlgorithm.SHA256, HashAlgorithm.MD5);

  /** Asked for together, so that question and answer are small enough to be on the way at once. */
  private static final int MOST = 256;

  private final Lifeline line;
  private final Map<HashAlgorithm, Desk> desks = new ConcurrentHashMap<>();

  RemoteHash(Lifeline line) {
    this.line = line;
  }

  /** Where threads leave what they ask; whoever comes first sees to all that is there. */
  private static final class Desk {
    private final ReentrantLock turn = new ReentrantLock();
    private final ConcurrentLinkedQueue<Question> questions = new ConcurrentLinkedQueue<>();

    /** Only for whose turn it is. */
    private Optional<HashCommand> command = Optional.empty();
  }

  private record Question(String place, CompletableFuture<Optional<String>> answer) {}

  /**
   * Makes sure that the server can do it.
   *
   * @throws ConnectorException UNSUPPORTED if not
   */
  void require() throws IOException {
    for (HashAlgorithm algorithm : ALGORITHMS) {
      try (HashCommand command = HashCommand.start(line.connection(), algorithm)) {
        command.sums(List.of());
      } catch (IOException e) {
        if (!line.connection().isOpen()) {
          throw e;
        }
        throw new ConnectorException(
            Kind.UNSUPPORTED,
            "OELEO_REMOTE_HASH is set, but the server does not run '" + HashCommand.text(algorithm)
                + "' for this account: set it to false, or use OELEO_VERIFY=reread",
            e);
      }
    }
  }

  /** Empty if the server's answer does not tell; then the file has to be read. */
  Optional<Checksum> of(byte[] place, HashAlgorithm algorithm) throws IOException {
    if (!isPlain(place)) {
      return Optional.empty();
    }
    Desk desk = desks.computeIfAbsent(algorithm, a -> new Desk());
    Question question =
        new Question(new String(place, StandardCharsets.ISO_8859_1), new CompletableFuture<>());
    desk.questions.add(question);
    desk.turn.lock();
    try {
      while (!question.answer.isDone()) {
        answerSome(desk, algorithm);
      }
    } finally {
      desk.turn.unlock();
    }
    return question.answer.join().map(sum -> new Checksum(algorithm, sum));
  }

  /** A line feed or a backslash would be printed otherwise than it is, by some programs. */
  private static boolean isPlain(byte[] place) {
    for (byte b : place) {
      if (b == '\n' || b == '\r' || b == '\\') {
        return false;
      }
    }
    return place.length > 0 && place[0] == '/';
  }

  private void answerSome(Desk desk, HashAlgorithm algorithm) throws IOException {
    List<Question> questions = new ArrayList<>();
    while (questions.size() < MOST && !desk.questions.isEmpty()) {
      questions.add(desk.questions.remove());
    }
    try {
      if (desk.command.isEmpty()) {
        desk.command = Optional.of(HashCommand.start(line.connection(), algorithm));
      }
      Map<String, String> sums =
          desk.command.get().sums(questions.stream().map(Question::place).toList());
      questions.forEach(q -> q.answer.complete(Optional.ofNullable(sums.get(q.place))));
    } catch (IOException e) {
      desk.command.ifPresent(HashCommand::close);
      desk.command = Optional.empty();
      throw e;
    } finally {
      // After a failure the others read.
      questions.forEach(q -> q.answer.complete(Optional.empty()));
    }
  }
}
