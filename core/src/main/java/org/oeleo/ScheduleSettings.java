package org.oeleo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;

/** The settings of when a worker runs, and how they make a {@link Schedule}. */
public final class ScheduleSettings {
  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(30);

  public static final Setting<Boolean> SINGLE_RUN = Setting.yesNo(
          "SINGLE_RUN",
          "One run and no more; false runs again and again. Without it, oeleo run goes once unless an"
              + " interval is set.")
      .alias("OA_SINGLE_RUN");
  public static final Setting<Duration> INTERVAL =
      Setting.duration("INTERVAL", "The pause between two runs (30m if only --watch is given).");
  public static final Setting<Duration> HOURS_SLEEP = Setting.of(
      "OA_HOURS_SLEEP",
      "The pause between two runs as the original's app has it; OELEO_INTERVAL wins.",
      "a number of hours such as 0.5",
      ScheduleSettings::hours);
  public static final Setting<Integer> MAX_RUNS = Setting.integer(
          "MAX_RUNS", "After how many runs to stop; without it, never.", 1, Integer.MAX_VALUE)
      .alias("OA_MAX_RUN_INTERVALS");
  public static final Setting<Boolean> ADD_CHECK = Setting.yesNo(
          "ADD_CHECK",
          "Compare both ends once before the first run and tell the ledger what is in sync already.")
      .orElse(false)
      .alias("OA_ADD_CHECK");

  /** All of them, in the order in which they are shown. */
  public static final List<Setting<?>> ALL =
      List.of(SINGLE_RUN, INTERVAL, MAX_RUNS, ADD_CHECK, HOURS_SLEEP);

  private ScheduleSettings() {}

  static Schedule schedule(Settings settings) throws SettingsException {
    Optional<Duration> asked = settings.find(INTERVAL);
    if (asked.isEmpty()) {
      asked = settings.find(HOURS_SLEEP);
    }
    boolean repeats = settings.find(SINGLE_RUN).map(single -> !single).orElse(asked.isPresent());
    Schedule schedule = Schedule.every(asked.orElse(DEFAULT_INTERVAL));
    Optional<Integer> most = settings.find(MAX_RUNS);
    OptionalInt runs = most.isPresent() ? OptionalInt.of(most.get()) : OptionalInt.empty();
    return new Schedule(
        schedule.interval(), repeats ? runs : OptionalInt.of(1), settings.get(ADD_CHECK));
  }

  private static Duration hours(String text) {
    try {
      BigDecimal hours = new BigDecimal(text);
      if (hours.signum() > 0 && hours.compareTo(BigDecimal.valueOf(100_000)) < 0) {
        return Duration.ofMillis(hours.multiply(BigDecimal.valueOf(3_600_000)).longValue());
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is not a number", e);
    }
    throw new IllegalArgumentException("is not a number of hours above 0");
  }
}
