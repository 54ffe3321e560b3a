package org.oeleo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oeleo.ScheduleSettings;
import org.oeleo.settings.SettingsException;
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
      names = {"--max-runs", "--stop-on-loop"},
      paramLabel = "N",
      description = "OELEO_MAX_RUNS: again and again (OELEO_INTERVAL), but no more than N times.")
  private Optional<Integer> maxRuns = Optional.empty();

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
    maxRuns.ifPresent(number -> {
      values.put(ScheduleSettings.MAX_RUNS.variable(), number.toString());
      values.putIfAbsent(ScheduleSettings.SINGLE_RUN.variable(), "false");
    });
    List<Setup> setups = Setup.of(session.surroundings(), options.files(), values);
    if (dryRun) {
      return PlanCommand.plan(session, setups);
    }
    try (Crew crew = Crew.of(session, setups)) {
      return Rounds.run(crew, session.cancellation());
    }
  }
}
