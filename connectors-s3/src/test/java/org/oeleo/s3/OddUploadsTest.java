package org.oeleo.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;

/** A store that goes wrong in the middle of a file that is sent in parts. */
@Timeout(60)
class OddUploadsTest {
  private static final RelativePath PATH = RelativePath.of("a.bin");
  private static final int PART = 5 * 1024 * 1024;
  private static final String BEGUN =
      "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>";

  private ScriptedStore store;
  private S3Connector connector;
  private final Source source = Source.of(2 * PART);

  @BeforeEach
  void start() throws IOException {
    store = ScriptedStore.start();
    // One part at a time, so that answers come in the order of the script.
    connector = store.connector(new Tuning(PART, PART, 1, 4 * PART, Tuning.Conditions.NO));
  }

  @AfterEach
  void stop() {
    connector.close();
    store.close();
  }

  private ConnectorException failure() {
    return catchThrowableOfType(ConnectorException.class, () -> connector.write(PATH, source));
  }

  /** A part that arrived, as a store tells it that compares by CRC-32C. */
  private static Map<String, String> arrived(byte[] part) {
    CRC32C crc = new CRC32C();
    crc.update(part);
    byte[] sum = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    return Map.of(
        "ETag", "\"p\"", "x-amz-checksum-crc32c", Base64.getEncoder().encodeToString(sum));
  }

  private ScriptedStore bothPartsArrive() {
    byte[] bytes = source.bytes();
    return store
        .says(200, BEGUN)
        .says(200, arrived(Arrays.copyOfRange(bytes, 0, PART)), "")
        .says(200, arrived(Arrays.copyOfRange(bytes, PART, 2 * PART)), "");
  }

  @Test
  void a_completion_that_fails_behind_a_200_is_a_failure_and_can_be_continued() {
    bothPartsArrive().says(200, ScriptedStore.refusal("InternalError"));

    assertThat(failure().kind()).isEqualTo(Kind.IO_ERROR);

    assertThat(source.resumeToken()).isPresent();
    assertThat(store.asked()).noneMatch(request -> request.startsWith("DELETE"));
  }

  @Test
  void a_whole_that_is_something_else_than_its_parts_is_corrupted() {
    bothPartsArrive()
        .says(
            200,
            "<CompleteMultipartUploadResult><ETag>\"e\"</ETag><ChecksumCRC32C>AAAAAA=="
                + "</ChecksumCRC32C></CompleteMultipartUploadResult>");

    assertThat(failure().kind()).isEqualTo(Kind.CORRUPTED);
  }

  @Test
  void credentials_that_expire_between_two_parts_end_the_run_and_the_upload_stays() {
    byte[] first = Arrays.copyOfRange(source.bytes(), 0, PART);
    store.says(200, BEGUN).says(200, arrived(first), "").refuses(400, "ExpiredToken");

    assertThat(failure().kind()).isEqualTo(Kind.AUTHENTICATION);

    assertThat(source.resumeToken()).isPresent();
    assertThat(store.asked()).noneMatch(request -> request.startsWith("DELETE"));
  }

  @Test
  void a_store_that_slows_down_between_two_parts_says_so_and_the_upload_stays() {
    byte[] first = Arrays.copyOfRange(source.bytes(), 0, PART);
    store.says(200, BEGUN).says(200, arrived(first), "").refuses(503, "SlowDown");

    assertThat(failure().kind()).isEqualTo(Kind.THROTTLED);

    assertThat(source.resumeToken()).isPresent();
    assertThat(store.asked()).noneMatch(request -> request.startsWith("DELETE"));
  }

  @Test
  void a_part_that_arrived_as_something_else_is_corrupted() {
    store.says(200, BEGUN).says(200, arrived(new byte[PART]), "");

    assertThat(failure().kind()).isEqualTo(Kind.CORRUPTED);
  }

  @Test
  void what_is_given_up_is_freed_in_the_store() {
    byte[] first = Arrays.copyOfRange(source.bytes(), 0, PART);
    store.says(200, BEGUN).says(200, arrived(first), "").refuses(500, "InternalError");
    assertThat(failure().kind()).isEqualTo(Kind.IO_ERROR);
    store.says(204, "");

    connector.giveUp(PATH, source.resumeToken().orElseThrow());

    assertThat(store.asked()).last().asString().startsWith("DELETE").contains("uploadId=u");
  }
}
