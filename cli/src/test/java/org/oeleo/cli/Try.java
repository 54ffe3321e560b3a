package org.oeleo.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.oeleo.Cancellation;
import org.oeleo.settings.Source;
import org.slf4j.LoggerFactory;

/** The command in a folder of its own, with everything it prints. */
public final class Try {
  private final Ears out = new Ears();
  private final StringWriter err = new StringWriter();
  private final Path directory;
  private final Cancellation cancellation = new Cancellation();

  /** In this folder. */
  public Try(Path directory) {
    this.directory = directory;
    // Awake before a command without a log puts logging to sleep for all tests of this process.
    LoggerFactory.getILoggerFactory();
  }

  /** Runs the command and returns its exit code. */
  public int oeleo(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    Surroundings surroundings = new Surroundings(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        new Source("environment", Map.of()),
        directory,
        Optional.empty(),
        Terminal.none(),
        cancellation);
    int code = Oeleo.execute(surroundings, arguments);
    out.requireSuccess();
    return code;
  }

  /**
   * Does something once, as soon as a line with all these words is printed; the command goes on
   * afterwards.
   */
  public void when(Sabotage sabotage, String... words) {
    out.sabotages.put(List.of(words), sabotage);
  }

  Cancellation cancellation() {
    return cancellation;
  }

  /** What it printed. */
  public String out() {
    return out.toString();
  }

  /** What it printed, line by line. */
  public List<String> lines() {
    return out().lines().toList();
  }

  /** What it complained about. */
  public String err() {
    return err.toString();
  }

  /** What is done to the command while it is at work. */
  @FunctionalInterface
  public interface Sabotage {
    /** Does it. */
    void strike() throws Exception;
  }

  /** Keeps what is printed and strikes when it hears its words. */
  private static final class Ears extends StringWriter {
    private final Map<List<String>, Sabotage> sabotages = new ConcurrentHashMap<>();
    private Optional<Exception> failure = Optional.empty();

    @Override
    public void write(String text, int offset, int length) {
      super.write(text, offset, length);
      String heard = text.substring(offset, offset + length);
      for (List<String> words : List.copyOf(sabotages.keySet())) {
        if (words.stream().allMatch(heard::contains)) {
          Optional.ofNullable(sabotages.remove(words)).ifPresent(this::strike);
        }
      }
    }

    private void strike(Sabotage sabotage) {
      try {
        sabotage.strike();
      } catch (Exception e) {
        failure = Optional.of(e);
      }
    }

    private void requireSuccess() {
      failure.ifPresent(e -> {
        throw new IllegalStateException("the sabotage failed", e);
      });
      if (!sabotages.isEmpty()) {
        throw new IllegalStateException("never printed: " + sabotages.keySet());
      }
    }
  }
}
