package org.oeleo.examples;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import org.oeleo.Endpoint;
import org.oeleo.Report;
import org.oeleo.Worker;
import org.oeleo.WorkerBuilder;
import org.oeleo.check.Checker;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;

/**
 * Runs a command for each file of a folder, once and never again: dirsend. Takes the folder, the
 * command and a word on where the files go as arguments:
 *
 * <pre>{@code
 * CommandPerFile /source_directory 'rsync -a {} {to}/' user@host:/dest_directory
 * }</pre>
 */
public final class CommandPerFile {
  private static final System.Logger LOG = System.getLogger(CommandPerFile.class.getName());

  private CommandPerFile() {}

  /** One run, as a cron job would have it; ends with the exit code of the {@code oeleo} command. */
  public static void main(String[] arguments) throws Exception {
    Path ledger = Path.of("command_per_file.db");
    Report report = worker(Path.of(arguments[0]), arguments[1], arguments[2])
        .ledger(ledger)
        .build()
        .run();
    report.remarkable().forEach(result -> LOG.log(Level.WARNING, result.toString()));
    LOG.log(Level.INFO, report.ending() + " " + report.message());
    System.exit(report.ending().exitCode());
  }

  /** Files directly below the folder, each given to the command once, whatever becomes of it. */
  static WorkerBuilder worker(Path folder, String command, String to) throws SettingsException {
    return Worker.builder()
        .local(folder)
        .external(Endpoint.of("command", to, Settings.of(Map.of("OELEO_COMMAND", command))))
        .maxDepth(1)
        .checker(Checker.presence());
  }
}
