package org.oeleo.examples;

import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.oeleo.Cancellation;
import org.oeleo.Endpoint;
import org.oeleo.Report;
import org.oeleo.Worker;
import org.oeleo.event.Outcome;
import org.oeleo.filter.Filter;
import org.oeleo.plan.Planner;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.settings.Source;

/**
 * Copies the {@code .res} files of an instrument PC to a server by SSH: the last example of the
 * original oeleo. Compares both sides first, so that what is there already is not sent again.
 *
 * <p>Reads {@code OELEO_EXTERNAL_HOST}, {@code OELEO_USERNAME} and {@code OELEO_KEY_FILENAME} or
 * {@code OELEO_PASSWORD} from the environment or from {@code .env}. The server's key has to be
 * known beforehand: {@code oeleo pin} shows it and writes it down.
 */
public final class WindowsPcToLinuxServer {
  private static final System.Logger LOG = System.getLogger(WindowsPcToLinuxServer.class.getName());

  private WindowsPcToLinuxServer() {}

  /** One run. Ends with the exit code of the {@code oeleo} command. */
  public static void main(String[] arguments) throws Exception {
    List<Source> sources = new ArrayList<>(List.of(Source.environment()));
    Path file = Path.of(".env");
    if (Files.exists(file)) {
      sources.add(Source.dotenv(file));
    }
    Worker worker = worker(
        Path.of("data", "raw"), "/srv/data", Path.of("ssh_to_server.db"), Settings.of(sources));
    Cancellation cancellation = new Cancellation();
    tell("compared", worker.adopt(Planner.Missing.KEEP_CODE, cancellation));
    Report report = worker.run(cancellation);
    tell("copied", report);
    System.exit(report.ending().exitCode());
  }

  static Worker worker(Path from, String to, Path ledger, Settings settings)
      throws SettingsException {
    return Worker.builder()
        .local(from)
        .external(Endpoint.of("ssh", to, settings.scoped("external")))
        .ledger(ledger)
        .filter(Filter.everything().extensions(List.of(".res")))
        .maxDepth(1)
        .build();
  }

  private static void tell(String what, Report report) {
    LOG.log(
        Level.INFO,
        "{0}: {1}; {2} the same, {3} copied, {4} failed {5}",
        what,
        report.ending(),
        report.totals().of(Outcome.UNCHANGED) + report.totals().of(Outcome.ADOPTED),
        report.totals().of(Outcome.COPIED),
        report.totals().of(Outcome.FAILED),
        report.message());
  }
}
