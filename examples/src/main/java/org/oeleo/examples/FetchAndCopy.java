package org.oeleo.examples;

import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.oeleo.Disposal;
import org.oeleo.Endpoint;
import org.oeleo.FanOut;
import org.oeleo.FanOutReport;
import org.oeleo.Report;
import org.oeleo.WhenEmpty;
import org.oeleo.Worker;
import org.oeleo.event.Outcome;
import org.oeleo.filter.Filter;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.settings.Source;
import org.oeleo.spi.Side;

/**
 * Fetches files of a server into the folder {@code incoming}, copies that to two others, and
 * deletes a file of {@code incoming} only when both hold it: the fetcher and the copier of
 * files-sync-link.
 *
 * <p>Reads {@code OELEO_HOST}, {@code OELEO_USERNAME} and {@code OELEO_KEY_FILENAME} or
 * {@code OELEO_PASSWORD} from the environment or from {@code .env}. The server's key has to be
 * known beforehand: {@code oeleo pin} shows it and writes it down.
 */
public final class FetchAndCopy {
  private static final System.Logger LOG = System.getLogger(FetchAndCopy.class.getName());

  private FetchAndCopy() {}

  /** Both, once. Ends with the exit code of the {@code oeleo} command. */
  public static void main(String[] arguments) throws Exception {
    List<Source> sources = new ArrayList<>(List.of(Source.environment()));
    Path file = Path.of(".env");
    if (Files.exists(file)) {
      sources.add(Source.dotenv(file));
    }
    Path incoming = Path.of("incoming");
    Report fetched = fetcher("/data/out", incoming, Settings.of(sources)).run();
    LOG.log(Level.INFO, "fetched: {0} {1}", fetched.ending(), fetched.message());
    // Also after a failure: what was fetched goes on.
    FanOutReport copied = copier(incoming, Path.of("prod"), Path.of("backup")).run();
    copied.parts().forEach(FetchAndCopy::tell);
    System.exit(Math.max(fetched.ending().exitCode(), copied.ending().exitCode()));
  }

  /** What is taken away from {@code incoming} is not fetched again. */
  static Worker fetcher(String from, Path incoming, Settings server) throws SettingsException {
    return Worker.builder()
        .external(Endpoint.of("ssh", from, server.scoped("external")))
        .local(incoming)
        .from(Side.EXTERNAL)
        .emptyDestination(WhenEmpty.ACCEPT)
        .ledger(incoming.resolveSibling("fetch.db"))
        .filter(Filter.everything().include(List.of("*.csv")))
        .maxDepth(1)
        .build();
  }

  /** A worker for each destination; none waits for the other, and the source for both. */
  static FanOut copier(Path incoming, Path... destinations) {
    List<Worker> workers = new ArrayList<>();
    for (Path destination : destinations) {
      workers.add(Worker.builder()
          .local(incoming)
          .external(destination)
          .ledger(incoming.resolveSibling("copy." + destination.getFileName() + ".db"))
          .maxDepth(1)
          .build());
    }
    return FanOut.of(workers).disposing(Disposal.delete());
  }

  private static void tell(FanOutReport.Part part) {
    LOG.log(
        Level.INFO,
        "{0}: {1}, {2} copied {3}",
        part.worker(),
        part.ending(),
        part.report().map(report -> report.totals().of(Outcome.COPIED)).orElse(0L),
        part.reason());
  }
}
