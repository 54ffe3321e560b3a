package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.oeleo.settings.Source;

/** Taking over what files-sync-link was configured with. */
class ConfigImportTest {
  private static final String FETCHER = """
      ---
      sftp_batch_size: 10
      sftp_timeout: 30

      scheduler:
        sftp_check_timeout: 60
        sftp_jobs: 4

      concurrency_limit:
        limit: 5

      sftp_sources:
        lab_one:                       # the first instrument
          source: '/data/out/'
          username: lab
          host: sftp.example.org
          password: "it's #1 of ${HOME} \\"x\\""
          ssh_key:
            - /home/lab/.ssh/id_rsa
            - /home/lab/.ssh/other
          passphrase: 0123
          port: 2222
          files: "*.csv"
          local_incoming: /srv/incoming/
          local_archive: /srv/archive/
          check_free_space: /srv:5000
          priority: 1
        second:
          source: /data/lab_
          username: lab
          host: 2001:db8::1
          password:
          ssh_key: [/home/lab/.ssh/id_rsa]
          passphrase: ''
          files: '*.*'
          local_incoming: /srv/second
          local_archive:
          check_free_space:
      """;

  private static final String COPIER = """
      scheduler:
        file_check_timeout: 30
      concurrency_limit:
        limit: 300
      file_sources:
        cycler:
          incoming: /srv/incoming/
          copy_to:
            prod:
              dir: /srv/prod/
              quota: 500
            nas-2:
              dir: /mnt/nas
              quota: 20480
          files_pattern: "*.csv"
          delete_incoming_file: True
        keeper:
          incoming: /srv/other/
          copy_to:
            min: {dir: /srv/a/}
            archive: {dir: /srv/b/}
          delete_incoming_file: no
      """;

  @TempDir
  Path folder;

  private Try command;

  @BeforeEach
  void open() {
    command = new Try(folder);
  }

  private int convert(String yaml, String... more) throws IOException {
    Files.writeString(folder.resolve("sync.yml"), yaml);
    return command.oeleo(Stream.concat(Stream.of("config", "import", "sync.yml"), Stream.of(more))
        .toArray(String[]::new));
  }

  private Map<String, String> env(String name) throws Exception {
    return Source.dotenv(folder.resolve(name)).values();
  }

  @Test
  void an_entry_of_the_fetcher_pulls_from_a_server() throws Exception {
    assertThat(convert(FETCHER)).as(command.err()).isZero();

    assertThat(env("lab_one.env"))
        .containsOnly(
            Map.entry("OELEO_MODE", "pull"),
            Map.entry("OELEO_EXTERNAL", "ssh"),
            Map.entry("OELEO_BASE_DIR_FROM", "/data/out"),
            Map.entry("OELEO_INCLUDE", "*.csv"),
            Map.entry("OELEO_EXTERNAL_HOST", "sftp.example.org:2222"),
            Map.entry("OELEO_EXTERNAL_USERNAME", "lab"),
            Map.entry("OELEO_EXTERNAL_KEY_FILENAME", "/home/lab/.ssh/id_rsa"),
            Map.entry(
                "OELEO_EXTERNAL_PASSWORD_FILE",
                folder.resolve("lab_one.password").toString()),
            Map.entry(
                "OELEO_EXTERNAL_KEY_PASSPHRASE_FILE",
                folder.resolve("lab_one.passphrase").toString()),
            Map.entry("OELEO_DESTINATIONS", "incoming,to_archive"),
            Map.entry("OELEO_INCOMING_BASE_DIR_TO", "/srv/incoming/"),
            Map.entry("OELEO_INCOMING_EMPTY_DESTINATION", "accept"),
            Map.entry("OELEO_TO_ARCHIVE_BASE_DIR_TO", "/srv/archive/"),
            Map.entry("OELEO_MIN_FREE", "5000M"),
            Map.entry("OELEO_INTERVAL", "60s"),
            Map.entry("OELEO_PARALLEL", "5"),
            Map.entry("OELEO_DB_NAME", "lab_one.db"));
    assertThat(command.out())
        .contains(
            "wrote " + folder.resolve("lab_one.env"), "wrote " + folder.resolve("second.env"));
  }

  @Test
  void secrets_stand_as_they_are_in_files_of_their_own_and_nowhere_else() throws Exception {
    convert(FETCHER);

    assertThat(folder.resolve("lab_one.password")).hasContent("it's #1 of ${HOME} \"x\"");
    assertThat(folder.resolve("lab_one.passphrase")).hasContent("0123");
    assertThat(command.out() + command.err() + Files.readString(folder.resolve("lab_one.env")))
        .doesNotContain("it's", "0123");
    for (String name : new String[] {"lab_one.env", "lab_one.password", "lab_one.passphrase"}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
          .as(name)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void without_an_archive_there_is_one_destination() throws Exception {
    convert(FETCHER);

    assertThat(env("second.env"))
        .containsEntry("OELEO_BASE_DIR_TO", "/srv/second")
        .containsEntry("OELEO_EMPTY_DESTINATION", "accept")
        .containsEntry("OELEO_BASE_DIR_FROM", "/data")
        .containsEntry("OELEO_INCLUDE", "lab_*.*")
        .containsEntry("OELEO_EXTERNAL_HOST", "2001:db8::1")
        .doesNotContainKeys("OELEO_DESTINATIONS", "OELEO_MIN_FREE", "OELEO_EXTERNAL_PASSWORD_FILE");
  }

  @ParameterizedTest
  @CsvSource({
    "sftp_batch_size, never used",
    "sftp_timeout, OELEO_TIMEOUT",
    "scheduler.sftp_jobs, concurrency_limit",
    "sftp_sources.lab_one.priority, never did anything",
    "sftp_sources.lab_one.passphrase, here it opens the key",
    "sftp_sources.lab_one.ssh_key, the first was used",
    "sftp_sources.lab_one.check_free_space, at each destination",
    "sftp_sources.second.check_free_space, passed over",
    "sftp_sources.second.source, OELEO_INCLUDE",
  })
  void what_becomes_of_a_key_is_told_in_one_line(String key, String what) throws Exception {
    convert(FETCHER);

    assertThat(command.err().lines())
        .filteredOn(line -> line.contains(": " + key + " "))
        .singleElement()
        .asString()
        .contains("sync.yml line ", what);
  }

  @Test
  void an_entry_of_the_copier_has_several_destinations() throws Exception {
    assertThat(convert(COPIER)).as(command.err()).isZero();

    assertThat(env("cycler.env"))
        .containsOnly(
            Map.entry("OELEO_BASE_DIR_FROM", "/srv/incoming/"),
            Map.entry("OELEO_DESTINATIONS", "prod,nas_2"),
            Map.entry("OELEO_PROD_BASE_DIR_TO", "/srv/prod/"),
            Map.entry("OELEO_PROD_QUOTA", "500M"),
            Map.entry("OELEO_NAS_2_BASE_DIR_TO", "/mnt/nas"),
            Map.entry("OELEO_NAS_2_QUOTA", "20480M"),
            Map.entry("OELEO_INCLUDE", "*.csv"),
            Map.entry("OELEO_DISPOSAL", "delete"),
            Map.entry("OELEO_INTERVAL", "30s"),
            Map.entry("OELEO_PARALLEL", "256"),
            Map.entry("OELEO_DB_NAME", "cycler.db"));
    assertThat(command.err()).contains("nas-2, which is called nas_2", "limit is 256 now");
  }

  @Test
  void names_that_variables_begin_with_are_changed_and_every_file_is_no_pattern() throws Exception {
    convert(COPIER);

    assertThat(env("keeper.env"))
        .containsEntry("OELEO_DESTINATIONS", "to_min,to_archive")
        .containsEntry("OELEO_TO_MIN_BASE_DIR_TO", "/srv/a/")
        .doesNotContainKeys("OELEO_DISPOSAL", "OELEO_INCLUDE");
    assertThat(command.err())
        .contains("copy_to has min, which is called to_min here", "files_pattern is *.*");
  }

  @Test
  void nothing_is_replaced_and_nothing_written_beside_it() throws Exception {
    Files.writeString(folder.resolve("second.env"), "mine");

    assertThat(convert(FETCHER)).isEqualTo(1);

    assertThat(command.err()).contains("nothing was written", "second.env");
    assertThat(folder.resolve("second.env")).hasContent("mine");
    assertThat(folder.resolve("lab_one.env")).doesNotExist();
    assertThat(folder.resolve("lab_one.password")).doesNotExist();
  }

  @Test
  void another_folder_is_made_if_need_be_and_nothing_else_is_left_there() throws Exception {
    assertThat(convert(COPIER, "--out", "jobs/lab")).isZero();

    try (Stream<Path> files = Files.list(folder.resolve("jobs").resolve("lab"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("cycler.env", "keeper.env");
    }
  }

  @Test
  void names_of_entries_lead_nowhere_else() throws Exception {
    String entry = "{incoming: /a/, copy_to: {x: {dir: /b/}}}";
    convert("file_sources: {'../../up': " + entry + ", 'a b': " + entry + ", a_b: " + entry + "}");

    assertThat(env("up.env")).containsEntry("OELEO_DB_NAME", "up.db");
    assertThat(env("a_b.env")).isNotEmpty();
    assertThat(env("a_b-2.env")).isNotEmpty();
  }

  @Test
  void every_unknown_key_is_an_error_with_its_place() throws Exception {
    int code = convert(FETCHER.replace("priority:", "prioritty:").replace("sftp_jobs", "jobs"));

    assertThat(code).isEqualTo(3);
    assertThat(command.err())
        .contains("sync.yml line 27: sftp_sources.lab_one.prioritty is no key")
        .contains("sync.yml line 7: scheduler.jobs is no key");
    assertThat(folder.resolve("second.env")).doesNotExist();
  }

  private static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("", "is empty"),
        Arguments.of("# nothing\n", "is empty"),
        Arguments.of("- a\n- b\n", "is a list"),
        Arguments.of("hello", "is a single value"),
        Arguments.of("file_sources:\n\tx: 1\n", "line 2: is no YAML"),
        Arguments.of("a: 'x\n", "is no YAML"),
        Arguments.of("a: \u0007\n", "is no YAML"),
        Arguments.of("x: 1\n", "neither sftp_sources nor file_sources"),
        Arguments.of("file_sources:\n", "file_sources is missing or empty"),
        Arguments.of("file_sources: [a, b]\n", "file_sources is a list"),
        Arguments.of("file_sources: {}\n", "file_sources is missing or empty"),
        Arguments.of("file_sources: {a: }\n", "file_sources.a is empty"),
        Arguments.of("file_sources: {a: 1}\n", "file_sources.a is a single value"),
        Arguments.of("file_sources: {a: {}}\n", "file_sources.a.incoming is missing"),
        Arguments.of("file_sources: {a: {}, a: {}}\n", "a is there twice"),
        Arguments.of("a: &x {}\nb: *x\n", "line 2: has an alias"),
        Arguments.of("a: !!python/object:os.system {}\n", "has a tag"),
        Arguments.of("a: !x y\n", "has a tag"),
        Arguments.of("<<: {a: 1}\nfile_sources: {}\n", "<< is no key"),
        Arguments.of("? [a]\n: 1\n", "a name is no text"),
        Arguments.of("a: 1\n---\nb: 1\n", "a second document"),
        Arguments.of("[".repeat(100_000), "nested too deep"),
        Arguments.of("a: ".repeat(3) + "1", "is no YAML"),
        Arguments.of("concurrency_limit: {limit: many}\n", "limit must be a whole number"),
        Arguments.of("concurrency_limit: {limit: -1}\n", "limit must be a whole number"),
        Arguments.of(copier("delete_incoming_file: maybe"), "must be true or false"),
        Arguments.of(copier("files_pattern: 'a;b'"), "files_pattern holds one of ;"),
        Arguments.of(copier("files_pattern: [a]"), "files_pattern is a list"),
        Arguments.of(copier("files_pattern: \"a\\nb\""), "files_pattern holds a control character"),
        Arguments.of(
            FETCHER.replace("/srv:5000", "/srv"), "check_free_space must be a path, a colon"),
        Arguments.of(FETCHER.replace("'/data/out/'", "'/data/*/'"), "source must be a folder"),
        Arguments.of(
            FETCHER.replace("passphrase: 0123", "passphrase: |\n        0123"),
            "passphrase is blank, or begins or ends"));
  }

  private static String copier(String line) {
    return "file_sources: {a: {incoming: /a/, copy_to: {x: {dir: /b/}}, " + line + "}}\n";
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void what_is_wrong_is_said_and_nothing_written(String yaml, String why) throws Exception {
    assertThat(convert(yaml)).isEqualTo(3);

    assertThat(command.err()).contains(why).doesNotContain("0123").doesNotContain("it's #1");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("sync.yml"));
    }
  }

  @Test
  void a_file_that_is_missing_no_text_or_huge_is_refused() throws Exception {
    assertThat(command.oeleo("config", "import", "none.yml")).isEqualTo(3);
    Files.write(folder.resolve("latin.yml"), "ä".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(command.oeleo("config", "import", "latin.yml")).isEqualTo(3);
    assertThat(command.err()).contains("is not UTF-8");
    Files.write(folder.resolve("huge.yml"), new byte[(1 << 20) + 1]);
    assertThat(command.oeleo("config", "import", "huge.yml")).isEqualTo(3);
    assertThat(command.err()).contains("larger than 1 MiB");
  }
}
