package org.oeleo.cli;

import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.oeleo.spi.Printable;

/**
 * Says once that a log file cannot be written any more; logback itself is silent about it, loses
 * the lines, and tries again later. Safe for many threads.
 */
final class LogTrouble implements StatusListener {
  private final Path file;
  private final Consumer<String> warn;
  private final AtomicBoolean said = new AtomicBoolean();

  LogTrouble(Path file, Consumer<String> warn) {
    this.file = file;
    this.warn = warn;
  }

  @Override
  public void addStatusEvent(Status status) {
    boolean mine = status.getMessage().contains(file.toString());
    if (mine && status.getThrowable() instanceof IOException e && said.compareAndSet(false, true)) {
      warn.accept("the log " + Printable.name(file) + " cannot be written, the run goes on without"
          + " it: make room and check its folder (" + Printable.name(String.valueOf(e.getMessage()))
          + ")");
    }
  }
}
