package org.oeleo.command;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Programs with all that they have started, to be ended together. What has cut itself loose from
 * its parents before is not found. One thread, once.
 */
final class Family {
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration MOMENT = Duration.ofMillis(200);
  private static final int ROUNDS = 5;

  private final Set<ProcessHandle> members = new LinkedHashSet<>();
  private boolean interrupted;

  private Family(Collection<ProcessHandle> parents) {
    members.addAll(parents);
    addDescendants();
  }

  /** Asks them to end and, after a moment, no longer asks. */
  static void end(Collection<ProcessHandle> parents) {
    new Family(parents).end();
  }

  private void end() {
    // Whoever is interrupted because the run ends must not leave programs behind.
    interrupted = Thread.interrupted();
    members.forEach(ProcessHandle::destroy);
    await(GRACE);
    for (int round = 0; round < ROUNDS && isAnyAlive(); round++) {
      addDescendants();
      members.forEach(ProcessHandle::destroyForcibly);
      await(MOMENT);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void addDescendants() {
    List.copyOf(members).stream().flatMap(ProcessHandle::descendants).forEach(members::add);
  }

  private boolean isAnyAlive() {
    return members.stream().anyMatch(ProcessHandle::isAlive);
  }

  private void await(Duration atMost) {
    Stream<CompletableFuture<ProcessHandle>> ends = members.stream().map(ProcessHandle::onExit);
    try {
      CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
          .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (TimeoutException | ExecutionException e) {
      // Some are still there, and are no longer asked.
      return;
    }
  }
}
