package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.sharepoint.service.UploadSession;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.SampleContent;

/**
 * Whether what is there now, and the token that is kept, are those of the upload that was cut off.
 */
class ResumingTest extends InLibrary {
  private static final int SIZE = WHOLE + 5 * SLICE + 1;
  private static final ObjectMapper JSON = new ObjectMapper();

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

  private void assertArrived() {
    assertThat(stored("a.bin")).isEqualTo(source.bytes());
    assertThat(session().state()).isEqualTo(UploadSession.State.FINISHED);
    assertThat(sessions()).noneMatch(s -> s.state() == UploadSession.State.OPEN);
  }

  @Test
  void a_source_that_has_changed_since_is_found_out_and_never_silently_published()
      throws IOException {
    breakOff();
    byte[] others = source.bytes();
    others[SLICE + 5] ^= 1;

    connector = another(Map.of());
    assertThat(kind(() -> write("a.bin", source.replacedBy(others)))).isEqualTo(Kind.CORRUPTED);
  }

  @Test
  void a_source_of_another_size_is_sent_anew_and_the_old_session_is_freed() throws IOException {
    breakOff();

    connector = another(Map.of());
    byte[] others = SampleContent.noise(SIZE + 1);
    write("a.bin", source.replacedBy(others));

    assertThat(stored("a.bin")).isEqualTo(others);
    assertThat(sessions())
        .extracting(UploadSession::state)
        .containsExactly(UploadSession.State.CANCELLED, UploadSession.State.FINISHED);
  }

  @Test
  void a_token_of_another_file_is_not_used_for_this_one() throws IOException {
    breakOff();

    connector = another(Map.of());
    write("b.bin", source);

    assertThat(stored("b.bin")).isEqualTo(source.bytes());
    assertThat(exists("a.bin")).isFalse();
    assertThat(sessions().get(0).state()).isEqualTo(UploadSession.State.CANCELLED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "{}",
        "{\"url\":5}",
        "{\"url\":\"https://h/x\"}",
        "{\"url\":\"https://h/x\",\"address\":\"a\",\"size\":\"many\"}"
      })
  void a_token_that_is_none_is_as_good_as_none(String token) throws IOException {
    source.keepResumeToken(token);

    write("a.bin", source);

    assertArrived();
    connector.giveUp(path("a.bin"), token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:1/x", "file:///etc/passwd", "ftp://h/x", "not a url"})
  void a_token_with_an_address_that_is_not_safe_is_not_followed(String url) throws IOException {
    breakOff();
    ObjectNode token = (ObjectNode) JSON.readTree(source.resumeToken().orElseThrow());
    source.keepResumeToken(token.put("url", url).toString());
    session().expire();

    goOn();

    assertArrived();
  }

  @Test
  void two_writers_to_one_name_leave_one_whole_file() throws IOException {
    breakOff();
    journal().clear();

    ConnectorException failure =
        failure(() -> another(Map.of()).write(path("a.bin"), Source.of(WHOLE + 7)));

    assertThat(failure.kind().blamesFile()).as("%s", failure).isFalse();
    assertThat(uploads()).isEmpty();
    goOn();
    assertArrived();
  }
}
