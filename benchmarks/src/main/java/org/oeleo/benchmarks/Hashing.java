package org.oeleo.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.oeleo.spi.HashAlgorithm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One small file's content, and one buffer of a large one's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Hashing {
  /** Bytes. */
  @Param({"4096", "262144"})
  private int size;

  private byte[] content = new byte[0];

  /** Not all zeros, which some hardware might like. */
  @Setup
  public void fill() {
    content = new byte[size];
    new Random(1).nextBytes(content);
  }

  /** What the ledger keeps. */
  @Benchmark
  public byte[] sha256() {
    return HashAlgorithm.SHA256.newDigest().digest(content);
  }

  /** What the original's ledgers keep. */
  @Benchmark
  public byte[] md5() {
    return HashAlgorithm.MD5.newDigest().digest(content);
  }

  /** What is read back is compared by. */
  @Benchmark
  public long bothCrcs() {
    CRC32 ieee = new CRC32();
    CRC32C castagnoli = new CRC32C();
    ieee.update(content, 0, content.length);
    castagnoli.update(content, 0, content.length);
    return ieee.getValue() << 32 | castagnoli.getValue();
  }
}
