package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.sharepoint.service.GraphService;
import org.oeleo.sharepoint.service.Library;
import org.oeleo.sharepoint.service.UploadSession;
import org.oeleo.testkit.crash.Program;
import org.oeleo.testkit.crash.Started;
import org.oeleo.testkit.crash.Worksite;

/**
 * A large file on its way to SharePoint, in a small heap, and the program killed in the middle.
 * {@code -Doeleo.crash.large=1024} makes it a file of 1 GiB.
 */
class SharePointLargeFileTest {
  private static final long MIB = 1 << 20;
  private static final long SIZE =
      Math.min(1024, Integer.getInteger("oeleo.crash.large", 96)) * MIB;
  private static final long SLICE = 10 * MIB;
  private static final String NAME = "larger than memory.raw";

  @RegisterExtension
  static final WithGraph GRAPH = new WithGraph();

  @TempDir
  private Path place;

  private final GraphService service = GRAPH.service();
  private Library library;
  private Program program;
  private long earlier;

  @BeforeEach
  void makeSite() throws IOException {
    library = GRAPH.newLibrary();
    earlier = sessions().size();
    Program told = Program.of(Oeleo.class, place).withOption("-Xmx128m");
    for (Map.Entry<String, String> setting : GRAPH.settings(library).entrySet()) {
      told = told.with(setting.getKey(), setting.getValue());
    }
    Worksite site = Worksite.at(place, new LibraryDestination(service, library), told, 1);
    program = site.program();
    try (RandomAccessFile file =
        new RandomAccessFile(place.resolve("from").resolve(NAME).toFile(), "rw")) {
      // Of zeros but for its two ends.
      file.write(17);
      file.setLength(SIZE);
      file.seek(SIZE - 1);
      file.write(23);
    }
  }

  @Test
  void a_file_larger_than_the_memory_arrives() throws Exception {
    try (Started running = program.start("run")) {
      assertThat(running.exitCode())
          .as(() -> String.join("\n", running.output()))
          .isZero();
    }

    assertThat(library.stored(NAME).size()).isEqualTo(SIZE);
    assertThat(service.sessions().open()).isEmpty();
  }

  @Test
  void killed_in_mid_session_the_next_run_sends_the_rest_only() throws Exception {
    long half = SIZE / 2;
    try (Started doomed = program.with("OELEO_BANDWIDTH", "64M").start("run")) {
      await().atMost(Duration.ofMinutes(5)).until(() -> received() >= half);
      doomed.kill();
      doomed.exitCode();
    }
    assertThat(library.exists(NAME)).isFalse();
    long before = received();

    try (Started next = program.start("--json", "run")) {
      assertThat(next.exitCode()).as(() -> String.join("\n", next.output())).isZero();
    }

    assertThat(library.stored(NAME).size()).isEqualTo(SIZE);
    assertThat(sessions()).as("the one it began with").hasSize(1);
    assertThat(received() - before)
        .as("sent by the second run")
        .isLessThanOrEqualTo(SIZE - half + 2 * SLICE);
    assertThat(service.sessions().open()).isEmpty();
  }

  /** Those for the large file in this test. */
  private List<UploadSession> sessions() {
    return service.sessions().all().stream()
        .filter(session -> session.path().equals(NAME))
        .skip(earlier)
        .toList();
  }

  /** All bytes of the large file that the service has taken in, also those it threw away. */
  private long received() {
    return sessions().stream().mapToLong(UploadSession::bytes).sum();
  }
}
