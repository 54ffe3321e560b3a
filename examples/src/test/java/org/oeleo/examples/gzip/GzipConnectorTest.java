package org.oeleo.examples.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Providers;
import org.oeleo.Report;
import org.oeleo.Worker;
import org.oeleo.event.Outcome;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;

/** What is the connector's own, and what a worker makes of it. */
class GzipConnectorTest {
  @TempDir
  Path folder;

  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
  }

  private Connector open() throws IOException {
    return new GzipConnectorProvider().open("gzip://" + root, Settings.of(Map.of()));
  }

  private Report run() throws Exception {
    Settings settings = Settings.of(Map.of(
        "OELEO_BASE_DIR_FROM", folder.resolve("from").toString(),
        "OELEO_BASE_DIR_TO", "gzip://" + root,
        "OELEO_EXTERNAL_GZIP_LEVEL", "9",
        "OELEO_SETTLE", "0s",
        "OELEO_INCLUDE_SUBDIRS", "true",
        "OELEO_EXTERNAL_SUBDIRS", "true",
        "OELEO_DB_NAME", folder.resolve("ledger.db").toString()));
    return Worker.from(settings, Providers.onClassPath()).run();
  }

  @Test
  void a_worker_sends_files_compressed_and_none_twice() throws Exception {
    String text = "0.1;0.2\n".repeat(10_000);
    Files.createDirectories(folder.resolve("from/cell 1"));
    Files.writeString(folder.resolve("from/cell 1/målt.csv"), text);

    Report first = run();
    Report second = run();

    assertThat(first.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(second.totals().of(Outcome.COPIED)).isZero();
    assertThat(second.totals().of(Outcome.UNCHANGED)).isEqualTo(1);
    Path kept = root.resolve("cell 1/målt.csv.gz");
    assertThat(Files.size(kept)).isLessThan(1_000);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(kept))) {
      assertThat(in.readAllBytes()).asString().isEqualTo(text);
    }
  }

  @Test
  void what_is_no_gzip_file_is_left_out_and_told() throws Exception {
    Files.writeString(root.resolve("plain.txt"), "plain");
    Files.createSymbolicLink(root.resolve("link.gz"), folder);
    List<String> told = new ArrayList<>();

    try (Connector connector = open()) {
      connector.list(ListRequest.everything(), new EntrySink() {
        @Override
        public void file(FileEntry entry) {
          throw new AssertionError(entry);
        }

        @Override
        public void leftOut(String name, String reason) {
          told.add(name + ": " + reason);
        }
      });
    }

    assertThat(told)
        .containsExactlyInAnyOrder("plain.txt: not a .gz file", "link.gz: symbolic link");
  }

  @Test
  void a_linked_folder_does_not_lead_out_of_the_root() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createSymbolicLink(root.resolve("out"), elsewhere);

    try (Connector connector = open()) {
      assertThatThrownBy(() -> connector.read(RelativePath.of("out/a.txt"), 0).close())
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ACCESS_DENIED));
    }
  }
}
