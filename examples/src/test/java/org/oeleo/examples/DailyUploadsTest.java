package org.oeleo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Cancellation;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.Worker;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.filter.Dated;
import org.oeleo.settings.Settings;
import org.oeleo.testkit.server.WithSshd;

/** The program against a real OpenSSH server, as the tests of circadian-scp-upload have it. */
class DailyUploadsTest {
  @RegisterExtension
  static final WithSshd SERVER = new WithSshd();

  @TempDir
  Path folder;

  private Path here;
  private Path there;

  @BeforeEach
  void makeFolders() throws Exception {
    here = Files.createDirectory(folder.resolve("data"));
    there = Files.createDirectory(folder.resolve("server"));
  }

  private static String day(int daysFromNow) {
    return LocalDate.now(ZoneId.systemDefault())
        .plusDays(daysFromNow)
        .format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  private void put(String path) throws IOException {
    Path file = here.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "content of " + path);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
  }

  private static long files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  private Worker worker(Dated days) throws Exception {
    return DailyUploads.worker(here, there.toString(), days, Settings.of(SERVER.settings()));
  }

  @Test
  void folders_of_past_days_go_to_the_server_and_those_of_days_to_come_stay() throws Exception {
    for (int i = 2; i <= 10; i++) {
      put(day(-i) + "/file1.txt");
      put(day(-i) + "/sub/file2.txt");
      put(day(i) + "/file1.txt");
    }

    Report report =
        DailyUploads.upload(worker(DailyUploads.folders("^%Y%m%d$")), new Cancellation());

    assertThat(report.ending()).as(report.toString()).isEqualTo(Ending.COMPLETE);
    assertThat(report.totals().of(Outcome.REMOVED)).isEqualTo(18);
    assertThat(files(there)).isEqualTo(18);
    assertThat(files(here)).isEqualTo(9);
    for (int i = 2; i <= 10; i++) {
      assertThat(here.resolve(day(-i))).doesNotExist();
      assertThat(there.resolve(day(-i) + "/sub/file2.txt"))
          .hasContent("content of " + day(-i) + "/sub/file2.txt");
      assertThat(here.resolve(day(i) + "/file1.txt")).exists();
      assertThat(there.resolve(day(i))).doesNotExist();
    }
  }

  @Test
  void files_of_past_days_go_to_the_server() throws Exception {
    put(day(-2) + ".txt");
    put("run-" + day(-3) + "-a b.txt");
    put(day(0) + ".txt");
    put("notes.txt");

    Report report =
        DailyUploads.upload(worker(DailyUploads.files("^.*%Y%m%d.*$")), new Cancellation());

    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(files(there)).isEqualTo(2);
    assertThat(here.resolve(day(0) + ".txt")).exists();
    assertThat(here.resolve("notes.txt")).exists();
    assertThat(files(here)).isEqualTo(2);
  }

  @Test
  void an_upload_that_was_called_off_goes_on_where_it_was() throws Exception {
    for (int i = 0; i < 20; i++) {
      put(day(-2) + "/file" + i);
    }
    Cancellation cancellation = new Cancellation();
    Worker called = worker(DailyUploads.folders("^%Y%m%d$")).withListener(event -> {
      if (event instanceof Event.FileStarted) {
        cancellation.cancel();
      }
    });
    Report first = DailyUploads.upload(called, cancellation);
    assertThat(first.ending()).isEqualTo(Ending.CANCELLED);
    assertThat(files(here)).isEqualTo(20);

    Report second =
        DailyUploads.upload(worker(DailyUploads.folders("^%Y%m%d$")), new Cancellation());

    assertThat(second.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(first.totals().of(Outcome.COPIED)
            + second.totals().of(Outcome.COPIED)
            + second.totals().of(Outcome.ADOPTED))
        .isEqualTo(20);
    assertThat(here.resolve(day(-2))).doesNotExist();
    assertThat(files(there)).isEqualTo(20);
  }

  @Test
  void the_lines_that_circadian_prints_are_logged() throws Exception {
    String day = LocalDate.now(ZoneId.systemDefault()).minusDays(2).toString();
    for (int i = 1; i <= 5; i++) {
      put(day(-2) + "/file" + i);
    }
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler handler = new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(line.getLevel() + " - " + line.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
    Logger logger = Logger.getLogger(DailyUploads.class.getName());
    logger.addHandler(handler);
    try {
      DailyUploads.upload(worker(DailyUploads.folders("^%Y%m%d$")), new Cancellation());
    } finally {
      logger.removeHandler(handler);
    }

    assertThat(lines)
        .contains(
            "INFO - " + day + ": starting",
            "INFO - " + day + ": 5 files missing in dst",
            "INFO - " + day + ":  20.00 % (1/5) uploaded",
            "INFO - " + day + ": 100.00 % (5/5) uploaded (finished)",
            "INFO - " + day + ": checksums match",
            "INFO - " + day + ": finished removing source",
            "INFO - " + day + ": successful");
  }
}
