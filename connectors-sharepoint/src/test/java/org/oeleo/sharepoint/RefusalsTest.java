package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.sharepoint.service.Right;
import org.oeleo.sharepoint.service.UploadSession;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.SampleContent;

/** A service that says no, or something that is not the service. */
class RefusalsTest extends InLibrary {
  @ParameterizedTest
  @CsvSource({
    "400, invalidRequest, REJECTED",
    "400, pathIsTooLong, INVALID_NAME",
    "403, accessDenied, ACCESS_DENIED",
    "408, requestTimeout, UNREACHABLE",
    "409, nameAlreadyExists, CHANGED",
    "412, resourceModified, CHANGED",
    "413, fileTooLarge, REJECTED",
    "423, resourceLocked, BUSY",
    "429, activityLimitReached, THROTTLED",
    "500, generalException, IO_ERROR",
    "501, notSupported, IO_ERROR",
    "502, badGateway, UNREACHABLE",
    "503, serviceNotAvailable, THROTTLED",
    "504, gatewayTimeout, UNREACHABLE",
    "507, quotaLimitReached, NO_SPACE",
    "507, insufficientStorage, NO_SPACE",
    "509, bandwidthLimitExceeded, THROTTLED",
    "418, teapot, REJECTED"
  })
  void every_refusal_has_its_kind_and_names_file_and_code(int status, String code, Kind kind) {
    faults().on("PUT", "/content$").answers(status, code);
    faults().on("PUT", "/uploadSession$").answers(status, code);

    for (int size : new int[] {10, WHOLE + 1}) {
      ConnectorException failure = failure(() -> write("a.bin", Source.of(size)));

      assertThat(failure.kind()).as("%s", failure).isEqualTo(kind);
      assertThat(failure).hasMessageContaining("a.bin").hasMessageContaining(status + " " + code);
    }
    assertThat(uploads()).as("the engine tries again, not the connector").hasSize(2);
  }

  /** The calls that go by the SDK. */
  @ParameterizedTest
  @CsvSource({
    "GET, 403, accessDenied, ACCESS_DENIED",
    "GET, 429, tooManyRequests, THROTTLED",
    "GET, 500, generalException, IO_ERROR",
    "GET, 503, serviceNotAvailable, THROTTLED",
    "PATCH, 423, resourceLocked, BUSY",
    "PATCH, 412, resourceModified, CHANGED",
    "DELETE, 423, resourceLocked, BUSY",
    "DELETE, 403, accessDenied, ACCESS_DENIED",
    "POST, 507, quotaLimitReached, NO_SPACE",
    "POST, 403, accessDenied, ACCESS_DENIED"
  })
  void every_call_knows_them(String method, int status, String code, Kind kind) throws IOException {
    put("a.txt", new byte[1]);
    connector.ping();
    journal().clear();
    faults().on(method, "^/v1.0/").always().answers(status, code);

    assertThat(kind(callBy(method))).isEqualTo(kind);
    assertThat(journal().count(entry -> entry.is(method, "^/v1.0/"))).isEqualTo(1);
  }

  private ThrowingCallable callBy(String method) {
    return switch (method) {
      case "GET" -> () -> connector.stat(path("a.txt"));
      case "PATCH" -> () -> connector.move(path("a.txt"), path("b.txt"));
      case "DELETE" -> () -> connector.delete(path("a.txt"));
      default -> () -> write("large.bin", Source.of(WHOLE + 1));
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"/content$", "/createUploadSession$", "/uploadSession$"})
  void a_pause_that_is_asked_for_is_passed_on(String call) throws IOException {
    connector.ping();
    faults().on("*", call).throttles(429, Duration.ofSeconds(77));
    faults().on("*", call).nth(2).throttles(503, Duration.ofSeconds(78));
    faults().on("*", call).nth(3).throttles(429);
    ThrowingCallable work =
        () -> write("a.bin", Source.of(call.equals("/content$") ? 10 : WHOLE + 1));

    assertThat(failure(work).retryAfter()).contains(Duration.ofSeconds(77));
    sessions().forEach(UploadSession::expire);
    assertThat(failure(work).retryAfter()).contains(Duration.ofSeconds(78));
    sessions().forEach(UploadSession::expire);
    ConnectorException without = failure(work);
    assertThat(without.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(without.retryAfter()).isEmpty();
  }

  @Test
  void a_pause_may_be_told_as_a_date() {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
        tenant.service.now().plusSeconds(120).atOffset(ZoneOffset.UTC));
    faults()
        .on("PUT", "/content$")
        .answers(429, "activityLimitReached", Map.of("Retry-After", date));

    Duration pause = failure(() -> write("a.bin", Source.of(1))).retryAfter().orElseThrow();

    assertThat(pause).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(121));
  }

  @Test
  void a_pause_that_is_no_time_is_none() {
    faults()
        .on("PUT", "/content$")
        .answers(429, "activityLimitReached", Map.of("Retry-After", "soon"));

    ConnectorException failure = failure(() -> write("a.bin", Source.of(1)));

    assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(failure.retryAfter()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"10", "4194305"})
  void a_file_that_somebody_has_open_is_busy_until_it_is_closed(int size) throws IOException {
    put("a.bin", new byte[] {1});
    library.lock(ROOT + "/a.bin");

    assertThat(kind(() -> write("a.bin", Source.of(size)))).isEqualTo(Kind.BUSY);
    assertThat(kind(() -> connector.delete(path("a.bin")))).isEqualTo(Kind.BUSY);
    assertThat(kind(() -> connector.move(path("a.bin"), path("b.bin")))).isEqualTo(Kind.BUSY);
    assertThat(stored("a.bin")).containsExactly(1);

    library.unlock(ROOT + "/a.bin");
    write("a.bin", Source.of(size));
    assertThat(stored("a.bin")).hasSize(size);
  }

  @Test
  void a_file_that_somebody_opens_in_mid_upload_is_busy_and_the_upload_goes_on_later()
      throws IOException {
    put("a.bin", new byte[] {1});
    Source source = Source.of(WHOLE + 1);
    faults().on("PUT", "/uploadSession$").nth(5).answers(423, "resourceLocked");

    assertThat(kind(() -> write("a.bin", source))).isEqualTo(Kind.BUSY);
    journal().clear();
    write("a.bin", source);

    assertThat(stored("a.bin")).isEqualTo(source.bytes());
    assertThat(uploads()).hasSize(9);
  }

  @ParameterizedTest
  @CsvSource({"10", "4194305"})
  void a_site_without_room_is_full(int size) throws IOException {
    library.remaining(5);

    assertThat(kind(() -> write("a.bin", Source.of(size)))).isEqualTo(Kind.NO_SPACE);
    assertThat(connector.freeSpace()).isEqualTo(5);
    write("b.bin", Source.of(5));
  }

  @Test
  void who_may_only_read_reads_and_is_told_that_more_is_denied() throws IOException {
    put("a.txt", new byte[] {1});
    site.allow(tenant.app, Right.READ);

    connector.ping();
    assertThat(read("a.txt")).containsExactly(1);
    assertThat(kind(() -> write("a.txt", SampleContent.of("b")))).isEqualTo(Kind.ACCESS_DENIED);
    assertThat(kind(() -> write("b.bin", Source.of(WHOLE + 1)))).isEqualTo(Kind.ACCESS_DENIED);
    assertThat(kind(() -> connector.delete(path("a.txt")))).isEqualTo(Kind.ACCESS_DENIED);
    assertThat(library.names()).containsExactly(ROOT + "/a.txt");
  }

  @Test
  void who_may_write_small_files_only_is_told_at_the_first_large_one() throws IOException {
    site.denySessions();

    write("small.bin", Source.of(WHOLE));
    assertThat(kind(() -> write("large.bin", Source.of(WHOLE + 1)))).isEqualTo(Kind.ACCESS_DENIED);
  }
}
