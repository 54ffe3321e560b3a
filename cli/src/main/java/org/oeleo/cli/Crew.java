package org.oeleo.cli;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.oeleo.Report;
import org.oeleo.Worker;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.LedgerLockedException;

/** The workers of one call of the command, each with those who look on. One thread. */
final class Crew implements AutoCloseable {
  /** One worker with those who look on. */
  record Member(Setup setup, Worker worker, List<Onlooker> onlookers) {
    void reported(Verb verb, Report report) {
      onlookers.forEach(onlooker -> onlooker.reported(verb, report));
    }

    void failed(String text) {
      onlookers.forEach(onlooker -> onlooker.failed(text));
    }
  }

  /** What a member is to do. */
  @FunctionalInterface
  interface Task {
    /** Does it, and has it reported. */
    Report of(Member member) throws LedgerException, InterruptedException;
  }

  private final Session session;
  private final Display display;
  private final Logging logging;
  private final List<Member> members = new ArrayList<>();

  private Crew(Session session, Display display, Logging logging) {
    this.session = session;
    this.display = display;
    this.logging = logging;
  }

  /**
   * Configures all of them, or none.
   *
   * @throws SettingsException with everything that is wrong with any of them
   */
  static Crew of(Session session, List<Setup> setups) throws SettingsException {
    Setup.Problems problems = new Setup.Problems();
    List<Worker> workers = new ArrayList<>();
    List<LogPlace> logs = new ArrayList<>();
    for (Setup setup : setups) {
      problems.collect(setup, () -> setup.configuration().worker()).ifPresent(workers::add);
      problems.collect(setup, () -> setup.configuration().warnings()).ifPresent(session::warn);
      problems
          .collect(setup, () -> LogPlace.of(setup.settings()))
          .ifPresent(log -> log.ifPresent(logs::add));
    }
    problems.throwIfAny();
    Surroundings around = session.surroundings();
    // JSON lines are for programs: nothing may be drawn between them.
    Terminal terminal = session.isJson() ? Terminal.none() : around.terminal();
    Screen screen = new Screen(around.out(), around.err(), terminal);
    Crew crew =
        new Crew(session, new Display(screen), Logging.to(screen, session.verbosity(), logs));
    for (int i = 0; i < setups.size(); i++) {
      crew.add(setups.get(i), besideOthers(workers, i), setups.size() > 1);
    }
    return crew;
  }

  private static Worker besideOthers(List<Worker> workers, int which) {
    Worker worker = workers.get(which);
    for (int i = 0; i < workers.size(); i++) {
      worker = i == which ? worker : worker.beside(workers.get(i));
    }
    return worker;
  }

  private void add(Setup setup, Worker worker, boolean several) throws SettingsException {
    List<Onlooker> onlookers = new ArrayList<>();
    if (session.isJson()) {
      onlookers.add(new JsonOnlooker(setup.label(), session.out(), Clock.systemUTC()));
    } else {
      onlookers.add(new TextOnlooker(
          display.screen(),
          display.add(setup.label()),
          session.verbosity(),
          several ? setup.label() + ": " : ""));
    }
    LogPlace.of(setup.settings())
        .map(place -> logging.in(place.folder()))
        .ifPresent(log -> onlookers.add(new LogOnlooker(setup.label(), log, session.verbosity())));
    Worker watched = worker;
    for (Onlooker onlooker : onlookers) {
      watched = watched.withListener(onlooker);
    }
    members.add(new Member(setup, watched, onlookers));
  }

  List<Member> members() {
    return members;
  }

  /** Each after the other; returns the worst exit code. */
  int oneByOne(Task task) {
    start();
    int worst = ExitCode.OK;
    for (Member member : members) {
      worst = Math.max(worst, exitCode(member, task));
    }
    return worst;
  }

  /** All at once; returns the worst exit code. */
  int sideBySide(Task task) throws InterruptedException {
    start();
    ExecutorService threads = Executors.newFixedThreadPool(members.size());
    try {
      List<Future<Integer>> codes = new ArrayList<>();
      for (Member member : members) {
        codes.add(threads.submit(() -> exitCode(member, task)));
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

  private void start() {
    if (!session.isJson() && session.verbosity() != Session.Verbosity.QUIET) {
      display.start();
    }
  }

  private static int exitCode(Member member, Task task) {
    try {
      return task.of(member).ending().exitCode();
    } catch (LedgerLockedException e) {
      member.failed(String.valueOf(e.getMessage()));
      return ExitCode.LEDGER_LOCKED;
    } catch (LedgerException e) {
      member.failed(String.valueOf(e.getMessage()));
      return ExitCode.FATAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.SIGNAL + 2;
    }
  }

  @Override
  public void close() {
    display.close();
    logging.close();
  }
}
