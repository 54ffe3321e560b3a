package org.oeleo.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.oeleo.WorkerSettings;
import org.oeleo.settings.Setting;
import org.oeleo.settings.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps two sides alike. */
@Command(
    name = "sync",
    description =
        "Keeps both sides alike: what is added, changed or deleted on either of them comes"
            + " to the other. The same as oeleo run with OELEO_MODE=sync.",
    mixinStandardHelpOptions = true)
final class SyncCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private RunOptions options = new RunOptions();

  @Option(
      names = "--conflict",
      paramLabel = "RULE",
      description = "OELEO_CONFLICT: newer, keep-both or fail.")
  private Optional<String> conflict = Optional.empty();

  @Option(
      names = "--read-only",
      paramLabel = "SIDE",
      description = "OELEO_READ_ONLY: local or external; nothing is written there.")
  private Optional<String> readOnly = Optional.empty();

  @Option(
      names = "--max-delete",
      paramLabel = "N",
      description = "OELEO_MAX_DELETE: how many deletions are carried over at most, such as 200 or"
          + " 50%%.")
  private Optional<String> maxDelete = Optional.empty();

  SyncCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws SettingsException, InterruptedException {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(WorkerSettings.MODE.variable(), "sync");
    put(values, WorkerSettings.CONFLICT, conflict);
    put(values, WorkerSettings.READ_ONLY, readOnly);
    put(values, WorkerSettings.MAX_DELETE, maxDelete);
    return options.run(session, values);
  }

  private static void put(Map<String, String> values, Setting<?> setting, Optional<String> text) {
    text.ifPresent(value -> values.put(setting.variable(), value));
  }
}
