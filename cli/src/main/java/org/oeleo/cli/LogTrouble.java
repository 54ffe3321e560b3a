package org.oeleo.cli;

import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.oeleo.spi.Printable;

/**
 * Says once that one of several log files cannot be written any more; logback itself is silent
 * about it, loses the lines, and tries again later. Safe for many threads.
 */
final class LogTrouble implements StatusListener {
  private final List<Path> files;
  private final Consumer<String> warn;
  private final AtomicBoolean said = new AtomicBoolean();

  LogTrouble(List<Path> files, Consumer<String> warn) {
    this.files = List.copyOf(files);
    this.warn = warn;
  }

  @Override
  public void addStatusEvent(Status status) {
    Optional<Path> mine = files.stream()
        .filter(file -> status.getMessage().contains(file.toString()))
        .findFirst();
    if (mine.isPresent()
        && status.getThrowable() instanceof IOException e
        && said.compareAndSet(false, true)) {
      warn.accept("the log " + Printable.name(mine.get())
          + " cannot be written, the run goes on without it: make room and check its folder ("
          + Printable.name(String.valueOf(e.getMessage())) + ")");
    }
  }
}
