package org.oeleo.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oeleo.WorkerSettings;
import org.oeleo.filter.FilterSettings;
import org.oeleo.settings.Setting;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which workers, and settings under the names that rclone and rsync have for them. One thread. */
final class WorkerOptions {
  @Parameters(
      paramLabel = "ENV",
      arity = "0..*",
      description = "One .env file for each worker; without any, .env of the working directory if"
          + " there is one, and the environment.")
  private List<Path> files = List.of();

  @Mixin
  private SettingOptions settings = new SettingOptions();

  @Option(
      names = "--bwlimit",
      paramLabel = "RATE",
      description = "OELEO_BANDWIDTH: bytes per second, such as 10M, or a timetable.")
  private Optional<String> bandwidth = Optional.empty();

  @Option(
      names = "--transfers",
      paramLabel = "N",
      description = "OELEO_PARALLEL: how many files move at once.")
  private Optional<Integer> transfers = Optional.empty();

  @Option(
      names = "--include",
      paramLabel = "PATTERN",
      description = "OELEO_INCLUDE: only files that match; may be given several times.")
  private List<String> include = List.of();

  @Option(
      names = "--exclude",
      paramLabel = "PATTERN",
      description = "OELEO_EXCLUDE: no files that match; may be given several times.")
  private List<String> exclude = List.of();

  @Option(
      names = "--min-age",
      paramLabel = "TIME",
      description = "OELEO_MIN_AGE: only files not modified for so long, such as 10m or 1h30m.")
  private Optional<String> minAge = Optional.empty();

  @Option(
      names = "--min-size",
      paramLabel = "SIZE",
      description = "OELEO_MIN_SIZE: only files of at least this size, such as 512K.")
  private Optional<String> minSize = Optional.empty();

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      description = "OELEO_MAX_SIZE: only files of at most this size, such as 10G.")
  private Optional<String> maxSize = Optional.empty();

  List<Path> files() {
    return files;
  }

  /** All settings of the command line, by variable. */
  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    bandwidth.ifPresent(text -> values.put(WorkerSettings.BANDWIDTH.variable(), text));
    transfers.ifPresent(
        number -> values.put(WorkerSettings.PARALLEL.variable(), number.toString()));
    put(values, FilterSettings.INCLUDE, include);
    put(values, FilterSettings.EXCLUDE, exclude);
    put(values, FilterSettings.MIN_AGE, minAge.stream().toList());
    put(values, FilterSettings.MIN_SIZE, minSize.stream().toList());
    put(values, FilterSettings.MAX_SIZE, maxSize.stream().toList());
    values.putAll(settings.values());
    return values;
  }

  private static void put(Map<String, String> values, Setting<?> setting, List<String> texts) {
    if (!texts.isEmpty()) {
      values.put(setting.variable(), String.join(";", texts));
    }
  }
}
