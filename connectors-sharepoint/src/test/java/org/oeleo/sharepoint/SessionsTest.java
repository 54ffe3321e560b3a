package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.sharepoint.service.Ranges;
import org.oeleo.sharepoint.service.UploadSession;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;

/** Uploads that are cut off, and go on in another process by the token of the ledger. */
class SessionsTest extends InLibrary {
  private static final int SIZE = WHOLE + 5 * SLICE + 1;

  private final Source source = Source.of(SIZE);

  /** Sends three slices and a part of the fourth. */
  private void breakOff() {
    assertThat(kind(() -> write("a.bin", source.breakingAt(3 * SLICE + 1000, Kind.UNREACHABLE))))
        .isEqualTo(Kind.UNREACHABLE);
    assertThat(session().received()).isEqualTo(3 * SLICE);
  }

  private FileEntry goOn() throws IOException {
    connector = another(Map.of());
    journal().clear();
    return write("a.bin", source);
  }

  private static long sent() {
    return uploads().stream().mapToLong(entry -> entry.bytes()).sum();
  }

  private void assertArrived() {
    assertThat(stored("a.bin")).isEqualTo(source.bytes());
    assertThat(session().state()).isEqualTo(UploadSession.State.FINISHED);
    assertThat(sessions()).noneMatch(s -> s.state() == UploadSession.State.OPEN);
  }

  @Test
  void another_process_sends_nothing_twice() throws IOException {
    breakOff();

    FileEntry written = goOn();

    assertArrived();
    assertThat(sent()).isEqualTo(SIZE - 3L * SLICE);
    assertThat(sessions()).hasSize(1);
    assertThat(connector.stat(path("a.bin"))).contains(written);
    assertThat(written.modified()).isEqualTo("2021-03-04T05:06:07Z");
  }

  @ParameterizedTest
  @EnumSource(Ranges.class)
  void whatever_the_form_in_which_the_service_says_what_it_wants(Ranges ranges) throws IOException {
    tenant.service.sessions().ranges(ranges);
    breakOff();

    goOn();

    assertArrived();
    assertThat(sent()).isEqualTo(SIZE - 3L * SLICE);
  }

  @Test
  void a_token_is_kept_before_the_first_byte_is_sent() {
    faults().on("PUT", "/uploadSession$").always().answers(500, "generalException");

    assertThat(kind(() -> write("a.bin", source))).isEqualTo(Kind.IO_ERROR);

    assertThat(source.tokens()).hasSize(1);
    assertThat(session().state()).isEqualTo(UploadSession.State.OPEN);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void a_cut_in_mid_slice_costs_that_slice_only(int slice) throws IOException {
    faults().on("PUT", "/uploadSession$").nth(slice).drops();
    assertThat(kind(() -> write("a.bin", source))).isEqualTo(Kind.UNREACHABLE);

    goOn();

    assertArrived();
    assertThat(sent()).isEqualTo(SIZE - (slice - 1L) * SLICE);
  }

  @Test
  void a_lost_acknowledgement_costs_nothing() throws IOException {
    faults().on("PUT", "/uploadSession$").nth(2).losesAnswer();
    assertThat(kind(() -> write("a.bin", source))).isEqualTo(Kind.UNREACHABLE);

    goOn();

    assertArrived();
    assertThat(sent()).isEqualTo(SIZE - 2L * SLICE);
  }

  @Test
  void a_lost_acknowledgement_of_the_last_slice_ends_well() throws IOException {
    faults().on("PUT", "/uploadSession$").nth(18).losesAnswer();
    assertThat(kind(() -> write("a.bin", source))).isEqualTo(Kind.UNREACHABLE);
    assertThat(stored("a.bin")).as("it is there already").hasSize(SIZE);

    FileEntry written = goOn();

    assertArrived();
    assertThat(connector.stat(path("a.bin"))).contains(written);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void a_service_that_has_lost_slices_gets_them_again(int lost) throws IOException {
    breakOff();
    session().forget(lost);

    goOn();

    assertArrived();
    assertThat(sent()).isEqualTo(SIZE - (3L - lost) * SLICE);
  }

  @Test
  void a_service_that_has_kept_an_odd_number_of_bytes_gets_the_rest() throws IOException {
    breakOff();
    session().keep(2 * SLICE + 4711);

    goOn();

    assertArrived();
    assertThat(sent()).isEqualTo(SIZE - 2L * SLICE - 4711);
  }

  @Test
  void a_service_that_loses_slices_in_mid_upload_is_asked_and_followed() throws IOException {
    faults().on("PUT", "/uploadSession$").nth(4).runs(() -> session().forget(2));

    write("a.bin", source);

    assertArrived();
    assertThat(journal().count("GET", "/uploadSession$")).isEqualTo(1);
    assertThat(journal().count(entry -> entry.status() == 416)).isEqualTo(1);
  }

  @Test
  void a_service_that_has_more_than_we_believe_is_followed() throws IOException {
    faults().on("PUT", "/uploadSession$").nth(2).answers(416, "invalidRange");

    write("a.bin", source);

    assertArrived();
    assertThat(sessions()).hasSize(1);
  }

  @Test
  void a_service_that_wants_the_same_over_and_over_is_left_after_a_while() throws IOException {
    faults().on("PUT", "/uploadSession$").nth(2).always().answers(416, "invalidRange");

    ConnectorException failure = failure(() -> write("a.bin", source));

    assertThat(failure.kind()).isEqualTo(Kind.IO_ERROR);
    assertThat(failure).hasMessageContaining("again and again");
    assertThat(uploads()).hasSizeLessThan(15);
    assertThat(exists("a.bin")).isFalse();
  }

  @Test
  void a_service_that_forgets_for_ever_is_left_after_a_while() throws IOException {
    List<Integer> sent = new ArrayList<>();
    faults().on("PUT", "/uploadSession$").nth(2).always().runsBeforeAnswer(() -> {
      sent.add(1);
      session().forget(2);
    });

    assertThat(kind(() -> write("a.bin", source))).isEqualTo(Kind.IO_ERROR);

    assertThat(sent).hasSizeLessThan(60);
    assertThat(exists("a.bin")).isFalse();
  }

  @Test
  void a_session_that_expired_before_it_is_resumed_is_begun_anew_once() throws IOException {
    breakOff();
    session().expire();

    goOn();

    assertArrived();
    assertThat(sent()).isEqualTo(SIZE);
    assertThat(sessions()).hasSize(2);
    assertThat(source.tokens()).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void a_session_that_expires_in_mid_upload_of_a_resumed_file_is_begun_anew_once()
      throws IOException {
    breakOff();
    faults().on("PUT", "/uploadSession$").nth(3).runs(() -> sessions().get(0).expire());

    goOn();

    assertArrived();
    assertThat(sessions()).hasSize(2);
  }

  @Test
  void a_new_session_that_expires_in_mid_upload_is_for_the_engine_to_try_again()
      throws IOException {
    faults().on("PUT", "/uploadSession$").nth(3).runs(() -> session().expire());

    assertThat(failure(() -> write("a.bin", source)))
        .hasMessageContaining("gave up the upload session")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.IO_ERROR));

    goOn();
    assertArrived();
    assertThat(sessions()).hasSize(2);
  }

  @Test
  void a_session_that_has_everything_but_did_not_finish_is_begun_anew() throws IOException {
    put("a.bin", new byte[] {1});
    faults().on("PUT", "/uploadSession$").nth(18).runs(() -> library.lock(ROOT + "/a.bin"));
    assertThat(kind(() -> write("a.bin", source))).isEqualTo(Kind.BUSY);
    library.unlock(ROOT + "/a.bin");

    goOn();

    assertArrived();
  }

  @ParameterizedTest
  @CsvSource({
    "500, IO_ERROR",
    "502, UNREACHABLE",
    "503, THROTTLED",
    "429, THROTTLED",
    "507, NO_SPACE"
  })
  void a_refusal_in_mid_upload_costs_that_slice_only(int status, Kind kind) throws IOException {
    faults().on("PUT", "/uploadSession$").nth(6).answers(status, "odd");
    assertThat(kind(() -> write("a.bin", source))).isEqualTo(kind);

    goOn();

    assertArrived();
    assertThat(sent()).isEqualTo(SIZE - 5L * SLICE);
  }
}
