package org.oeleo.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.oeleo.Providers;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Connector;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.ListRequest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** 10,000 files in 100 folders of this machine, beside what the JDK alone takes for them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class Listing {
  @SuppressWarnings("NullAway.Init") // by make()
  private Path root;

  @SuppressWarnings("NullAway.Init") // by make()
  private Connector connector;

  /** Makes the files. */
  @Setup(Level.Trial)
  public void make() throws IOException, SettingsException {
    root = Files.createTempDirectory("oeleo-benchmark");
    for (int i = 0; i < 100; i++) {
      Path folder = Files.createDirectory(root.resolve("day" + i));
      for (int j = 0; j < 100; j++) {
        Files.createFile(folder.resolve("run" + j + ".raw"));
      }
    }
    connector = Providers.onClassPath()
        .connector("local", "OELEO_LOCAL")
        .open(root.toString(), Settings.of(Map.of()));
  }

  /** As a pass does it. */
  @Benchmark
  public void list(Blackhole hole) throws IOException {
    connector.list(ListRequest.everything(), new EntrySink() {
      @Override
      public void file(FileEntry entry) {
        hole.consume(entry);
      }

      @Override
      public void leftOut(String name, String reason) {}
    });
  }

  /** For comparison. */
  @Benchmark
  public List<Path> walk() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.toList();
    }
  }

  /** Deletes them. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    connector.close();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path place : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(place);
      }
    }
  }
}
