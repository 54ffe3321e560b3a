package org.oeleo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.Worker;
import org.oeleo.event.Outcome;
import org.oeleo.settings.Settings;
import org.oeleo.sharepoint.service.App;
import org.oeleo.sharepoint.service.GraphService;
import org.oeleo.sharepoint.service.Library;
import org.oeleo.sharepoint.service.Right;
import org.oeleo.sharepoint.service.Site;

/** The program against the service that plays Microsoft Graph. */
class ToSharePointTest {
  private static final GraphService SERVICE = GraphService.start();
  private static final App APP = SERVICE.entra().addApp().selectedSitesOnly();
  private static final Site SITE = SERVICE.addSite("/sites/Lab");

  @TempDir
  Path folder;

  private Library library = SITE.library(Site.DOCUMENTS);

  @BeforeAll
  static void grantTheSite() {
    SITE.allow(APP, Right.WRITE);
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @BeforeEach
  void makeFiles() throws IOException {
    library = SITE.addLibrary("Data of " + folder.getFileName());
    // A first run makes the last folder only.
    library.folder("cycler");
    write("cell 7/cycle #1.csv", "1;2;3");
    write("cell 8/cycle #1.csv", "4;5;6");
    write("notes.txt", "not to be sent");
    // In slices.
    write("cell 8/long.res", "0123456789abcdef".repeat(300_000));
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve("raw").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    // Still for long enough.
    Files.setLastModifiedTime(
        file, java.nio.file.attribute.FileTime.from(Instant.now().minus(Duration.ofHours(1))));
  }

  /** What {@code sharepoint.env} has, and where the service is. */
  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("OELEO_SHAREPOINT_URL", SITE.url());
    settings.put("OELEO_SHAREPOINT_DOC_LIBRARY", library.name());
    settings.put("OELEO_TENANT_ID", APP.tenantId());
    settings.put("OELEO_CLIENT_ID", APP.clientId());
    settings.put(
        "OELEO_CLIENT_CERTIFICATE_PATH",
        APP.addCertificate(Duration.ofDays(365)).toString());
    settings.put("OELEO_AUTHORITY_HOST", SERVICE.authorityUrl());
    settings.put("OELEO_GRAPH_HOST", SERVICE.graphUrl());
    settings.put("OELEO_CA_BUNDLE", SERVICE.caBundle().toString());
    return settings;
  }

  private Worker worker(Map<String, String> settings) throws Exception {
    return ToSharePoint.worker(
        folder.resolve("raw"),
        "cycler/raw",
        folder.resolve("to_sharepoint.db"),
        Settings.of(settings));
  }

  @Test
  void files_arrive_with_their_folders_and_are_sent_once() throws Exception {
    Worker worker = worker(settings());

    Report report = worker.run();

    assertThat(report.ending()).as(report.toString()).isEqualTo(Ending.COMPLETE);
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(3);
    assertThat(text("cycler/raw/cell 7/cycle #1.csv")).isEqualTo("1;2;3");
    assertThat(text("cycler/raw/cell 8/cycle #1.csv")).isEqualTo("4;5;6");
    assertThat(library.read("cycler/raw/cell 8/long.res"))
        .isEqualTo(Files.readAllBytes(folder.resolve("raw/cell 8/long.res")));
    assertThat(library.exists("cycler/raw/notes.txt")).isFalse();
    assertThat(worker.run().totals().of(Outcome.COPIED)).isZero();
    assertThat(worker.check().totals().of(Outcome.IN_SYNC)).isEqualTo(3);
  }

  @Test
  void the_site_can_be_named_apart_as_the_original_has_it() throws Exception {
    Map<String, String> settings = settings();
    settings.put("OELEO_SHAREPOINT_URL", SITE.url().replace("/sites/Lab", ""));
    settings.put("OELEO_SHAREPOINT_SITENAME", "Lab");

    Report report = worker(settings).run();

    assertThat(report.ending()).as(report.toString()).isEqualTo(Ending.COMPLETE);
    assertThat(text("cycler/raw/cell 7/cycle #1.csv")).isEqualTo("1;2;3");
  }

  @Test
  void a_workbook_that_sharepoint_alters_counts_as_sent_and_is_not_sent_again() throws Exception {
    library.rewritesFiles();
    write("cell 7/summary.xlsx", "sheet");
    Worker worker = worker(settings());

    Report first = worker.run();
    Report second = worker.run();

    assertThat(first.ending()).as(first.toString()).isEqualTo(Ending.COMPLETE);
    assertThat(text("cycler/raw/cell 7/summary.xlsx")).isNotEqualTo("sheet");
    assertThat(second.totals().of(Outcome.UNCHANGED)).isEqualTo(4);
    assertThat(worker.check().totals().of(Outcome.IN_SYNC)).isEqualTo(4);
  }

  @Test
  void a_certificate_that_nobody_uploaded_gets_nowhere() throws Exception {
    Map<String, String> settings = settings();
    settings.put("OELEO_CLIENT_CERTIFICATE_PATH", APP.strangeCertificate().toString());

    Report report = worker(settings).run();

    assertThat(report.ending()).isEqualTo(Ending.IDENTITY);
    assertThat(report.message()).contains("AADSTS700027");
    assertThat(library.folders()).containsExactly("cycler");
  }

  private String text(String path) {
    return new String(library.read(path), StandardCharsets.UTF_8);
  }
}
