package org.oeleo.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.oeleo.Providers;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Fingerprint;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.Pending;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A group of files entered, recorded and looked up in a ledger that holds others already. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class Ledger {
  private static final int GROUP = 500;

  /** Rows that are there before. */
  @Param({"10000", "1000000"})
  private int rows;

  private Path folder = Path.of("");
  @SuppressWarnings("NullAway.Init") // by open()
  private Bookkeeper ledger;
  private List<LedgerChange> begun = List.of();
  private List<LedgerChange> done = List.of();
  private List<RelativePath> paths = List.of();


  /** Fills a ledger. */
  @Setup(Level.Trial)
  public void open() throws IOException, SettingsException {
    folder = Files.createTempDirectory("oeleo-benchmark");
    ledger = Providers.onClassPath()
        .bookkeeper("sqlite", "OELEO_BOOKKEEPER")
        .open(folder.resolve("ledger.db").toString(), Settings.of(Map.of()), Access.RUN);
    for (int start = 0; start < rows; start += GROUP) {
      ledger.record(group(start, Ledger::agreed));
    }
    begun = group(rows / 2, Ledger::begun);
    done = group(rows / 2, Ledger::agreed);
    paths = begun.stream().map(change -> ((LedgerChange.Begun) change).pending().path()).toList();
  }

  private interface Change {
    LedgerChange of(RelativePath path);
  }

  private static List<LedgerChange> group(int start, Change change) {
    List<LedgerChange> changes = new ArrayList<>();
    for (int i = start; i < start + GROUP; i++) {
      changes.add(change.of(RelativePath.of("day" + i / 1000 + "/run" + i % 1000 + ".raw")));
    }
    return changes;
  }

  private static LedgerChange begun(RelativePath path) {
    RelativePath aside = path.sibling(".oeleo-000000000000000000000000.part");
    return new LedgerChange.Begun(new Pending(path, aside, Optional.empty()));
  }

  private static LedgerChange agreed(RelativePath path) {
    Instant now = Instant.EPOCH;
    Fingerprint print = Fingerprint.of(FileEntry.of(path, 4096, now), now);
    return new LedgerChange.Agreed(
        path,
        Optional.empty(),
        LocalDateTime.MIN.withYear(2026),
        "/destination/" + path,
        Optional.of(new Checksum(HashAlgorithm.SHA256, "00".repeat(32))),
        Optional.of(print),
        Optional.of(print),
        new Proof(Proof.Method.REREAD, now));
  }

  /** What is written for a group of copied files: entered before, agreed on afterwards. */
  @Benchmark
  public void enterAndRecord() throws LedgerException {
    ledger.record(begun);
    ledger.record(done);
  }

  /** What is read for a group of listed files. */
  @Benchmark
  public Map<RelativePath, LedgerEntry> find() throws LedgerException {
    return ledger.find(paths);
  }

  /** Deletes it. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    ledger.close();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
