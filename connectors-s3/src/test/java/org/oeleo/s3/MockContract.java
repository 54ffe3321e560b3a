package org.oeleo.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.oeleo.s3.access.Checksums;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.ConnectorContract;
import org.oeleo.testkit.SampleContent;
import org.oeleo.testkit.TestedStore;

/** The contract, against S3Mock. */
abstract class MockContract extends ConnectorContract {
  private static MockServer server;

  private final Checksums checksums;

  MockContract(Checksums checksums) {
    this.checksums = checksums;
  }

  @BeforeAll
  static void start() {
    server = MockServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  protected TestedStore newStore() {
    return new BucketUnderTest(server.reached(), checksums, Tuning.usual());
  }

  /** Of connections only: S3Mock, in this process, leaves its own files to the collector. */
  @Test
  @Override
  public void a_thousand_broken_off_reads_leave_nothing_open() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    Assumptions.assumeTrue(
        Files.isDirectory(descriptors), "skipped: only Linux shows what is open");
    put("a.bin", SampleContent.noise(300_000));
    breakOff(10);
    long before = sockets(descriptors);

    breakOff(1_000);

    assertThat(sockets(descriptors)).isLessThan(before + 50);
  }

  private void breakOff(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      // Some leave little, which is passed over, and some much, which is not.
      int offset = i % 2 * 250_000;
      try (InputStream in = connector().read(RelativePath.of("a.bin"), offset)) {
        assertThat(in.read()).isNotNegative();
      }
    }
  }

  private static long sockets(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(MockContract::isSocket).count();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false;
    }
  }
}
