package org.oeleo.testkit.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server program that runs, with what it prints. Safe for many threads. */
final class Daemon {
  private static final long LONGEST_START_SECONDS = 60;

  private final Process process;
  private final String ready;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final CountDownLatch readyOrEnded = new CountDownLatch(1);

  private Daemon(Process process, String ready) {
    this.process = process;
    this.ready = ready;
  }

  /** Starts the program and returns when it has printed a line with {@code ready} in it. */
  static Daemon start(List<String> command, String ready) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Daemon daemon = new Daemon(process, ready);
    Thread reader = new Thread(daemon::read, "output of " + command.get(0));
    reader.setDaemon(true);
    reader.start();
    daemon.awaitReady();
    return daemon;
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        if (line.contains(ready)) {
          readyOrEnded.countDown();
        }
      }
    } catch (IOException e) {
      output.add("the output broke off: " + e);
    } finally {
      readyOrEnded.countDown();
    }
  }

  private void awaitReady() throws IOException {
    boolean inTime;
    try {
      inTime = readyOrEnded.await(LONGEST_START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      kill();
      throw interrupted();
    }
    if (!inTime || output.stream().noneMatch(line -> line.contains(ready))) {
      kill();
      throw new IOException("the server did not start: " + String.join("; ", output));
    }
  }

  List<String> output() {
    return List.copyOf(output);
  }

  /** Ends it and whatever it has started, and waits until they are gone. */
  void kill() {
    List<ProcessHandle> others = process.descendants().toList();
    process.destroyForcibly();
    others.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    others.forEach(other -> other.onExit().join());
  }

  static int exitOf(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw interrupted();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while a server was started");
  }
}
