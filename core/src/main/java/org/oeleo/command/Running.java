package org.oeleo.command;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program at work. One thread waits for it; any other may end it.
 *
 * <p>What it prints is fetched by the thread that waits: reading would hang as long as anything the
 * program has left in the background keeps the line open.
 */
final class Running {
  private static final long SHORTEST_TURN_MILLIS = 1;
  private static final long LONGEST_TURN_MILLIS = 50;

  private final Process process;
  private final Tail output = new Tail();
  private final byte[] buffer = new byte[32 * 1024];

  Running(Process process) {
    this.process = process;
  }

  /** The end of what it has printed; for the thread that waits. */
  Tail output() {
    return output;
  }

  /**
   * Its exit status; empty if it was still at work after so long. Zero is for ever.
   *
   * @throws InterruptedException if this thread is to stop; the program still runs
   */
  Optional<Integer> await(Duration atMost) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    long turn = SHORTEST_TURN_MILLIS;
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      boolean silent = !fetch();
      turn = silent ? Math.min(turn * 2, LONGEST_TURN_MILLIS) : SHORTEST_TURN_MILLIS;
      if (silent && process.waitFor(turn, TimeUnit.MILLISECONDS)) {
        while (fetch()) {
          // What it printed last.
        }
        return Optional.of(process.exitValue());
      }
      boolean over = System.nanoTime() - begun > atMost.toNanos();
      if (over && !atMost.isZero()) {
        return Optional.empty();
      }
    }
  }

  /** Whether there was something to fetch. */
  private boolean fetch() throws IOException {
    InputStream in = process.getInputStream();
    int there = in.available();
    if (there == 0) {
      return false;
    }
    int count = in.read(buffer, 0, Math.min(there, buffer.length));
    output.take(buffer, Math.max(0, count));
    return count > 0;
  }

  /** Ends it unless it has ended by itself. */
  void endIfAlive() {
    if (process.isAlive()) {
      end();
    }
  }

  /** Ends it and everything it has started. */
  void end() {
    Family.end(List.of(handle()));
  }

  ProcessHandle handle() {
    return process.toHandle();
  }
}
