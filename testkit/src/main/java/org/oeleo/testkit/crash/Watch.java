package org.oeleo.testkit.crash;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks at the destination over and over while a program works, for what is no whole version of a
 * source.
 */
public final class Watch implements AutoCloseable {
  private static final int PAUSE = 15;

  private final Collection<String> strange = new ConcurrentLinkedQueue<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final Background background;

  private Watch(Destination destination, ChangingSource source) {
    this.background = Background.repeat(PAUSE, () -> {
      strange.addAll(strangers(destination, source));
      looks.incrementAndGet();
    });
  }

  /** Begins to look. */
  public static Watch begin(Destination destination, ChangingSource source) {
    return new Watch(destination, source);
  }

  /** Final names that hold what never was a whole version of their source. */
  static List<String> strangers(Destination destination, ChangingSource source) throws IOException {
    return destination.finalFiles().entrySet().stream()
        .filter(file -> !source.wasVersion(file.getKey(), file.getValue()))
        .map(Map.Entry::toString)
        .toList();
  }

  /** Ends the watch; what it saw that must never be. */
  public List<String> strange() {
    close();
    return looks.get() == 0 ? List.of("the watch saw nothing") : List.copyOf(strange);
  }

  @Override
  public void close() {
    background.close();
  }
}
