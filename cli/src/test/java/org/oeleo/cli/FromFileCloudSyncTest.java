package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.cli.faults.Program;
import org.oeleo.testkit.server.WithCeph;
import software.amazon.awssdk.core.sync.RequestBody;

/** What filecloudsync does, done with the command, against a real object store. */
class FromFileCloudSyncTest {
  @RegisterExtension
  static final WithCeph STORE = new WithCeph();

  @TempDir
  Path place;

  private BucketDestination bucket;
  private Path work;
  private Path home;
  private Path local;
  private Program oeleo;

  @BeforeEach
  void make_both_sides() throws IOException {
    bucket = BucketDestination.in(STORE.store(), "b-" + UUID.randomUUID());
    work = Files.createDirectory(place.resolve("work"));
    home = Files.createDirectory(place.resolve("home"));
    local = Files.createDirectory(place.resolve("local"));
    job();
    oeleo = new Program(work).java("-Duser.home=" + home);
    for (String name : List.of("S3_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_PROFILE")) {
      assertThat(System.getenv(name)).as(name).isNull();
    }
  }

  @AfterEach
  void close() {
    bucket.client().close();
  }

  private void job(String... more) throws IOException {
    List<String> lines = new ArrayList<>(List.of(
        "OELEO_BASE_DIR_FROM=" + local,
        "OELEO_BASE_DIR_TO=s3://" + bucket.bucket(),
        "OELEO_DB_NAME=job.db",
        "OELEO_SETTLE=0s"));
    lines.addAll(List.of(more));
    Files.write(work.resolve("job.env"), lines);
  }

  private void withKeysInTheEnvironment() {
    oeleo
        .environment("S3_ACCESS_KEY", STORE.store().accessKey())
        .environment("S3_SECRET_KEY", STORE.store().secretKey())
        .environment("S3_ENDPOINT", STORE.store().endpoint());
  }

  private Program.Ended run(int code, String... words) throws Exception {
    Program.Ended ended = oeleo.run(words);
    assertThat(ended.code()).as(ended.out() + "\n" + ended.err()).isEqualTo(code);
    return ended;
  }

  private void put(String key, String text) {
    bucket
        .client()
        .putObject(r -> r.bucket(bucket.bucket()).key(key), RequestBody.fromString(text));
  }

  private String object(String key) throws IOException {
    try (var in = bucket.open(key)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void its_variables_reach_the_store_and_a_pass_goes_both_ways() throws Exception {
    withKeysInTheEnvironment();
    put("config.yml", "1");
    Files.writeString(local.resolve("test.txt"), "Hello World!");

    Program.Ended first = run(0, "sync", "job.env", "--json");

    assertThat(local.resolve("config.yml")).hasContent("1");
    assertThat(object("test.txt")).isEqualTo("Hello World!");
    assertThat(first.out())
        .contains(
            "{\"operation\":\"added\",\"side\":\"external\"}",
            "{\"operation\":\"added\",\"side\":\"local\"}");
    assertThat(first.out() + first.err()).doesNotContain(STORE.store().secretKey());

    Files.delete(local.resolve("test.txt"));
    put("config.yml", "changed");
    Program.Ended second = run(0, "sync", "job.env", "--json");

    assertThat(bucket.names()).containsExactly("config.yml");
    assertThat(local.resolve("config.yml")).hasContent("changed");
    assertThat(second.out())
        .contains(
            "{\"operation\":\"deleted\",\"side\":\"local\"}",
            "{\"operation\":\"modified\",\"side\":\"external\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"work", "home"})
  void its_file_of_keys_is_read_where_it_was(String folder) throws Exception {
    Path keys = place.resolve(folder).resolve(".s3conf.yml");
    Files.writeString(
        keys,
        "aws_access_key_id: " + STORE.store().accessKey() + "\naws_secret_access_key: "
            + STORE.store().secretKey() + "\nendpoint_url: " + STORE.store().endpoint() + "\n");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    put("a", "1");

    run(0, "sync", "job.env");

    assertThat(local.resolve("a")).hasContent("1");
  }

  @Test
  void a_bucket_that_is_only_read_is_not_written() throws Exception {
    withKeysInTheEnvironment();
    put("a", "1");
    Files.writeString(local.resolve("b"), "2");

    run(0, "sync", "job.env", "--read-only", "external");

    assertThat(local.resolve("a")).hasContent("1");
    assertThat(bucket.names()).containsExactly("a");
  }

  @Test
  void only_some_files_are_kept_alike() throws Exception {
    withKeysInTheEnvironment();
    job("OELEO_INCLUDE=/config.yml;/data/data.csv");
    put("config.yml", "1");
    put("other", "2");
    Files.createDirectory(local.resolve("data"));
    Files.writeString(local.resolve("data/data.csv"), "3");

    run(0, "sync", "job.env");

    assertThat(local.resolve("config.yml")).hasContent("1");
    assertThat(local.resolve("other")).doesNotExist();
    assertThat(bucket.names()).containsExactly("config.yml", "data/data.csv", "other");
  }

  @Test
  void it_goes_on_by_itself_at_each_interval() throws Exception {
    withKeysInTheEnvironment();
    job("OELEO_INTERVAL=100ms");
    Files.writeString(local.resolve("a"), "1");

    Program.Ended ended = run(0, "sync", "job.env", "--max-runs", "3");

    assertThat(bucket.names()).containsExactly("a");
    assertThat(ended.out().lines().filter(line -> line.startsWith("Nothing to do")))
        .hasSize(2);
  }
}
