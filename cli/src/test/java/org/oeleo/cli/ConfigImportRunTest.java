package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.cli.faults.Program;
import org.oeleo.testkit.server.WithSshd;

/**
 * What files-sync-link was configured with, imported and run as it is by the command, a process of
 * its own, against a real OpenSSH server.
 */
class ConfigImportRunTest {
  /** Two of them are a quota of 1 MB. */
  private static final int LARGE = 1 << 19;

  @RegisterExtension
  static final WithSshd SERVER = new WithSshd();

  @TempDir
  Path folder;

  private Path instrument;
  private Path incoming;
  private Path archive;
  private Path prod;
  private Path test;
  private Program oeleo;

  @BeforeEach
  void make_the_files_and_folders_that_were_there() throws IOException {
    instrument = made("instrument");
    incoming = made("incoming");
    archive = made("archive");
    prod = made("prod");
    test = made("test");
    made("home/.ssh");
    oeleo = new Program(folder).java("-Duser.home=" + folder.resolve("home"));
    for (String name : List.of("a.csv", "b.csv", "c d.csv", "e.csv")) {
      put(name, LARGE);
    }
    put("notes.txt", 10);
    made("etc");
    write("etc/fetcher.yml", fetcher());
    write("etc/copier.yml", copier(1));
  }

  private Path made(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void put(String name, int size) throws IOException {
    Path file = instrument.resolve(name);
    Files.writeString(file, (name + ";1\n").repeat(size).substring(0, size));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
  }

  private String fetcher() {
    return """
        sftp_batch_size: 10
        sftp_timeout: 30
        scheduler:
          sftp_check_timeout: 1
          sftp_jobs: 4
        concurrency_limit:
          limit: 5
        sftp_sources:
          cycler:
            source: %s/
            username: %s
            host: 127.0.0.1
            port: %d
            password:
            ssh_key: [%s]
            passphrase: ''
            files: "*.csv"
            local_incoming: incoming/
            local_archive: archive/
            check_free_space: /:1
            priority: 1
        """.formatted(
            instrument,
            SERVER.server().user(),
            SERVER.server().port(),
            SERVER.server().clientKey());
  }

  private String copier(int quota) {
    return """
        scheduler:
          file_check_timeout: 1
        concurrency_limit:
          limit: 300
        file_sources:
          labs:
            incoming: incoming/
            copy_to:
              prod:
                dir: prod/
                quota: %d
              test:
                dir: %s/
                quota: 1000
            files_pattern: "*.csv"
            delete_incoming_file: True
        """.formatted(quota, test);
  }

  private Program.Ended run(int code, String... words) throws Exception {
    Program.Ended ended = oeleo.run(words);
    assertThat(ended.code())
        .as(String.join(" ", words) + "\n" + ended.out() + "\n" + ended.err())
        .isEqualTo(code);
    return ended;
  }

  private void importBoth() throws Exception {
    run(0, "config", "import", "etc/fetcher.yml");
    run(0, "config", "import", "etc/copier.yml");
    String shown = run(6, "pin", "cycler.env").out();
    var fingerprint = Pattern.compile("SHA256:[^ ,]+").matcher(shown);
    assertThat(fingerprint.find()).as(shown).isTrue();
    run(0, "pin", "cycler.env", "--accept", fingerprint.group());
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void sameAsAtTheInstrument(Path copies) throws IOException {
    for (String name : names(copies)) {
      assertThat(copies.resolve(name)).hasSameBinaryContentAs(instrument.resolve(name));
    }
  }

  @Test
  void the_fetcher_fetches_into_incoming_and_the_archive_once() throws Exception {
    importBoth();

    run(0, "run", "cycler.env", "--stop-on-loop", "1", "-vvv");

    assertThat(names(incoming)).containsExactly("a.csv", "b.csv", "c d.csv", "e.csv");
    assertThat(names(archive)).isEqualTo(names(incoming));
    sameAsAtTheInstrument(incoming);
    sameAsAtTheInstrument(archive);
    assertThat(names(instrument)).hasSize(5);
    assertThat(run(0, "run", "cycler.env", "--stop-on-loop", "2").out())
        .contains("Nothing to do: 4 files unchanged")
        .doesNotContain("Copied");
  }

  @Test
  void the_copier_waits_where_a_quota_is_full_and_loses_nothing() throws Exception {
    importBoth();
    run(0, "run", "cycler.env", "--once");

    run(1, "run", "labs.env", "--stop-on-loop", "1", "-vvv");

    assertThat(names(prod)).hasSize(2);
    assertThat(names(test)).hasSize(4);
    List<String> waiting =
        names(archive).stream().filter(name -> !has(prod, name)).toList();
    assertThat(names(incoming)).isEqualTo(waiting);

    // More often than it takes to set a file aside that is to blame itself.
    Program.Ended full = run(5, "run", "labs.env", "--stop-on-loop", "6");
    assertThat(full.err()).contains("labs.env (prod): destination: it is full", "OELEO_QUOTA");
    assertThat(full.err()).doesNotContain("labs.env (test)");
    assertThat(names(incoming)).isEqualTo(waiting);

    Path env = folder.resolve("labs.env");
    Files.writeString(
        env, Files.readString(env).replace("OELEO_PROD_QUOTA=1M", "OELEO_PROD_QUOTA=100M"));
    run(0, "run", "labs.env", "--once");

    assertThat(names(incoming)).isEmpty();
    assertThat(names(prod)).hasSize(4);
    sameAsAtTheInstrument(prod);
    sameAsAtTheInstrument(test);
  }

  private static boolean has(Path copies, String name) {
    return Files.exists(copies.resolve(name));
  }

  @Test
  void what_the_copier_has_taken_away_is_not_fetched_again_and_what_is_new_is() throws Exception {
    write("etc/copier.yml", copier(100));
    importBoth();
    run(0, "run", "cycler.env", "--once");
    run(0, "run", "labs.env", "--once");
    assertThat(names(incoming)).isEmpty();

    run(0, "run", "cycler.env", "labs.env", "--once");
    assertThat(names(incoming)).isEmpty();
    put("f.csv", LARGE);
    run(0, "run", "cycler.env", "--once");
    assertThat(names(incoming)).containsExactly("f.csv");
    run(0, "run", "labs.env", "--once");

    assertThat(names(incoming)).isEmpty();
    for (Path copies : List.of(archive, prod, test)) {
      assertThat(names(copies)).containsExactly("a.csv", "b.csv", "c d.csv", "e.csv", "f.csv");
      sameAsAtTheInstrument(copies);
    }
  }

  @Test
  void both_can_be_one_program_that_goes_on_by_itself() throws Exception {
    write("etc/copier.yml", copier(100));
    importBoth();

    write("incoming/other.txt", "no pattern matches it");

    run(0, "run", "cycler.env", "labs.env", "--stop-on-loop", "8");

    assertThat(names(incoming)).containsExactly("other.txt");
    assertThat(names(prod)).hasSize(4);
    assertThat(names(test)).hasSize(4);
    assertThat(names(archive)).hasSize(4);
  }
}
