package org.oeleo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.oeleo.Cancellation;
import org.oeleo.Schedule;
import org.oeleo.settings.SettingsException;

/** All files of one call by their schedules. */
final class Rounds {
  private final List<Round> rounds = new ArrayList<>();
  private final Cancellation cancellation;
  private boolean repeats;

  private Rounds(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  /** Each after the other or, if one is to run again and again, all at once; the worst code. */
  static int run(Crew crew, Cancellation cancellation)
      throws SettingsException, InterruptedException {
    Rounds rounds = new Rounds(cancellation);
    for (Team team : crew.teams()) {
      rounds.add(team);
    }
    crew.start();
    return rounds.repeats && rounds.rounds.size() > 1 ? rounds.sideBySide() : rounds.oneByOne();
  }

  private void add(Team team) throws SettingsException {
    Schedule schedule = team.members().get(0).setup().configuration().schedule();
    repeats |= Round.repeats(schedule);
    rounds.add(new Round(team, schedule));
  }

  private int oneByOne() {
    int worst = ExitCode.OK;
    for (Round round : rounds) {
      worst = Math.max(worst, exitCode(round));
    }
    return worst;
  }

  private int sideBySide() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(rounds.size());
    try {
      List<Future<Integer>> codes = new ArrayList<>();
      for (Round round : rounds) {
        codes.add(threads.submit(() -> exitCode(round)));
      }
      int worst = ExitCode.OK;
      for (Future<Integer> code : codes) {
        worst = Math.max(worst, code.get());
      }
      return worst;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker's thread failed", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private int exitCode(Round round) {
    try {
      return round.run(cancellation);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.SIGNAL + 2;
    }
  }
}
