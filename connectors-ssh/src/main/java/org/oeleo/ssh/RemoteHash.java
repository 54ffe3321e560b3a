package org.oeleo.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.ssh.access.Command;

/**
 * Has the server hash files by programs of its own. The command is always the same text; names go
 * to the standard input of {@code xargs -0}, so that no shell ever reads them. Files that several
 * threads ask for meanwhile go into one command. Safe for many threads.
 */
final class RemoteHash {
  /** Each line: the sum, a blank, a blank or star, the name. */
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{32,64}) [ *](.+)");

  static final List<HashAlgorithm> ALGORITHMS = List.of(HashAlgorithm.SHA256, HashAlgorithm.MD5);

  /** In one command, so that its names and its answer are small. */
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
  }

  private record Question(String place, CompletableFuture<Optional<String>> answer) {}

  /**
   * Makes sure that the server can do it.
   *
   * @throws ConnectorException UNSUPPORTED if not
   */
  void require() throws IOException {
    for (HashAlgorithm algorithm : ALGORITHMS) {
      String ofNothing = Checksum.of(algorithm, algorithm.newDigest()).value();
      if (!output(algorithm, new byte[0]).startsWith(ofNothing)) {
        throw new ConnectorException(
            Kind.UNSUPPORTED,
            "OELEO_REMOTE_HASH=true, but the server does not run '" + command(algorithm)
                + "' for this account: set it to false, or use OELEO_VERIFY=reread");
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
      ByteArrayOutputStream places = new ByteArrayOutputStream();
      for (Question question : questions) {
        places.writeBytes(question.place.getBytes(StandardCharsets.ISO_8859_1));
        places.write(0);
      }
      Map<String, String> sums = parse(output(algorithm, places.toByteArray()));
      questions.forEach(q -> q.answer.complete(Optional.ofNullable(sums.get(q.place))));
    } finally {
      // After a failure each of them asks by itself, or reads.
      questions.forEach(q -> q.answer.complete(Optional.empty()));
    }
  }

  private static Map<String, String> parse(String output) {
    Map<String, String> sums = new ConcurrentHashMap<>();
    output.lines().forEach(text -> {
      Matcher sum = LINE.matcher(text);
      if (sum.matches()) {
        sums.put(sum.group(2), sum.group(1));
      }
    });
    return sums;
  }

  private static String command(HashAlgorithm algorithm) {
    return "xargs -0 " + (algorithm.equals(HashAlgorithm.MD5) ? "md5sum" : "sha256sum");
  }

  /** The names are in before the sums are read: both are small enough to be on the way at once. */
  private String output(HashAlgorithm algorithm, byte[] names) throws IOException {
    try (Command command = line.connection().run(command(algorithm))) {
      try (OutputStream input = command.input()) {
        input.write(names);
      }
      return new String(command.output().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
