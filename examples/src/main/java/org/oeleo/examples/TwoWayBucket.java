package org.oeleo.examples;

import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.oeleo.Endpoint;
import org.oeleo.TwoWay;
import org.oeleo.Worker;
import org.oeleo.WorkerBuilder;
import org.oeleo.event.SideChange.Operation;
import org.oeleo.schedule.Monitor;
import org.oeleo.schedule.MonitorBuilder;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.settings.Source;
import org.oeleo.spi.Side;

/**
 * Keeps a folder and a bucket alike for as long as it runs, and says what happens: the
 * {@code Monitor} of filecloudsync. Takes the folder and {@code s3://bucket/prefix} as arguments,
 * and the keys from the environment, {@code .env} or {@code .s3conf.yml}.
 */
public final class TwoWayBucket {
  private static final System.Logger LOG = System.getLogger(TwoWayBucket.class.getName());

  private TwoWayBucket() {}

  /** Runs until it is interrupted; what changed until then is still carried over. */
  public static void main(String[] arguments) throws Exception {
    List<Source> sources = new ArrayList<>(List.of(Source.environment()));
    Path file = Path.of(".env");
    if (Files.exists(file)) {
      sources.add(Source.dotenv(file));
    }
    Path folder = Path.of(arguments[0]);
    Worker worker = worker(folder, arguments[1], Path.of("two_way.db"), Settings.of(sources))
        .build();
    Monitor monitor = monitor(worker, Duration.ofMinutes(1)).start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(monitor)));
    Thread.currentThread().join();
  }

  static WorkerBuilder worker(Path folder, String bucket, Path ledger, Settings settings)
      throws SettingsException {
    return Worker.builder()
        .local(folder)
        .external(Endpoint.of("s3", bucket, settings.scoped("external")))
        .ledger(ledger)
        .twoWay(TwoWay.standard());
  }

  static MonitorBuilder monitor(Worker worker, Duration interval) {
    return Monitor.of(worker)
        .every(interval)
        .onChange(changed -> LOG.log(Level.INFO, sentence(changed)))
        .onFinish(all -> LOG.log(Level.INFO, "{0} changes carried over", all.size()))
        .onFailure(report -> LOG.log(Level.WARNING, report.message()));
  }

  /** As filecloudsync says it. */
  static String sentence(Monitor.Changed changed) {
    Operation operation = changed.change().operation();
    String place = changed.change().side() == Side.LOCAL ? "LOCAL" : "BUCKET";
    return "The key or file " + changed.path() + " has been "
        + operation.name().toLowerCase(java.util.Locale.ROOT) + " in " + place;
  }

  private static void close(Monitor monitor) {
    try {
      monitor.close();
    } catch (java.io.IOException e) {
      LOG.log(Level.WARNING, "the last pass failed", e);
    }
  }
}
