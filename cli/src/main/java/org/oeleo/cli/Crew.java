package org.oeleo.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.oeleo.Report;
import org.oeleo.Worker;
import org.oeleo.event.Listener;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.LedgerLockedException;

/** The workers of one call of the command, each with those who look on. One thread. */
final class Crew implements AutoCloseable {
  /**
   * One worker with those who look on.
   *
   * @param progress what is shown of it
   */
  record Member(Setup setup, Worker worker, List<Onlooker> onlookers, Listener progress) {
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

  private final Audience audience;
  private final List<Member> members = new ArrayList<>();

  private Crew(Audience audience) {
    this.audience = audience;
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
    Set<Settings> warned = new HashSet<>();
    for (Setup setup : setups) {
      problems.collect(setup, () -> setup.configuration().worker()).ifPresent(workers::add);
      if (warned.add(setup.settings())) {
        problems.collect(setup, () -> setup.configuration().warnings()).ifPresent(session::warn);
      }
      problems
          .collect(setup, () -> LogPlace.of(setup.settings()))
          .ifPresent(log -> log.ifPresent(logs::add));
    }
    problems.throwIfAny();
    Crew crew = new Crew(Audience.of(session, logs, setups.size() > 1));
    for (int i = 0; i < setups.size(); i++) {
      crew.add(setups.get(i), besideOthers(workers, i));
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

  private void add(Setup setup, Worker worker) throws SettingsException {
    Listener progress = audience.progress(setup.label());
    List<Onlooker> onlookers = audience.onlookers(setup, setup.label(), progress);
    Worker watched = worker;
    for (Onlooker onlooker : onlookers) {
      watched = watched.withListener(onlooker);
    }
    members.add(new Member(setup, watched, onlookers, progress));
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

  /** The members by their files: those of one file have one source. */
  List<Team> teams() throws SettingsException {
    Map<Settings, List<Member>> byFile = new LinkedHashMap<>();
    for (Member member : members) {
      byFile
          .computeIfAbsent(member.setup().settings(), file -> new ArrayList<>())
          .add(member);
    }
    List<Team> teams = new ArrayList<>();
    for (List<Member> some : byFile.values()) {
      teams.add(some.get(0).setup().isNamed() ? together(some) : new Team.Alone(some.get(0)));
    }
    return teams;
  }

  private Team together(List<Member> destinations) throws SettingsException {
    Setup setup = destinations.get(0).setup();
    Listener progress =
        event -> destinations.forEach(member -> member.progress().on(event));
    return new Team.Together(
        destinations,
        audience.onlookers(setup, setup.file(), progress),
        setup.configuration().disposal());
  }

  /** Begins to show how far all are. */
  void start() {
    audience.start();
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
    audience.close();
  }
}
