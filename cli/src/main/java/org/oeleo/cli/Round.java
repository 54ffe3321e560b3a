package org.oeleo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.oeleo.Cancellation;
import org.oeleo.ProgramSettings;
import org.oeleo.Report;
import org.oeleo.Schedule;
import org.oeleo.Worker;
import org.oeleo.schedule.FolderWatch;
import org.oeleo.schedule.Scheduler;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Connector;
import org.oeleo.spi.LedgerLockedException;
import org.oeleo.spi.RelativePath;

/**
 * The workers of one file by their schedule, woken early by what happens in a source folder of this
 * machine.
 */
final class Round {
  private static final int MOST_FOLDERS = 1000;

  /** Longer than most instruments pause between two pieces of one file. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Team team;
  private final Schedule schedule;

  Round(Team team, Schedule schedule) {
    this.team = team;
    this.schedule = schedule;
  }

  static boolean repeats(Schedule schedule) {
    return schedule.maxRuns().isEmpty() || schedule.maxRuns().getAsInt() > 1;
  }

  /** Returns what the command ends with. */
  int run(Cancellation cancellation) throws InterruptedException {
    try {
      return team.exitCode(schedule(cancellation));
    } catch (LedgerLockedException e) {
      team.locked(e);
      return ExitCode.LEDGER_LOCKED;
    }
  }

  private Report schedule(Cancellation cancellation)
      throws LedgerLockedException, InterruptedException {
    Scheduler scheduler = new Scheduler(schedule, team::adopt, team::run, team::told);
    if (!repeats(schedule)) {
      return scheduler.run(cancellation);
    }
    Optional<FolderWatch> watch = watch(scheduler);
    try {
      return scheduler.run(cancellation);
    } finally {
      close(watch);
    }
  }

  private Optional<FolderWatch> watch(Scheduler scheduler) {
    try {
      Optional<Path> folder = folder();
      if (folder.isEmpty()) {
        return Optional.empty();
      }
      int most = worker().looksIntoFolders() ? MOST_FOLDERS : 1;
      FolderWatch.Request request =
          new FolderWatch.Request(folder.get(), most, QUIET, LONGEST, matters());
      return Optional.of(FolderWatch.open(request, scheduler::trigger));
    } catch (IOException | SettingsException e) {
      // Missing for now, or on a drive that tells nothing: the schedule alone will do.
      return Optional.empty();
    }
  }

  private Optional<Path> folder() throws IOException {
    try (Connector source = worker().source().open()) {
      return source.localFile(RelativePath.of("file")).map(Path::getParent);
    }
  }

  /** Not what we write ourselves, or every run would be the reason for the next. */
  private Predicate<Path> matters() throws SettingsException {
    List<String> ledgers = team.members().stream()
        .map(member -> absolute(Path.of(member.worker().ledger().name())).toString())
        .toList();
    Optional<Path> logs =
        team.members().get(0).setup().settings().find(ProgramSettings.LOG_DIR).map(Round::absolute);
    return path -> {
      Path full = absolute(path);
      return ledgers.stream().noneMatch(full.toString()::startsWith)
          && logs.filter(full::startsWith).isEmpty();
    };
  }

  /** Any of them: the source is the same. */
  private Worker worker() {
    return team.members().get(0).worker();
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static void close(Optional<FolderWatch> watch) {
    if (watch.isPresent()) {
      try {
        watch.get().close();
      } catch (IOException e) {
        // The process is about to end, and the watch with it.
        return;
      }
    }
  }
}
