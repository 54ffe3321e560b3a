package org.oeleo.examples;

import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.oeleo.Cancellation;
import org.oeleo.Report;
import org.oeleo.Worker;
import org.oeleo.check.Checker;
import org.oeleo.event.Outcome;
import org.oeleo.filter.Filter;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.settings.Source;
import org.oeleo.spi.LedgerException;

/**
 * Copies files from one folder to another, every five minutes: the first example of the original
 * oeleo. Reads {@code OELEO_BASE_DIR_FROM}, {@code OELEO_BASE_DIR_TO},
 * {@code OELEO_FILTER_EXTENSION} and {@code OELEO_DB_NAME} from the environment or from
 * {@code .env}.
 *
 * <p>{@link Worker#fromEnvironment()} puts the same worker together and heeds every other setting
 * as well; here it is done by hand to show the parts.
 */
public final class LocalToLocal {
  private static final Setting<Path> FROM =
      Setting.path("BASE_DIR_FROM", "Where files come from.").required();
  private static final Setting<Path> TO =
      Setting.path("BASE_DIR_TO", "Where files go to.").required();
  private static final Setting<Path> LEDGER =
      Setting.path("DB_NAME", "The file of the ledger.").required();
  private static final Setting<List<String>> EXTENSION =
      Setting.list("FILTER_EXTENSION", "Only names that end so.").orElse(List.of());

  private static final System.Logger LOG = System.getLogger(LocalToLocal.class.getName());

  private LocalToLocal() {}

  /** Runs until it is killed, which harms nothing: the next start goes on from there. */
  public static void main(String[] arguments) throws Exception {
    List<Source> sources = new ArrayList<>(List.of(Source.environment()));
    Path file = Path.of(".env");
    if (Files.exists(file)) {
      sources.add(Source.dotenv(file));
    }
    repeat(worker(Settings.of(sources)), Duration.ofMinutes(5), new Cancellation());
  }

  static Worker worker(Settings settings) throws SettingsException {
    return Worker.builder()
        .local(settings.get(FROM))
        .external(settings.get(TO))
        .ledger(settings.get(LEDGER))
        .filter(Filter.everything().extensions(settings.get(EXTENSION)))
        .checker(Checker.checksum())
        .maxDepth(1)
        .build();
  }

  static void repeat(Worker worker, Duration pause, Cancellation cancellation)
      throws LedgerException, InterruptedException {
    do {
      Report report = worker.run(cancellation);
      LOG.log(
          Level.INFO,
          "{0}: {1} copied, {2} unchanged, {3} failed {4}",
          report.ending(),
          report.totals().of(Outcome.COPIED),
          report.totals().of(Outcome.UNCHANGED),
          report.totals().of(Outcome.FAILED),
          report.message());
    } while (!cancellation.await(pause));
  }
}
