package org.oeleo.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.Particular;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.SampleContent;

/** A store that answers otherwise than one would like. */
@Timeout(60)
class OddAnswersTest {
  private static final RelativePath PATH = RelativePath.of("a.txt");
  private static final String LAST_MODIFIED = "Sat, 21 Nov 2026 10:11:12 GMT";

  private ScriptedStore store;
  private S3Connector connector;

  @BeforeEach
  void start() throws IOException {
    store = ScriptedStore.start();
    connector = store.connector();
  }

  @AfterEach
  void stop() {
    connector.close();
    store.close();
  }

  private static ConnectorException failure(ThrowingCallable call) {
    return catchThrowableOfType(ConnectorException.class, call);
  }

  private List<String> listed() throws IOException {
    List<String> names = new ArrayList<>();
    connector.list(ListRequest.everything(), new EntrySink() {
      @Override
      public void file(FileEntry entry) {
        names.add(entry.path().toString());
      }

      @Override
      public void leftOut(String name, String reason) {
        names.add("left out: " + name);
      }
    });
    return names;
  }

  private static String page(String key, String rest) {
    return "<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>root/" + key
        + "</Key><LastModified>2026-11-21T10:11:12.345Z</LastModified><ETag>&quot;e&quot;</ETag>"
        + "<Size>1</Size></Contents>" + (rest.isEmpty() ? "<IsTruncated>false</IsTruncated>" : rest)
        + "</ListBucketResult>";
  }

  @ParameterizedTest
  @CsvSource({
    "404, NoSuchKey, NOT_FOUND",
    "404, NoSuchBucket, UNREACHABLE",
    "404, NoSuchUpload, IO_ERROR",
    "403, AccessDenied, ACCESS_DENIED",
    "403, InvalidAccessKeyId, AUTHENTICATION",
    "403, SignatureDoesNotMatch, AUTHENTICATION",
    "400, ExpiredToken, AUTHENTICATION",
    "400, InvalidToken, AUTHENTICATION",
    "403, RequestTimeTooSkewed, AUTHENTICATION",
    "503, SlowDown, THROTTLED",
    "503, ServiceUnavailable, THROTTLED",
    "429, SomethingNew, THROTTLED",
    "412, PreconditionFailed, CHANGED",
    "409, ConditionalRequestConflict, IO_ERROR",
    "403, QuotaExceeded, NO_SPACE",
    "507, Whatever, NO_SPACE",
    "400, KeyTooLongError, INVALID_NAME",
    "400, BadDigest, CORRUPTED",
    "400, XAmzContentChecksumMismatch, CORRUPTED",
    "400, EntityTooLarge, REJECTED",
    "500, InternalError, IO_ERROR",
    "502, Anything, UNREACHABLE",
    "400, Anything, REJECTED"
  })
  void every_refusal_has_its_kind_and_names_file_and_code(int status, String code, Kind kind) {
    store.refuses(status, code);

    ConnectorException failure = failure(() -> connector.write(PATH, SampleContent.of("content")));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessageContaining("a.txt").hasMessageContaining(code);
    assertThat(failure.getCause()).isNotNull();
    assertThat(store.asked()).as("writes are not tried again here").hasSize(1);
  }

  @Test
  void a_store_that_asks_for_a_pause_gets_it() {
    store.says(503, Map.of("Retry-After", "17"), ScriptedStore.refusal("SlowDown"));

    ConnectorException failure = failure(() -> connector.write(PATH, SampleContent.of("a")));

    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(17));
    assertThat(failure.getCause()).isNotNull();
  }

  @Test
  void clocks_that_differ_are_both_named() {
    store.refuses(403, "RequestTimeTooSkewed");

    assertThat(failure(() -> connector.write(PATH, SampleContent.of("a"))))
        .hasMessageContaining("the clock here says 20")
        .hasMessageContaining(" GMT: set the one that is wrong");
  }

  @Test
  void a_listing_that_ends_in_the_middle_is_an_error() {
    store.says(200, page("a", "<IsTruncated>true</IsTruncated>"));

    assertThat(failure(this::listed).kind()).isEqualTo(Kind.IO_ERROR);
  }

  @Test
  void a_listing_that_turns_in_circles_is_an_error() {
    String rest = "<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>";
    store.says(200, page("a", rest)).says(200, page("b", rest));

    assertThat(failure(this::listed).kind()).isEqualTo(Kind.IO_ERROR);
  }

  @Test
  void a_page_that_is_no_xml_is_an_error() {
    store.says(200, "<html>please log in");

    assertThat(failure(this::listed).kind()).isEqualTo(Kind.IO_ERROR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html><body>please log in</body></html>", "<ListBucketResult/>"})
  void an_answer_that_is_no_listing_is_not_taken_for_an_empty_one(String answer) {
    store.says(200, answer);

    assertThat(failure(this::listed).kind()).isEqualTo(Kind.IO_ERROR);
  }

  @Test
  void a_page_that_comes_again_and_again_is_an_error() {
    for (int i = 0; i < 3; i++) {
      String rest = "<IsTruncated>true</IsTruncated><NextContinuationToken>t" + i
          + "</NextContinuationToken>";
      store.says(200, page("a", rest));
    }

    assertThat(failure(this::listed).kind()).isEqualTo(Kind.IO_ERROR);
  }

  @Test
  void a_key_of_another_prefix_is_left_out() throws IOException {
    store.says(200, page("a", "").replace("root/a", "elsewhere/a"));

    assertThat(listed()).containsExactly("left out: elsewhere/a");
  }

  @Test
  void a_page_is_asked_for_again_because_nobody_else_would() throws IOException {
    store.refuses(503, "SlowDown").refuses(500, "InternalError").says(200, page("a", ""));

    assertThat(listed()).containsExactly("a");
    assertThat(store.asked()).hasSize(3);
  }

  @Test
  void a_body_that_breaks_off_is_an_error_and_no_end() {
    store.breaksOff("half", 8);

    // A server that is quick to break off has said nothing at all yet.
    ConnectorException failure = failure(() -> {
      try (InputStream in = connector.read(PATH, 0)) {
        in.readAllBytes();
      }
    });

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void a_body_that_does_not_match_its_checksum_is_an_error() throws IOException {
    store.says(200, Map.of("x-amz-checksum-crc32c", "AAAAAA=="), "content");

    try (InputStream in = connector.read(PATH, 0)) {
      assertThat(failure(in::readAllBytes).kind()).isEqualTo(Kind.CORRUPTED);
    }
  }

  @Test
  void a_store_that_received_something_else_is_an_error() {
    store.says(200, Map.of("ETag", "\"e\"", "x-amz-checksum-crc32c", "AAAAAA=="), "");

    assertThat(failure(() -> connector.write(PATH, SampleContent.of("content"))).kind())
        .isEqualTo(Kind.CORRUPTED);
  }

  @Test
  void a_store_that_does_not_say_what_it_received_is_told_of() {
    store.says(200, Map.of("ETag", "\"e\""), "");

    assertThat(failure(() -> connector.write(PATH, SampleContent.of("content"))))
        .hasMessageContaining("when_required");
  }

  @Test
  void what_somebody_replaced_right_after_the_write_is_not_taken_for_ours() {
    Map<String, String> other =
        Map.of("ETag", "\"other\"", "Last-Modified", LAST_MODIFIED, "Content-Length", "0");
    store
        .says(200, Map.of("ETag", "\"ours\"", "x-amz-checksum-crc32c", "AAAAAA=="), "")
        .says(200, other, "");

    assertThat(failure(() -> connector.write(PATH, SampleContent.of(""))).kind())
        .isEqualTo(Kind.CHANGED);
  }

  @Test
  void an_answer_without_a_size_is_an_error() {
    store.says(200, Map.of("ETag", "\"e\""), "");

    assertThat(failure(() -> connector.stat(PATH)).kind()).isEqualTo(Kind.IO_ERROR);
  }

  @Test
  void closing_frees_a_call_that_is_stuck() throws Exception {
    CompletableFuture<FileEntry> stuck = CompletableFuture.supplyAsync(() -> {
      try {
        return connector.write(PATH, SampleContent.of("content"));
      } catch (IOException e) {
        throw new CompletionException(e);
      }
    });
    store.awaitStuckCall();

    connector.close();

    ExecutionException failure =
        catchThrowableOfType(ExecutionException.class, () -> stuck.get(20, TimeUnit.SECONDS));
    assertThat(failure.getCause())
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
  }

  /** What is told if the clock here is ahead of the store's. */
  private List<Particular> particulars(Duration ahead, String uploads) throws IOException {
    store.says(200, Map.of("x-amz-bucket-region", "eu-north-1"), "").says(200, uploads);
    try (Bucket bucket = new Bucket(store.access())) {
      return new Checkup(bucket, Clock.offset(Clock.systemUTC(), ahead)).lines();
    }
  }

  @Test
  void doctor_is_told_where_it_is_and_how_the_clocks_differ() throws IOException {
    assertThat(particulars(Duration.ofMinutes(10), "<ListMultipartUploadsResult/>"))
        .contains(
            Particular.fact("s3://bucket/root/ on the store"),
            Particular.fact("region: eu-north-1"))
        .anySatisfy(line ->
            assertThat(concern(line)).startsWith("clock: ").contains("ahead").contains("set"))
        .noneSatisfy(line -> assertThat(line.text()).contains("not finished"));
  }

  @Test
  void doctor_is_told_of_uploads_that_were_never_finished() throws IOException {
    String uploads = "<ListMultipartUploadsResult><Upload><Key>root/a</Key></Upload>"
        + "<Upload><Key>root/b</Key></Upload></ListMultipartUploadsResult>";

    assertThat(particulars(Duration.ofMinutes(-10), uploads))
        .anySatisfy(line -> assertThat(concern(line)).startsWith("clock: ").contains("behind"))
        .anySatisfy(
            line -> assertThat(concern(line)).startsWith("2 large files begun and not finished"));
  }

  /** The text of what somebody has to see to. */
  private static String concern(Particular line) {
    return line.level() == Particular.Level.CONCERN ? line.text() : "";
  }

  @Test
  void who_may_see_little_is_told_little() throws IOException {
    store.refuses(403, "AccessDenied").refuses(403, "AccessDenied");

    assertThat(connector.particulars()).hasSize(2);
  }

  @Test
  void who_may_not_ask_for_the_bucket_may_still_use_it() throws IOException {
    store.refuses(403, "AccessDenied").says(200, page("a", "<KeyCount>1</KeyCount>"));

    connector.ping();

    assertThat(store.asked()).hasSize(2);
  }

  @Test
  void nobody_at_the_other_end_is_unreachable() {
    store.close();

    assertThat(failure(connector::ping).kind()).isEqualTo(Kind.UNREACHABLE);
  }
}
