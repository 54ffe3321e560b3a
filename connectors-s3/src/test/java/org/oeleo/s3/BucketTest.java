package org.oeleo.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.s3.access.Checksums;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.SampleContent;
import software.amazon.awssdk.core.sync.RequestBody;

/** What is a bucket's own, beside the contract. */
class BucketTest {
  private static final RelativePath PATH = RelativePath.of("a/b.bin");
  private static final int PART = 5 * 1024 * 1024;

  private static MockServer server;

  private BucketUnderTest store;
  private Connector connector;

  @BeforeAll
  static void start() {
    server = MockServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() {
    Tuning tuning = new Tuning(PART, PART, 2, 3 * PART, Tuning.Conditions.AUTO);
    store = new BucketUnderTest(server.reached(), Checksums.WHEN_SUPPORTED, tuning);
    connector = store.open();
  }

  @AfterEach
  void close() throws IOException {
    connector.close();
    store.close();
  }

  private void putRaw(String key, String content) {
    store
        .raw()
        .putObject(
            r -> r.bucket(store.bucket()).key(store.prefix() + key),
            RequestBody.fromString(content));
  }

  private static Kind kind(ThrowingCallable call) {
    return catchThrowableOfType(ConnectorException.class, call).kind();
  }

  private byte[] stored() throws IOException {
    try (InputStream in = connector.read(PATH, 0)) {
      return in.readAllBytes();
    }
  }

  /** What a listing told. */
  private static final class Told implements EntrySink {
    private final TreeSet<String> files = new TreeSet<>();
    private final Map<String, String> leftOut = new TreeMap<>();
    private final TreeSet<String> notEntered = new TreeSet<>();

    @Override
    public void file(FileEntry entry) {
      assertThat(files.add(entry.path().toString())).isTrue();
    }

    @Override
    public void leftOut(String name, String reason) {
      leftOut.put(name, reason);
    }

    @Override
    public void notEntered(String name) {
      assertThat(notEntered.add(name)).isTrue();
    }
  }

  private Told listed(ListRequest request) throws IOException {
    Told told = new Told();
    connector.list(request, told);
    return told;
  }

  @Test
  void what_is_no_path_is_told_and_never_followed() throws IOException {
    List<String> odd = List.of(
        "/leading",
        "double//slash",
        "up/../../../beside.txt",
        "..",
        "./here",
        "a/./b",
        "x//",
        "full/");
    odd.forEach(key -> putRaw(key, "content"));
    putRaw("folder/", "");
    putRaw("", "");
    putRaw("..leading dots", "content");
    putRaw("control \u0001\u001f", "content");

    Told whole = listed(ListRequest.everything());

    assertThat(whole.files).containsExactly("..leading dots", "control \u0001\u001f");
    assertThat(whole.leftOut.keySet())
        .containsExactlyInAnyOrderElementsOf(
            odd.stream().map(key -> store.prefix() + key).toList());
    assertThat(whole.leftOut.values()).allSatisfy(reason -> assertThat(reason).isNotBlank());
  }

  @Test
  void by_folders_what_is_no_path_is_told_too() throws IOException {
    List.of("/leading", "double//slash", "..", "../up", "full/")
        .forEach(key -> putRaw(key, "content"));
    putRaw("folder/", "");
    putRaw("folder/file", "content");

    Told told = listed(new ListRequest(2, folder -> true));

    assertThat(told.files).containsExactly("folder/file");
    assertThat(told.leftOut)
        .containsOnlyKeys(
            store.prefix() + "/",
            store.prefix() + "double//",
            store.prefix() + "..",
            store.prefix() + "../",
            store.prefix() + "full/");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, Integer.MAX_VALUE})
  void a_folder_that_was_not_looked_into_is_told_once(int depth) throws IOException {
    for (String key : List.of("in/a", "out/a", "out/b", "out/deep/c", "outside")) {
      putRaw(key, "content");
    }

    Told told = listed(new ListRequest(depth, folder -> !folder.toString().equals("out")));

    assertThat(told.files).containsExactly("in/a", "outside");
    assertThat(told.notEntered).containsExactly("out");
  }

  @Test
  void thousands_of_keys_are_listed_each_once_by_any_way() throws IOException {
    IntStream.range(0, 2_500).parallel().forEach(i -> putRaw("many/" + i, ""));

    assertThat(listed(ListRequest.everything()).files).hasSize(2_500);
    assertThat(listed(new ListRequest(2, folder -> true)).files).hasSize(2_500);
    assertThat(listed(ListRequest.topLevel()).notEntered).containsExactly("many");
  }

  @Test
  void a_source_that_changed_is_never_even_sent() throws IOException {
    SampleContent sample = SampleContent.of(SampleContent.noise(1000));

    for (int declared : new int[] {999, 1001}) {
      assertThat(kind(() -> connector.write(PATH, sample.declaring(declared))))
          .isEqualTo(Kind.CHANGED);
    }

    assertThat(store.requests().count("PutObject")).isZero();
    assertThat(store.requests().count("CreateMultipartUpload")).isZero();
  }

  @Test
  void a_small_file_carries_its_hash_and_its_time() throws IOException {
    connector.write(PATH, SampleContent.of("content"));

    assertThat(store
            .raw()
            .headObject(r -> r.bucket(store.bucket()).key(store.prefix() + PATH))
            .metadata())
        .containsEntry("mtime", "1614834367.123456789")
        .containsEntry(
            "sha256", "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73");
    assertThat(connector.checksum(PATH, HashAlgorithm.SHA256))
        .map(Checksum::value)
        .contains("ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73");
  }

  @Test
  void a_packed_object_is_read_as_it_is_stored() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(SampleContent.noise(10_000));
    }
    store
        .raw()
        .putObject(
            r -> r.bucket(store.bucket()).key(store.prefix() + PATH).contentEncoding("gzip"),
            RequestBody.fromBytes(packed.toByteArray()));

    assertThat(stored()).isEqualTo(packed.toByteArray());
    assertThat(connector.stat(PATH).orElseThrow().size()).isEqualTo(packed.size());
  }

  @Test
  void a_name_is_as_long_as_a_key_may_be_the_prefix_included() throws IOException {
    int room = 1024 - store.prefix().length();
    RelativePath longest = RelativePath.of("n".repeat(room));
    RelativePath wide = RelativePath.of("\u00e9".repeat(room / 2 + 1));

    connector.write(longest, SampleContent.of("content"));

    assertThat(connector.stat(longest)).isPresent();
    assertThat(kind(() -> connector.stat(RelativePath.of("n".repeat(room + 1)))))
        .isEqualTo(Kind.INVALID_NAME);
    assertThat(kind(() -> connector.write(wide, SampleContent.of("content"))))
        .isEqualTo(Kind.INVALID_NAME);
  }

  @Test
  void a_lookup_in_a_bucket_that_is_not_there_is_no_answer() throws IOException {
    try (Connector lost = store.openMissing()) {
      assertThat(kind(() -> lost.stat(PATH))).isEqualTo(Kind.UNREACHABLE);
    }
  }
}
