package org.oeleo.ssh;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.ssh.access.SshConnection;

/**
 * Has the server hash files by programs of its own. Files that several threads ask for meanwhile
 * are asked for together. Safe for many threads.
 */
final class RemoteHash {
  static final List<HashAlgorithm> ALGORITHMS = List.of(HashAlgorithm.SHA256, HashAlgorithm.MD5);

  /** Asked for together, so that question and answer are small enough to be on the way at once. */
  private static final int MOST = 256;

  /** Bytes in a second; whoever is slower is taken to hang. */
  private static final long SLOWEST = 5_000_000;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

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

  private record Question(String place, long size, CompletableFuture<Optional<String>> answer) {}

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
  Optional<Checksum> of(byte[] place, long size, HashAlgorithm algorithm) throws IOException {
    if (!isPlain(place)) {
      return Optional.empty();
    }
    Desk desk = desks.computeIfAbsent(algorithm, a -> new Desk());
    Question question = new Question(
        new String(place, StandardCharsets.ISO_8859_1), size, new CompletableFuture<>());
    desk.questions.add(question);
    takeTurn(desk);
    try {
      while (!question.answer.isDone()) {
        answerSome(desk, algorithm);
      }
    } finally {
      desk.turn.unlock();
    }
    return question.answer.join().map(sum -> new Checksum(algorithm, sum));
  }

  /** A program that hangs, on a disk that is gone say, must not hold everybody for ever. */
  private static Map<String, String> sums(HashCommand command, List<Question> questions)
      throws IOException {
    long bytes = questions.stream().mapToLong(Question::size).sum();
    CompletableFuture<Boolean> done = new CompletableFuture<Boolean>()
        .completeOnTimeout(false, PATIENCE.toSeconds() + bytes / SLOWEST, TimeUnit.SECONDS);
    var closing = done.thenAccept(inTime -> {
      if (!inTime) {
        command.close();
      }
    });
    try {
      return command.sums(questions.stream().map(Question::place).toList());
    } finally {
      done.complete(true);
      closing.join();
    }
  }

  private static ConnectorException lost(IOException failure) {
    return new ConnectorException(
        Kind.UNREACHABLE, "the connection was lost while the server hashed files", failure);
  }

  private static void takeTurn(Desk desk) throws InterruptedIOException {
    try {
      desk.turn.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException stopped = new InterruptedIOException("interrupted while hashing");
      stopped.initCause(e);
      throw stopped;
    }
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
    SshConnection connection = line.connection();
    try {
      if (desk.command.filter(command -> command.runsOn(connection)).isEmpty()) {
        desk.command = Optional.of(HashCommand.start(connection, algorithm));
      }
      Map<String, String> sums = sums(desk.command.get(), questions);
      questions.forEach(q -> q.answer.complete(Optional.ofNullable(sums.get(q.place))));
    } catch (IOException e) {
      desk.command.ifPresent(HashCommand::close);
      desk.command = Optional.empty();
      if (e instanceof ConnectorException || !connection.isOpen()) {
        throw lost(e);
      }
    } finally {
      // What the command did not get to tell has to be read.
      questions.forEach(q -> q.answer.complete(Optional.empty()));
    }
  }
}
