package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.testkit.crash.Program;
import org.oeleo.testkit.crash.Started;
import org.oeleo.testkit.crash.Worksite;

/**
 * A heap that is far smaller than the file. {@code -Doeleo.crash.large=4096} makes it a file of
 * 4096 MiB and the heap 64 MiB.
 */
class LowMemoryTest {
  private static final long MIB = 1 << 20;
  private static final int LARGE = Integer.getInteger("oeleo.crash.large", 96);
  private static final int HEAP = LARGE < 1024 ? 24 : 64;

  @TempDir
  private Path place;

  @Test
  void a_file_larger_than_the_memory_arrives() throws Exception {
    assumeTrue(
        Files.getFileStore(place).getUsableSpace() > 2L * LARGE * MIB,
        () -> "no room for a file of " + LARGE + " MiB and its copy in " + place);
    Worksite site = Worksite.local(place, Oeleo.class, 1);
    Path large = place.resolve("from/larger than memory.raw");
    makeSparse(large);
    Program tight = site.program().withOption("-Xmx" + HEAP + "m");
    try (Started program = tight.start("run")) {
      assertThat(program.exitCode())
          .as(() -> String.join("\n", program.output()))
          .isZero();
    }
    Path copy = place.resolve("to/larger than memory.raw");
    assertThat(Files.mismatch(large, copy)).as("first byte that differs").isEqualTo(-1);
  }

  /** Of zeros but for its two ends. */
  private static void makeSparse(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(17);
      file.setLength(LARGE * MIB);
      file.seek(LARGE * MIB - 1);
      file.write(23);
    }
  }
}
