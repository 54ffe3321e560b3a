package org.oeleo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.TwoWay;
import org.oeleo.WorkerBuilder;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.filter.Filter;
import org.oeleo.schedule.Monitor;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Side;
import org.oeleo.testkit.server.WithCeph;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The scenarios of filecloudsync's own tests, against a real object store. */
class TwoWayBucketTest {
  @RegisterExtension
  static final WithCeph STORE = new WithCeph();

  @TempDir
  Path folder;

  private final String bucket = "b-" + UUID.randomUUID();
  private Path local = Path.of("");
  private S3Client client = client();

  /** As another program sees the bucket. */
  private static S3Client client() {
    return S3Client.builder()
        .endpointOverride(URI.create(STORE.store().endpoint()))
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .credentialsProvider(StaticCredentialsProvider.create(
            AwsBasicCredentials.create(STORE.store().accessKey(), STORE.store().secretKey())))
        .build();
  }

  @BeforeEach
  void makeBothSides() throws IOException {
    client.createBucket(r -> r.bucket(bucket));
    local = Files.createDirectories(folder.resolve("local"));
  }

  @AfterEach
  void close() {
    client.close();
  }

  private WorkerBuilder worker() throws Exception {
    return TwoWayBucket.worker(
            local, "s3://" + bucket, folder.resolve("ledger.db"), Settings.of(STORE.settings()))
        .settle(Duration.ZERO);
  }

  private Report sync() throws Exception {
    Report report = worker().build().run();
    assertThat(report.ending()).as(report.toString()).isEqualTo(Ending.COMPLETE);
    return report;
  }

  private void put(String key, String text) {
    client.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(text));
  }

  private void write(String path, String text) throws IOException {
    Path file = local.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String object(String key) {
    return client.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
  }

  private List<String> keys() {
    return client.listObjectsV2(r -> r.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  @Test
  void an_empty_folder_is_filled_from_the_bucket() throws Exception {
    put("a.txt", "1");
    put("deep/er/b.txt", "2");
    put("placeholder/", "");

    sync();

    assertThat(local.resolve("a.txt")).hasContent("1");
    assertThat(local.resolve("deep/er/b.txt")).hasContent("2");
  }

  @Test
  void an_empty_bucket_is_filled_from_the_folder_empty_files_included() throws Exception {
    write("a.txt", "1");
    write("deep/er/b.txt", "2");
    write("empty", "");

    sync();

    assertThat(keys()).containsExactlyInAnyOrder("a.txt", "deep/er/b.txt", "empty");
    assertThat(object("deep/er/b.txt")).isEqualTo("2");
  }

  @Test
  void changes_of_each_side_come_to_the_other_round_after_round() throws Exception {
    write("a", "1");
    put("b", "2");
    sync();
    Files.delete(local.resolve("a"));
    put("b", "changed in the bucket");
    write("c", "3");
    sync();
    assertThat(keys()).containsExactlyInAnyOrder("b", "c");
    assertThat(local.resolve("b")).hasContent("changed in the bucket");
    client.deleteObject(r -> r.bucket(bucket).key("c"));
    write("b", "changed in the folder");
    sync();
    assertThat(local.resolve("c")).doesNotExist();
    assertThat(object("b")).isEqualTo("changed in the folder");
    assertThat(sync().totals().of(Outcome.UNCHANGED)).isEqualTo(1);
  }

  @Test
  void a_change_outlives_a_deletion_on_the_other_side() throws Exception {
    write("a", "1");
    write("b", "2");
    write("c", "3");
    sync();
    Files.delete(local.resolve("a"));
    put("a", "newer in the bucket");
    client.deleteObject(r -> r.bucket(bucket).key("b"));
    write("b", "newer in the folder");

    sync();

    assertThat(local.resolve("a")).hasContent("newer in the bucket");
    assertThat(object("a")).isEqualTo("newer in the bucket");
    assertThat(object("b")).isEqualTo("newer in the folder");
  }

  @Test
  void equal_files_of_a_first_contact_are_not_sent() throws Exception {
    write("a", "the same");
    put("a", "the same");

    assertThat(sync().totals().of(Outcome.ADOPTED)).isEqualTo(1);
  }

  @Test
  void only_some_files_can_be_kept_alike() throws Exception {
    write("a", "1");
    write("b", "2");

    worker().filter(Filter.everything().include(List.of("/a"))).build().run();

    assertThat(keys()).containsExactly("a");
  }

  @Test
  void a_bucket_that_is_only_read_stays_as_it_is() throws Exception {
    put("a", "1");
    put("b", "2");
    put("c", "3");
    WorkerBuilder reading = worker().twoWay(TwoWay.standard().sparing(Side.EXTERNAL));
    reading.build().run();
    Files.delete(local.resolve("a"));
    write("b", "edited");
    write("new", "4");

    Report report = reading.build().run();

    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(keys()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(object("b")).isEqualTo("2");
  }

  @Test
  void a_folder_that_is_not_there_empties_no_bucket() throws Exception {
    write("a", "1");
    write("b", "2");
    sync();
    Files.move(local, folder.resolve("unmounted"));

    assertThat(worker().build().run().ending()).isEqualTo(Ending.SOURCE_GONE);

    assertThat(keys()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void a_monitor_says_what_happens_and_a_temporary_one_leaves_nothing_here() throws Exception {
    put("a", "1");
    List<String> told = new CopyOnWriteArrayList<>();
    Monitor monitor = TwoWayBucket.monitor(worker().build(), Duration.ofDays(1))
        .onChange(changed -> told.add(TwoWayBucket.sentence(changed)))
        .temporary()
        .start();
    write("b", "2");

    monitor.close();

    assertThat(told)
        .containsExactly(
            "The key or file a has been added in BUCKET",
            "The key or file b has been added in LOCAL");
    assertThat(keys()).containsExactlyInAnyOrder("a", "b");
    assertThat(local).doesNotExist();
  }

  @Test
  void a_monitor_looks_again_at_each_interval() throws Exception {
    put("a", "1");
    BlockingQueue<List<Monitor.Changed>> passes = new LinkedBlockingQueue<>();
    try (Monitor monitor = TwoWayBucket.monitor(worker().build(), Duration.ofMillis(100))
        .onFinish(passes::add)
        .start()) {
      assertThat(monitor.last()).isPresent();
      assertThat(passes.poll(30, TimeUnit.SECONDS)).hasSize(1);
      write("b", "2");

      assertThat(passes.poll(30, TimeUnit.SECONDS))
          .extracting(changed -> changed.path() + " " + changed.change().operation() + " "
              + changed.change().side())
          .containsExactly("b ADDED LOCAL");
      assertThat(object("b")).isEqualTo("2");

      client.deleteObject(r -> r.bucket(bucket).key("a"));
      assertThat(passes.poll(30, TimeUnit.SECONDS))
          .extracting(TwoWayBucket::sentence)
          .containsExactly("The key or file a has been deleted in BUCKET");
      assertThat(local.resolve("a")).doesNotExist();
    }
  }

  @Test
  void a_monitor_of_some_files_leaves_the_others_alone() throws Exception {
    put("config.yml", "1");
    put("other", "2");
    write("data/data.csv", "3");

    Filter some = Filter.everything().include(List.of("/config.yml", "/data/data.csv"));
    TwoWayBucket.monitor(worker().filter(some).build(), Duration.ofDays(1))
        .start()
        .close();

    assertThat(local.resolve("config.yml")).hasContent("1");
    assertThat(local.resolve("other")).doesNotExist();
    assertThat(keys()).containsExactlyInAnyOrder("config.yml", "data/data.csv", "other");
  }

  @Test
  void a_monitor_that_only_reads_leaves_the_bucket_as_it_is() throws Exception {
    put("a", "1");
    WorkerBuilder reading = worker().twoWay(TwoWay.standard().sparing(Side.EXTERNAL));
    try (Monitor monitor =
        TwoWayBucket.monitor(reading.build(), Duration.ofDays(1)).start()) {
      assertThat(monitor.last()).isPresent();
      write("b", "2");
      write("a", "edited");
    }

    assertThat(keys()).containsExactly("a");
    assertThat(object("a")).isEqualTo("1");
  }

  @Test
  void a_pass_can_be_asked_what_it_has_changed() throws Exception {
    put("config.yml", "1");
    write("test.txt", "Hello World!");
    List<String> changes = new CopyOnWriteArrayList<>();

    worker()
        .listener(event -> {
          if (event instanceof Event.FileFinished done) {
            done.result()
                .change()
                .ifPresent(change -> changes.add(
                    done.result().path() + " " + change.operation() + " " + change.side()));
          }
        })
        .build()
        .run();

    assertThat(changes)
        .containsExactlyInAnyOrder("config.yml ADDED EXTERNAL", "test.txt ADDED LOCAL");
  }
}
