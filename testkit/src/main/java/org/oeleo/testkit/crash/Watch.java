package org.oeleo.testkit.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.oeleo.spi.HashAlgorithm;

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
    Map<String, String> seen = new HashMap<>();
    this.background = Background.repeat(PAUSE, () -> {
      for (String name : destination.finalNames()) {
        Optional<String> stamp = destination.stamp(name);
        if (stamp.isEmpty() || !stamp.get().equals(seen.get(name))) {
          strange.addAll(stranger(destination, source, name).stream().toList());
          stamp.ifPresent(s -> seen.put(name, s));
        }
      }
      looks.incrementAndGet();
    });
  }

  /** Begins to look. */
  public static Watch begin(Destination destination, ChangingSource source) {
    return new Watch(destination, source);
  }

  /** Final names that hold what never was a whole version of their source. */
  static List<String> strangers(Destination destination, ChangingSource source) throws IOException {
    List<String> strangers = new ArrayList<>();
    for (String name : destination.finalNames()) {
      stranger(destination, source, name).ifPresent(strangers::add);
    }
    return strangers;
  }

  private static Optional<String> stranger(
      Destination destination, ChangingSource source, String name) throws IOException {
    return destination
        .hash(name, HashAlgorithm.SHA256)
        .filter(sum -> !source.wasVersion(name, sum.value()))
        .map(sum -> name + " = " + sum);
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
