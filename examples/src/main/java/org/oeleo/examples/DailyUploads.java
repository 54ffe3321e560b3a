package org.oeleo.examples;

import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.oeleo.Cancellation;
import org.oeleo.Disposal;
import org.oeleo.Endpoint;
import org.oeleo.Report;
import org.oeleo.Worker;
import org.oeleo.event.DayByDay;
import org.oeleo.filter.DatePattern;
import org.oeleo.filter.Dated;
import org.oeleo.filter.Filter;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.settings.Source;
import org.oeleo.spi.LedgerException;

/**
 * Uploads what an instrument has made each day, an hour after the day is over, and deletes it here
 * once the server has it: circadian-scp-upload. First a folder of folders {@code 20190101/}, then a
 * folder of files {@code 20190101.txt}.
 *
 * <p>Reads {@code OELEO_HOST}, {@code OELEO_USERNAME} and {@code OELEO_KEY_FILENAME} or
 * {@code OELEO_PASSWORD} from the environment or from {@code .env}. The server's key has to be
 * known beforehand: {@code oeleo pin} shows it and writes it down.
 */
public final class DailyUploads {
  private static final System.Logger LOG = System.getLogger(DailyUploads.class.getName());

  /** An hour after midnight, here. */
  private static final Duration DELAY = Duration.ofHours(1);

  private DailyUploads() {}

  /** One run. Ends with the exit code of the {@code oeleo} command. */
  public static void main(String[] arguments) throws Exception {
    List<Source> sources = new ArrayList<>(List.of(Source.environment()));
    Path file = Path.of(".env");
    if (Files.exists(file)) {
      sources.add(Source.dotenv(file));
    }
    Settings server = Settings.of(sources);
    // Somebody may cancel from another thread: should_abort_upload.
    Cancellation cancellation = new Cancellation();
    Worker folders =
        worker(Path.of("data-directory-1"), "/srv/data-directory-1", folders("^%Y%m%d$"), server);
    Worker files =
        worker(Path.of("data-directory-2"), "/srv/data-directory-2", files("^.*%Y%m%d.*$"), server);
    System.exit(Math.max(
        upload(folders, cancellation).ending().exitCode(),
        upload(files, cancellation).ending().exitCode()));
  }

  /** Folders with a day in their name, each as a whole. */
  static Dated folders(String pattern) {
    return dated(pattern, Dated.Unit.FOLDER);
  }

  /** Files with a day in their name, each for itself. */
  static Dated files(String pattern) {
    return dated(pattern, Dated.Unit.FILE);
  }

  private static Dated dated(String pattern, Dated.Unit unit) {
    return new Dated(
        DatePattern.parse(pattern), unit, ZoneId.systemDefault(), DELAY, Clock.systemUTC());
  }

  /** Plans first, so that {@link DayByDay} knows how many files a day has. */
  static Report upload(Worker worker, Cancellation cancellation) throws LedgerException {
    worker.plan(cancellation);
    return worker.run(cancellation);
  }

  static Worker worker(Path from, String to, Dated days, Settings server) throws SettingsException {
    return Worker.builder()
        .local(from)
        .external(Endpoint.of("ssh", to, server.scoped("external")))
        .ledger(from.resolveSibling(from.getFileName() + ".db"))
        .filter(Filter.everything().dated(days))
        .disposal(Disposal.delete())
        .listener(new DayByDay(days, DailyUploads::say, DailyUploads::say))
        .build();
  }

  private static void say(String line) {
    LOG.log(Level.INFO, line);
  }
}
