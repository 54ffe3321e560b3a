package org.oeleo.testkit.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program that was started, with everything it prints. One thread at a time. */
public final class Started implements AutoCloseable {
  /** Longer than any run of the suite takes, even on a machine that is busy with others. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** Stands for the end of the output; no program prints it. */
  private static final String END = "\0";

  private final Process process;
  private final Thread reader;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> unseen = new LinkedBlockingQueue<>();

  Started(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "output of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        unseen.add(line);
      }
    } catch (IOException e) {
      output.add("the output broke off: " + e);
    } finally {
      unseen.add(END);
    }
  }

  /** Waits for a line with {@code part} in it; whether it came before the program ended. */
  public boolean prints(String part) throws InterruptedException {
    @Nullable String line = unseen.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
    while (line != null && !line.equals(END) && !line.contains(part)) {
      line = unseen.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
    }
    return line != null && !line.equals(END);
  }

  /** Lets it work for so long; whether it ended by itself meanwhile. */
  public boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Kills it: SIGKILL, where there are signals. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Asks it to end: SIGTERM, where there are signals. */
  public void terminate() {
    process.destroy();
  }

  /** Waits for its end and returns its exit code. */
  public int exitCode() throws InterruptedException {
    if (!endsWithin(LONGEST)) {
      kill();
      throw new AssertionError("does not end: " + String.join("\n", output));
    }
    reader.join(LONGEST.toMillis());
    return process.exitValue();
  }

  /** What it has printed so far. */
  public List<String> output() {
    return List.copyOf(output);
  }

  /** Leaves no process behind. */
  @Override
  public void close() {
    kill();
  }
}
