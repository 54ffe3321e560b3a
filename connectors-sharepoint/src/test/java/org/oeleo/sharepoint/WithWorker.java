package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.Endpoint;
import org.oeleo.Report;
import org.oeleo.RetryPolicy;
import org.oeleo.Worker;
import org.oeleo.WorkerBuilder;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.settings.Settings;

/** A worker between a folder of this machine and the library of {@link InLibrary}. */
abstract class WithWorker extends InLibrary {
  static final int SIZE = WHOLE + 5 * SLICE + 1;

  @TempDir
  Path place;

  Path from;

  @BeforeEach
  void makePlace() throws Exception {
    from = Files.createDirectory(place.resolve("from"));
  }

  WorkerBuilder worker() throws Exception {
    return worker(Map.of());
  }

  WorkerBuilder worker(Map<String, String> more) throws Exception {
    Map<String, String> settings = new HashMap<>(tenant.variables());
    settings.put("OELEO_SLICE_SIZE", "320K");
    settings.putAll(more);
    return Worker.builder()
        .local(from)
        .external(Endpoint.of("sharepoint", Tenant.root(library, ROOT), Settings.of(settings)))
        .ledger(place.resolve("ledger.db"))
        .settle(Duration.ZERO)
        .retry(new RetryPolicy(5, Duration.ZERO, Duration.ZERO));
  }

  static Report run(WorkerBuilder worker) throws Exception {
    return worker.build().run();
  }

  static Result result(Report report, String path) {
    return report.remarkable().stream()
        .filter(result -> result.path().toString().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path + " is not in " + report));
  }

  static void assertCopied(Report report, int files) {
    assertThat(report.totals().of(Outcome.COPIED)).as("%s", report).isEqualTo(files);
    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
  }
}
