package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that leave the source, as a person sees it. */
class DisposalTest extends WithWorker {
  @BeforeEach
  void make_old_files() throws IOException {
    put("20240101/a.csv");
    put("20240102/b.csv");
    put("c.csv");
  }

  private void put(String name) throws IOException {
    Path path = from.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, name);
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
  }

  @Test
  void a_run_says_what_it_has_removed_and_the_next_has_nothing_to_do() {
    assertThat(command.oeleo("run", "-s", "OELEO_DISPOSAL=delete")).isZero();
    assertThat(command.out())
        .contains("Copied      1 file", "Removed     1 file from the source, as they are safe");
    assertThat(from.resolve("c.csv")).doesNotExist();
    assertThat(command.oeleo("run", "-s", "OELEO_DISPOSAL=delete")).isZero();
    assertThat(command.out()).contains("Nothing to do");
    assertThat(command.oeleo("check")).isZero();
  }

  @Test
  void an_archive_is_named() {
    assertThat(command.oeleo(
            "run", "-v", "-s", "OELEO_DISPOSAL=archive", "-s", "OELEO_ARCHIVE_DIR=old/%Y"))
        .isZero();
    assertThat(command.out()).contains("archived    c.csv: now " + from.resolve("old"));
  }

  @Test
  void folders_of_days_go_as_a_whole() {
    assertThat(command.oeleo(
            "run",
            "-s",
            "OELEO_DISPOSAL=delete",
            "-s",
            "OELEO_DATED=%Y%m%d",
            "-s",
            "OELEO_DATED_UNIT=folder"))
        .isZero();
    assertThat(from)
        .isDirectoryContaining("glob:**/c.csv")
        .isDirectoryNotContaining("glob:**/2024*");
    assertThat(to.resolve("20240101/a.csv")).hasContent("20240101/a.csv");
  }

  @Test
  void what_stays_is_named_with_the_reason() {
    assertThat(command.oeleo("ledger", "mark")).isZero();
    assertThat(command.oeleo("run", "-s", "OELEO_DISPOSAL=delete")).isZero();
    assertThat(command.out())
        .contains("Retained    1 file at the source", "c.csv: counts as copied", "--update-db");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OELEO_VERIFY=size            | OELEO_DISPOSAL does not go with OELEO_VERIFY=size",
        "OELEO_FSYNC=no               | OELEO_DISPOSAL does not go with OELEO_FSYNC=no",
        "OELEO_EXTERNAL_FSYNC=no      | OELEO_DISPOSAL does not go with OELEO_FSYNC=no",
        "OELEO_INCLUDE_SUBDIRS=yes    | OELEO_DISPOSAL needs OELEO_EXTERNAL_SUBDIRS=true",
        "OELEO_MODE=sync              | OELEO_DISPOSAL is for OELEO_MODE=push or pull",
        "OELEO_FORGET_VANISHED=yes    | OELEO_DISPOSAL does not go with OELEO_FORGET_VANISHED",
        "OELEO_ARCHIVE_DIR=x          | OELEO_ARCHIVE_DIR is of no use without",
        "OELEO_DATED=%Y               | OELEO_DATED must be a pattern",
        "OELEO_DATED_ZONE=UTC         | OELEO_DATED_ZONE is of no use without OELEO_DATED",
        "OELEO_ARCHIVE_DIR=../x       | OELEO_ARCHIVE_DIR must be a folder below",
        "OELEO_DISPOSAL=shred         | OELEO_DISPOSAL must be",
      })
  void what_does_not_go_together_is_refused(String setting, String message) {
    assertThat(command.oeleo("run", "-s", "OELEO_DISPOSAL=delete", "-s", setting))
        .isEqualTo(3);
    assertThat(command.err()).contains(message);
    assertThat(from.resolve("c.csv")).exists();
  }

  @Test
  void neither_the_log_nor_the_settings_are_emptied_out_with_the_rest() throws IOException {
    assertThat(command.oeleo("run", "-s", "OELEO_DISPOSAL=delete", "-s", "OELEO_LOG_DIR=" + from))
        .isEqualTo(3);
    assertThat(command.err()).contains("OELEO_LOG_DIR is inside", "which OELEO_DISPOSAL empties");

    Path settings = Files.copy(folder.resolve(".env"), from.resolve("lab.env"));
    assertThat(command.oeleo("run", settings.toString(), "-s", "OELEO_DISPOSAL=delete"))
        .isEqualTo(3);
    assertThat(command.err()).contains("would take away", "lab.env itself");
    assertThat(settings).exists();
    assertThat(command.oeleo(
            "run",
            settings.toString(),
            "-s",
            "OELEO_DISPOSAL=delete",
            "-s",
            "OELEO_FILTER_EXTENSION=.csv"))
        .isZero();
    assertThat(settings).exists();
    assertThat(from.resolve("c.csv")).doesNotExist();
  }

  @Test
  void folders_that_go_as_a_whole_are_looked_into() {
    assertThat(command.oeleo(
            "run",
            "-s",
            "OELEO_DATED=%Y%m%d",
            "-s",
            "OELEO_DATED_UNIT=folder",
            "-s",
            "OELEO_INCLUDE_SUBDIRS=no"))
        .isEqualTo(3);
    assertThat(command.err()).contains("OELEO_INCLUDE_SUBDIRS is false, but with");
  }
}
