package org.oeleo.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.oeleo.event.Outcome;
import org.oeleo.spi.RelativePath;

/**
 * Looks whether the copies of files that were verified in an earlier pass are still there, before
 * the files themselves go. Safe for many threads.
 */
final class LookWork implements Work {
  private final Spoils spoils;
  private final Map<RelativePath, List<Holder.Copy>> copies = new ConcurrentHashMap<>();

  LookWork(Spoils spoils) {
    this.spoils = spoils;
  }

  /** This copy of a file is to be looked at. */
  void expect(Holder.Copy copy) {
    copies
        .computeIfAbsent(copy.row().path(), path -> new CopyOnWriteArrayList<>())
        .add(copy);
  }

  @Override
  public Done perform(Attempt attempt) throws IOException {
    Candidate candidate = attempt.candidate();
    for (Holder.Copy copy : copies.getOrDefault(candidate.path(), List.of())) {
      if (!copy.isThere()) {
        copies.remove(candidate.path());
        return retained(
            candidate,
            "its copy " + copy.location()
                + " is not what was verified any more (oeleo check --update-db has it sent again)");
      }
    }
    copies.remove(candidate.path());
    spoils.add(candidate);
    return new Done(Optional.empty(), List.of(), List.of(), Optional.empty());
  }

  private Done retained(Candidate candidate, String why) {
    spoils.withhold(candidate.path());
    return Done.of(candidate.result(Outcome.RETAINED).because(why));
  }

  @Override
  public Done giveUp(Attempt attempt, SideException failure) {
    copies.remove(attempt.candidate().path());
    return retained(
        attempt.candidate(), "nobody can say whether its copy is there: " + failure.reason());
  }
}
