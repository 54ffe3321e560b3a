package org.oeleo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.oeleo.Cancellation;
import org.oeleo.ProgramSettings;
import org.oeleo.Report;
import org.oeleo.Schedule;
import org.oeleo.Worker;
import org.oeleo.event.Event;
import org.oeleo.plan.Planner;
import org.oeleo.schedule.FolderWatch;
import org.oeleo.schedule.Scheduler;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Connector;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.RelativePath;

/** One worker by its schedule, woken early by what happens in a source folder of this machine. */
final class Round {
  private static final int MOST_FOLDERS = 1000;

  /** Longer than most instruments pause between two pieces of one file. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Crew.Member member;
  private final Schedule schedule;

  Round(Crew.Member member, Schedule schedule) {
    this.member = member;
    this.schedule = schedule;
  }

  static boolean repeats(Schedule schedule) {
    return schedule.maxRuns().isEmpty() || schedule.maxRuns().getAsInt() > 1;
  }

  Report run(Cancellation cancellation) throws LedgerException, InterruptedException {
    Worker worker = member.worker();
    Scheduler scheduler = new Scheduler(
        schedule,
        stop -> reported(Verb.CHECK, worker.adopt(Planner.Missing.KEEP_CODE, stop)),
        stop -> reported(Verb.RUN, worker.run(stop)),
        this::told);
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

  private Report reported(Verb verb, Report report) {
    member.reported(verb, report);
    return report;
  }

  private void told(Event event) {
    if (event instanceof Event.Warned failure) {
      member.failed(failure.text());
    } else {
      member.onlookers().forEach(onlooker -> onlooker.on(event));
    }
  }

  private Optional<FolderWatch> watch(Scheduler scheduler) {
    try {
      Optional<Path> folder = folder();
      if (folder.isEmpty()) {
        return Optional.empty();
      }
      int most = member.worker().looksIntoFolders() ? MOST_FOLDERS : 1;
      FolderWatch.Request request =
          new FolderWatch.Request(folder.get(), most, QUIET, LONGEST, matters());
      return Optional.of(FolderWatch.open(request, scheduler::trigger));
    } catch (IOException | SettingsException e) {
      // Missing for now, or on a drive that tells nothing: the schedule alone will do.
      return Optional.empty();
    }
  }

  private Optional<Path> folder() throws IOException {
    try (Connector source = member.worker().source().open()) {
      return source.localFile(RelativePath.of("file")).map(Path::getParent);
    }
  }

  /** Not what we write ourselves, or every run would be the reason for the next. */
  private Predicate<Path> matters() throws SettingsException {
    Path ledger = Path.of(member.worker().ledger().name()).toAbsolutePath().normalize();
    Optional<Path> logs =
        member.setup().settings().find(ProgramSettings.LOG_DIR).map(Round::absolute);
    return path -> {
      Path full = absolute(path);
      return !full.toString().startsWith(ledger.toString())
          && logs.filter(full::startsWith).isEmpty();
    };
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
