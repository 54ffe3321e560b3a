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
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.settings.Source;

/**
 * Copies the measurements of an instrument PC, with their folders, to a document library of
 * SharePoint, and compares both sides afterwards.
 *
 * <p>Reads {@code OELEO_SHAREPOINT_URL}, {@code OELEO_SHAREPOINT_DOC_LIBRARY} and who we are
 * ({@code OELEO_TENANT_ID}, {@code OELEO_CLIENT_ID}, {@code OELEO_CLIENT_CERTIFICATE_PATH}) from
 * the environment or from {@code .env}; {@code sharepoint.env} is one to copy from, and
 * docs/connectors/sharepoint.md says how to come by all that.
 */
public final class ToSharePoint {
  private static final System.Logger LOG = System.getLogger(ToSharePoint.class.getName());

  private ToSharePoint() {}

  /** One run. Ends with the exit code of the {@code oeleo} command. */
  public static void main(String[] arguments) throws Exception {
    List<Source> sources = new ArrayList<>(List.of(Source.environment()));
    Path file = Path.of(".env");
    if (Files.exists(file)) {
      sources.add(Source.dotenv(file));
    }
    Worker worker = worker(
        Path.of("data", "raw"), "cycler/raw", Path.of("to_sharepoint.db"), Settings.of(sources));
    Cancellation cancellation = new Cancellation();
    Report report = worker.run(cancellation);
    tell("copied", report);
    if (report.ending().exitCode() == 0) {
      // Asks SharePoint for its own hashes; nothing is sent or fetched for that.
      report = worker.check(cancellation);
      tell("compared", report);
    }
    System.exit(report.ending().exitCode());
  }

  /** The folder is one of the library; it is made before the first copy. */
  static Worker worker(Path from, String folder, Path ledger, Settings settings)
      throws SettingsException {
    return Worker.builder()
        .local(from)
        .external(Endpoint.of("sharepoint", folder, settings.scoped("external")))
        .ledger(ledger)
        .filter(Filter.everything().extensions(List.of(".csv", ".res", ".xlsx")))
        .build();
  }

  private static void tell(String what, Report report) {
    LOG.log(
        Level.INFO,
        "{0}: {1}; {2} copied, {3} the same, {4} different, {5} failed {6}",
        what,
        report.ending(),
        report.totals().of(Outcome.COPIED),
        report.totals().of(Outcome.UNCHANGED) + report.totals().of(Outcome.IN_SYNC),
        report.totals().of(Outcome.DIFFERENT) + report.totals().of(Outcome.MISSING),
        report.totals().of(Outcome.FAILED),
        report.message());
  }
}
