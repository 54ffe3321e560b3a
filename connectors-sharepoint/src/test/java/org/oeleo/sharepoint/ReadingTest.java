package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.sharepoint.service.Journal;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.SampleContent;

/** Files on their way out of a library. */
class ReadingTest extends InLibrary {
  private static final int SIZE = 300_000;
  private final byte[] bytes = SampleContent.noise(SIZE);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, SIZE - 1, SIZE, SIZE + 1})
  void any_end_of_a_file_can_be_read(int offset) throws IOException {
    put("a.bin", bytes);

    assertThat(read("a.bin", offset))
        .isEqualTo(Arrays.copyOfRange(bytes, Math.min(offset, SIZE), SIZE));
  }

  @Test
  void an_empty_file_is_empty_without_asking_for_its_bytes() throws IOException {
    put("a.bin", new byte[0]);

    assertThat(read("a.bin")).isEmpty();
    assertThat(journal().count("GET", "download.aspx$")).isZero();
  }

  @Test
  void only_what_is_wanted_is_sent() throws IOException {
    put("a.bin", bytes);
    read("a.bin", SIZE - 10);

    Journal.Entry download = journal().entries("GET", "download.aspx$").get(0);
    assertThat(download.header("Range")).contains("bytes=" + (SIZE - 10) + "-");
    assertThat(download.status()).isEqualTo(206);
  }

  @Test
  void the_bytes_come_without_a_token() throws IOException {
    put("a.bin", bytes);
    read("a.bin");

    assertThat(journal().entries("GET", "download.aspx$"))
        .isNotEmpty()
        .allMatch(entry -> entry.header("Authorization").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7})
  void where_graph_only_sends_us_on_we_go_without_a_token(int offset) throws IOException {
    put("a.bin", bytes);
    library.hideDownloads();

    try (InputStream in = connector.read(path("a.bin"), offset)) {
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, offset, bytes.length));
    }
    assertThat(journal().entries("GET", "/content$")).singleElement().satisfies(entry -> {
      assertThat(entry.status()).isEqualTo(302);
      assertThat(entry.header("Authorization")).isPresent();
    });
    assertThat(journal().entries("GET", "download.aspx$"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.header("Authorization")).isEmpty());
  }

  @Test
  void what_is_not_a_file_is_not_there() {
    library.folder(ROOT + "/folder");

    assertThat(kind(() -> read("folder"))).isEqualTo(Kind.NOT_FOUND);
    assertThat(kind(() -> read("nothing"))).isEqualTo(Kind.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000})
  void a_line_that_breaks_while_bytes_come_is_unreachable(int offset) {
    put("a.bin", bytes);
    faults().on("GET", "download.aspx$").cutsAnswer(100_000);

    assertThat(kind(() -> read("a.bin", offset))).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void an_address_that_has_expired_is_asked_for_anew() throws IOException {
    put("a.bin", bytes);
    faults().on("GET", "download.aspx$").runs(tenant.service::expireDownloads);

    assertThat(read("a.bin")).isEqualTo(bytes);
    assertThat(journal().count("GET", "download.aspx$")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void addresses_that_are_never_taken_are_no_matter_of_our_login(int status) {
    put("a.bin", bytes);
    faults().on("GET", "download.aspx$").always().answers(status, "unauthenticated");

    assertThat(kind(() -> read("a.bin"))).isEqualTo(Kind.ACCESS_DENIED);
    assertThat(journal().count("GET", "download.aspx$")).isLessThan(6);
  }

  @Test
  void a_file_that_was_replaced_between_two_requests_is_read_anew() throws IOException {
    put("a.bin", bytes);
    AtomicInteger times = new AtomicInteger();
    faults().on("GET", "download.aspx$").runs(() -> {
      times.incrementAndGet();
      library.delete(ROOT + "/a.bin");
      put("a.bin", new byte[] {1, 2, 3});
    });

    assertThat(read("a.bin")).containsExactly(1, 2, 3);
  }

  @Test
  void a_file_that_is_replaced_over_and_over_is_busy() {
    put("a.bin", bytes);
    faults().on("GET", "download.aspx$").always().runs(() -> {
      library.delete(ROOT + "/a.bin");
      put("a.bin", bytes);
    });

    assertThat(kind(() -> read("a.bin"))).isEqualTo(Kind.BUSY);
  }

  @Test
  void a_file_that_goes_away_between_two_requests_is_not_there() {
    put("a.bin", bytes);
    faults().on("GET", "download.aspx$").runs(() -> library.delete(ROOT + "/a.bin"));

    assertThat(kind(() -> read("a.bin"))).isEqualTo(Kind.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(ints = {SIZE - 1, SIZE + 1, 1})
  void content_of_another_length_than_listed_has_changed(int size) {
    put("a.bin", bytes);
    faults().on("GET", "download.aspx$").runs(() -> put("a.bin", SampleContent.noise(size)));

    assertThat(kind(() -> read("a.bin"))).isEqualTo(Kind.CHANGED);
  }

  @Test
  void content_of_another_hash_than_listed_is_corrupted() {
    put("a.bin", bytes);
    byte[] others = bytes.clone();
    others[7] ^= 1;
    faults().on("GET", "download.aspx$").runs(() -> put("a.bin", others));

    assertThat(failure(() -> read("a.bin")))
        .hasMessageContaining("is not what SharePoint lists")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPTED));
  }

  @Test
  void a_file_without_a_hash_can_be_read() throws IOException {
    put("a.bin", bytes);
    library.hideHashes(10);

    assertThat(read("a.bin")).isEqualTo(bytes);
  }

  @Test
  void reading_may_stop_anywhere() throws IOException {
    put("a.bin", bytes);
    for (int i = 0; i < 100; i++) {
      try (InputStream in = connector.read(path("a.bin"), 0)) {
        assertThat(in.read()).isEqualTo(bytes[0] & 0xff);
      }
    }
    assertThat(read("a.bin")).isEqualTo(bytes);
  }
}
