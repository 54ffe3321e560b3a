package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.oeleo.LedgerLocation;
import org.oeleo.Providers;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;

/**
 * What dirsend does, row by row of {@code docs/migrating-from-dirsend.md}, and what it must not.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DirsendTest extends WithWorker {
  private final List<String> job = new ArrayList<>();

  @BeforeEach
  void make_it_a_command() throws IOException {
    job.addAll(worker("ledger.db"));
    job.add("OELEO_EXTERNAL=command");
    job.add("OELEO_CHECKER=presence");
    job.add("OELEO_EXCLUDE=.*");
    job.add("OELEO_FORGET_VANISHED=true");
    command("cp -R \"{}\" {to}/");
  }

  private void command(String line) throws IOException {
    with("OELEO_COMMAND='" + line + "'");
  }

  private void with(String... lines) throws IOException {
    List<String> all = new ArrayList<>(job);
    all.addAll(List.of(lines));
    Files.write(folder.resolve(".env"), all);
  }

  /** For what needs a shell: it gets the file as an argument. */
  private Path script(String text) throws IOException {
    Path script = folder.resolve("script.sh");
    Files.writeString(script, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  private Stream<String> given() throws IOException {
    return Files.readAllLines(to.resolve("given")).stream();
  }

  @Test
  void each_file_is_given_to_the_command_once_whatever_becomes_of_it() throws IOException {
    file("a.csv", "1");
    file(".hidden", "1");
    assertThat(command.oeleo("run")).isZero();
    assertThat(command.out()).contains("Copied      1 file", "not at all, accepted");
    assertThat(names(to)).containsExactly("a.csv");

    Files.delete(to.resolve("a.csv"));
    file("a.csv", "changed");
    assertThat(command.oeleo("run")).isZero();

    assertThat(names(to)).isEmpty();
  }

  @Test
  void a_folder_is_given_as_it_is_and_once_where_that_is_asked_for() throws IOException {
    with("OELEO_COMMAND='cp -R {} {to}/'", "OELEO_WHOLE_FOLDERS=true");
    file("a.csv", "1");
    Files.createDirectories(from.resolve("run 7/below"));
    Files.writeString(from.resolve("run 7/below/b.csv"), "2");
    Files.createDirectory(from.resolve(".hidden"));
    Files.createSymbolicLink(from.resolve("link"), from.resolve("run 7"));

    assertThat(command.oeleo("run")).isZero();
    assertThat(command.out()).contains("Copied      2 files").contains("Left out    1");
    assertThat(to.resolve("run 7/below/b.csv")).hasContent("2");
    assertThat(to.resolve("a.csv")).hasContent("1");
    assertThat(names(to)).hasSize(2);

    Files.writeString(from.resolve("run 7/new.csv"), "3");
    assertThat(command.oeleo("run")).isZero();
    assertThat(to.resolve("run 7/new.csv")).doesNotExist();
    assertThat(command.oeleo("ledger", "forget", "run 7")).isZero();
    assertThat(command.oeleo("run")).isZero();
    assertThat(to.resolve("run 7/run 7")).as("cp -R into what is there").doesNotExist();
  }

  @Test
  void a_changed_folder_is_given_again_by_its_time() throws IOException {
    with(
        "OELEO_COMMAND='" + script("echo \"$1\" >> " + to.resolve("given")) + " {}'",
        "OELEO_WHOLE_FOLDERS=true",
        "OELEO_CHECKER=size-and-time");
    Files.createDirectory(from.resolve("run"));
    command.oeleo("run");
    Files.writeString(from.resolve("run/new.csv"), "1");
    Files.setLastModifiedTime(
        from.resolve("run"), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    command.oeleo("run");
    command.oeleo("run");
    assertThat(given()).hasSize(2).allMatch(path -> path.endsWith("from/run"));
  }

  @Test
  void a_folder_that_nobody_looks_into_goes_nowhere_but_to_a_command() throws IOException {
    Files.createDirectory(from.resolve("run"));
    assertThat(command.oeleo("run", "-s", "OELEO_EXTERNAL=local", "-s", "OELEO_WHOLE_FOLDERS=true"))
        .isEqualTo(3);
    assertThat(command.err()).contains("OELEO_WHOLE_FOLDERS is for OELEO_EXTERNAL=command");
    assertThat(names(to)).isEmpty();
  }

  @Test
  void without_presence_a_changed_file_is_given_again() throws IOException {
    file("a.csv", "1");
    command.oeleo("run");
    file("a.csv", "changed");

    command.oeleo("run", "-s", "OELEO_CHECKER=checksum");

    assertThat(to.resolve("a.csv")).hasContent("changed");
  }

  @Test
  void marking_listing_and_forgetting_are_verbs_of_the_ledger() throws IOException {
    file("a.csv", "1");
    file("b.csv", "1");
    assertThat(command.oeleo("ledger", "mark")).isZero();
    assertThat(command.oeleo("run")).isZero();
    assertThat(names(to)).isEmpty();
    assertThat(command.oeleo("ledger", "ls")).isZero();
    assertThat(command.lines()).hasSize(2).allMatch(line -> line.startsWith("marked"));

    assertThat(command.oeleo("ledger", "forget", "unknown.csv")).isEqualTo(1);
    assertThat(command.oeleo("ledger", "forget", "b.csv")).isZero();
    command.oeleo("run");

    assertThat(names(to)).containsExactly("b.csv");
  }

  @Test
  void two_sources_with_ledgers_of_their_own_do_not_forget_each_others_files() throws IOException {
    file("a.csv", "1");
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("b.csv"), "1");
    String[] second = {
      "run", "-s", "OELEO_BASE_DIR_FROM=" + other, "-s", "OELEO_DB_NAME=" + folder + "/second.db"
    };
    command.oeleo("run");
    command.oeleo(second);
    command.oeleo("run");

    assertThat(command.out()).contains("Nothing to do");
    assertThat(command.oeleo(second)).isZero();
    assertThat(command.out()).contains("Nothing to do");
  }

  @Test
  void a_file_that_is_gone_is_forgotten() throws IOException {
    file("a.csv", "1");
    file("b.csv", "1");
    file("c.csv", "1");
    command.oeleo("run");
    Files.delete(from.resolve("a.csv"));

    command.oeleo("run");

    command.oeleo("ledger", "ls");
    assertThat(command.lines()).hasSize(2).noneMatch(line -> line.contains("a.csv"));
  }

  @Test
  void what_is_missing_is_named_at_once() throws IOException {
    Files.write(
        folder.resolve(".env"), List.of("OELEO_EXTERNAL=command", "OELEO_BASE_DIR_TO=" + to));

    assertThat(command.oeleo("run")).isEqualTo(3);

    assertThat(command.err())
        .contains("OELEO_BASE_DIR_FROM", "OELEO_EXTERNAL_COMMAND", "OELEO_DB_NAME");
  }

  @Test
  void a_command_that_cannot_be_read_is_told_with_its_variable() throws IOException {
    command("cp {} {where}/");

    assertThat(command.oeleo("run")).isEqualTo(3);

    assertThat(command.err()).contains("OELEO_COMMAND", "{where}", "{} {path} {name} {dir} {to}");
  }

  @Test
  void folders_are_no_entries_but_the_files_in_them_are_if_asked_for() throws IOException {
    Files.createDirectory(from.resolve("sub"));
    file("sub/a.csv", "1");
    command(script("mkdir -p \"$3\" && cp \"$1\" \"$2\"") + " {} {to}/{path} {to}/{dir}");
    command.oeleo("run");
    assertThat(names(to)).isEmpty();

    String[] deep = {"run", "-s", "OELEO_INCLUDE_SUBDIRS=true", "-s", "OELEO_EXTERNAL_SUBDIRS=true"
    };
    assertThat(command.oeleo(deep)).isZero();

    assertThat(to.resolve("sub/a.csv")).hasContent("1");
  }

  @Test
  void a_missing_program_is_one_message_for_all_files() throws IOException {
    file("a.csv", "1");
    file("b.csv", "1");
    command("no-such-program {}");

    assertThat(command.oeleo("run")).isEqualTo(5);

    assertThat(command.err()).containsOnlyOnce("no-such-program");
  }

  @Test
  void doctor_looks_for_the_program_and_does_not_run_it() throws IOException {
    file("a.csv", "1");
    command(script("echo \"$1\" >> " + to + "/given") + " {}");

    assertThat(command.oeleo("doctor")).isZero();
    assertThat(command.out()).contains("only takes files");
    assertThat(names(to)).isEmpty();
  }

  @Test
  void comparing_is_refused_before_anything_is_done() throws IOException {
    file("a.csv", "1");

    assertThat(command.oeleo("check")).isEqualTo(3);
    assertThat(command.oeleo("run", "-s", "OELEO_VERIFY=reread")).isEqualTo(3);
    assertThat(names(to)).isEmpty();
  }

  /** D1: a shell, and str.format on the command. */
  @Test
  void d1_a_name_is_one_argument_and_never_a_program_or_a_placeholder() throws IOException {
    List<String> hostile = List.of(
        "$(touch pwned).csv", "`touch pwned`", "a;touch pwned", "a\" 'b", "-rf", "{}{x}", "a\nb");
    for (String name : hostile) {
      file(name, name);
    }

    assertThat(command.oeleo("run")).isZero();

    assertThat(names(to)).containsExactlyInAnyOrderElementsOf(hostile);
    assertThat(folder.resolve("pwned")).doesNotExist();
    assertThat(Path.of("pwned")).doesNotExist();
    command("awk {{print $1}} {} {}");
    assertThat(command.oeleo("config", "show")).isZero();
  }

  /** D2: the lock file was removed, so that two could have it. */
  @Test
  void d2_a_second_run_ends_with_75_and_the_lock_file_stays() throws Exception {
    file("a.csv", "1");
    Path lock = folder.resolve("ledger.db.lock");
    LedgerLocation ledger = new LedgerLocation(
        Providers.onClassPath().bookkeeper("sqlite", "test"),
        folder.resolve("ledger.db").toString(),
        Settings.of(Map.of()));
    try (Bookkeeper held = ledger.open(Access.RUN)) {
      assertThat(held.id()).isNotEmpty();
      assertThat(command.oeleo("run")).isEqualTo(75);
    }

    assertThat(names(to)).isEmpty();
    Object before = Files.readAttributes(lock, "unix:ino").get("ino");
    assertThat(command.oeleo("run")).isZero();
    assertThat(Files.readAttributes(lock, "unix:ino").get("ino")).isEqualTo(before);
  }

  /** D3: one bad file blocked all that came after it, for ever, with exit code 0. */
  @Test
  void d3_one_bad_file_blocks_no_other_and_shows_in_the_exit_code() throws IOException {
    Path script =
        script("echo \"$1\" >> \"$2/given\"; case \"$1\" in */b.csv) echo no luck; exit 4;; esac");
    command(script + " {} {to}");
    for (String name : List.of("a.csv", "b.csv", "c.csv")) {
      file(name, "1");
    }

    assertThat(command.oeleo("run")).isEqualTo(1);

    assertThat(given()).hasSize(3);
    assertThat(command.out() + command.err())
        .contains("b.csv: ", "ended with exit status 4: no luck");
  }

  /** D3: as dirsend does it, but with an exit code, and only until the file is set aside. */
  @Test
  void d3_if_asked_for_the_first_failure_ends_the_run() throws IOException {
    command(script("echo \"$1\" >> \"$2/given\"; exit 4") + " {} {to}");
    for (String name : List.of("a.csv", "b.csv", "c.csv")) {
      file(name, "1");
    }

    assertThat(command.oeleo("run", "-s", "OELEO_ON_ERROR=stop")).isEqualTo(1);

    assertThat(given()).hasSize(1);
    assertThat(command.err()).contains("OELEO_ON_ERROR=stop");
  }

  /** D4: an unmounted source made dirsend forget everything, and send all again on its return. */
  @Test
  void d4_a_source_that_is_empty_or_away_for_a_while_is_not_sent_again() throws IOException {
    command(script("echo \"$1\" >> \"$2/given\"") + " {} {to}");
    file("a.csv", "1");
    file("b.csv", "1");
    command.oeleo("run");
    Path away = folder.resolve("away");

    Files.move(from, away);
    assertThat(command.oeleo("run")).isEqualTo(4);
    Files.createDirectory(from);
    assertThat(command.oeleo("run")).isEqualTo(4);
    assertThat(command.oeleo("run", "-s", "OELEO_EMPTY_SOURCE=accept")).isZero();
    Files.delete(from);
    Files.move(away, from);
    assertThat(command.oeleo("run")).isZero();

    assertThat(given()).hasSize(2);
  }

  /** D5: files were sent while they were being written. */
  @Test
  void d5_a_file_that_is_still_being_written_waits_and_is_given_whole() throws IOException {
    command(script("echo \"$1\" >> \"$2/given\"; [ -e \"$2/once\" ] || { : > \"$2/once\";"
            + " echo more >> \"$1\"; }")
        + " {} {to}");
    file("a.csv", "1");

    // What has changed while the command ran is not taken for sent,
    assertThat(command.oeleo("run")).isZero();
    assertThat(command.out()).contains("Deferred");
    // is given again,
    assertThat(command.oeleo("run")).isZero();
    assertThat(given()).hasSize(2);
    // and what is young is not given at all.
    file("b.csv", "1");
    assertThat(command.oeleo("run", "-s", "OELEO_MIN_AGE=1h")).isZero();
    assertThat(given()).hasSize(2);
  }
}
