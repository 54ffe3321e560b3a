package org.oeleo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.oeleo.Report;
import org.oeleo.Schedule;
import org.oeleo.ScheduleSettings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.LedgerException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which workers run, how often, and whether for good. One thread. */
final class RunOptions {
  /** How often. */
  private static final class HowOften {
    @Option(names = "--once", description = "One run, whatever the settings say.")
    private boolean once;

    @Option(
        names = "--watch",
        description = "Again and again (OELEO_INTERVAL), and soon after something happens in a"
            + " local source folder.")
    private boolean watch;
  }

  @Mixin
  private WorkerOptions options = new WorkerOptions();

  @ArgGroup
  private HowOften howOften = new HowOften();

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only tell what would be done, as oeleo plan does.")
  private boolean dryRun;

  /**
   * Runs the workers.
   *
   * @param more what the command itself says about settings
   */
  int run(Session session, Map<String, String> more)
      throws SettingsException, InterruptedException {
    Map<String, String> values = new LinkedHashMap<>(more);
    values.putAll(options.values());
    if (howOften.once || howOften.watch) {
      values.put(ScheduleSettings.SINGLE_RUN.variable(), howOften.once ? "true" : "false");
    }
    List<Setup> setups = Setup.of(session.surroundings(), options.files(), values);
    if (dryRun) {
      return PlanCommand.plan(session, setups);
    }
    try (Crew crew = Crew.of(session, setups)) {
      Map<Crew.Member, Schedule> schedules = new LinkedHashMap<>();
      for (Crew.Member member : crew.members()) {
        schedules.put(member, member.setup().configuration().schedule());
      }
      boolean repeats = schedules.values().stream().anyMatch(Round::repeats);
      Crew.Task task = member -> work(session, member, schedules);
      return repeats && setups.size() > 1 ? crew.sideBySide(task) : crew.oneByOne(task);
    }
  }

  private static Report work(
      Session session, Crew.Member member, Map<Crew.Member, Schedule> schedules)
      throws LedgerException, InterruptedException {
    Schedule schedule = schedules.get(member);
    if (schedule == null) {
      throw new IllegalStateException("no schedule for " + member.setup().label());
    }
    return new Round(member, schedule).run(session.cancellation());
  }
}
