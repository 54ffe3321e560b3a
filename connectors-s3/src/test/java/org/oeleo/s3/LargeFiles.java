package org.oeleo.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.s3.access.Checksums;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.SampleContent;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** What holds for large files on every server, with the smallest parts that S3 takes. */
abstract class LargeFiles {
  private static final int PART = 5 * 1024 * 1024;
  private static final int PARTS_AT_ONCE = 2;
  private static final RelativePath PATH = RelativePath.of("a/large file.bin");

  private final Checksums checksums;
  private BucketUnderTest store;
  private Connector connector;

  LargeFiles(Checksums checksums) {
    this.checksums = checksums;
  }

  abstract TestServer server();

  @BeforeEach
  void open() {
    Tuning tuning = new Tuning(PART, PART, PARTS_AT_ONCE, 4 * PART, Tuning.Conditions.AUTO);
    store = new BucketUnderTest(server(), checksums, tuning);
    connector = store.open();
  }

  @AfterEach
  void close() throws IOException {
    connector.close();
    store.close();
  }

  private byte[] stored() throws IOException {
    try (InputStream in = connector.read(PATH, 0)) {
      return in.readAllBytes();
    }
  }

  private HeadObjectResponse head() {
    return store.raw().headObject(r -> r.bucket(store.bucket()).key(store.prefix() + PATH));
  }

  private List<MultipartUpload> unfinished() {
    return store.raw().listMultipartUploads(r -> r.bucket(store.bucket())).uploads();
  }

  private void breakOff(Source source, int at, Kind kind) {
    ConnectorException failure = catchThrowableOfType(
        ConnectorException.class, () -> connector.write(PATH, source.breakingAt(at, kind)));
    assertThat(failure.kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(ints = {PART - 1, PART, PART + 1, 2 * PART, 3 * PART + PART / 2})
  void what_was_written_is_read_again(int size) throws IOException {
    Source source = Source.of(size);

    FileEntry written = connector.write(PATH, source);

    assertThat(stored()).isEqualTo(source.bytes());
    assertThat(connector.stat(PATH)).contains(written);
    int parts = size <= PART ? 0 : (size + PART - 1) / PART;
    assertThat(store.requests().count("UploadPart")).isEqualTo(parts);
    assertThat(unfinished()).isEmpty();
    assertThat(store.requests().count("AbortMultipartUpload")).isZero();
  }

  @Test
  void the_original_time_is_kept_beside_it() throws IOException {
    connector.write(PATH, Source.of(3 * PART));

    assertThat(head().metadata()).containsEntry("mtime", "1614834367.123456789");
  }

  @ParameterizedTest
  @ValueSource(ints = {PART, 3 * PART - 7})
  void the_store_knows_the_hash_of_the_whole_if_it_is_new_enough(int size) throws IOException {
    Source source = Source.of(size);
    connector.write(PATH, source);

    for (var algorithm : connector.capabilities().hashes()) {
      assertThat(connector.checksum(PATH, algorithm))
          .contains(Checksum.of(algorithm, source.open(0)));
    }
    assertThat(connector.capabilities().hashes())
        .hasSize(checksums == Checksums.WHEN_SUPPORTED ? 1 : 0);
  }

  @Test
  void parts_that_arrived_are_not_sent_again_by_another_connector() throws IOException {
    Source source = Source.of(5 * PART + 10);
    breakOff(source, 3 * PART + 100, Kind.UNREACHABLE);
    connector.close();
    store.requests().forget();

    connector = store.open();
    FileEntry written = connector.write(PATH, source);

    assertThat(store.requests().count("UploadPart")).as("%s", store.requests()).isEqualTo(3);
    assertThat(store.requests().count("CreateMultipartUpload")).isZero();
    assertThat(stored()).isEqualTo(source.bytes());
    assertThat(connector.stat(PATH)).contains(written);
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void parts_of_something_else_are_sent_anew() throws IOException {
    Source source = Source.of(3 * PART);
    breakOff(source, 2 * PART + 1, Kind.IO_ERROR);
    byte[] changed = source.bytes().clone();
    changed[PART + 5] ^= 1;
    store.requests().forget();

    connector.write(PATH, source.replacedBy(changed));

    assertThat(stored()).isEqualTo(changed);
    assertThat(store.requests().count("UploadPart")).isEqualTo(2);
  }

  @Test
  void an_upload_of_another_size_is_given_up() throws IOException {
    Source source = Source.of(3 * PART);
    breakOff(source, 2 * PART + 1, Kind.IO_ERROR);
    byte[] longer = SampleContent.noise(3 * PART + 1);

    connector.write(PATH, source.replacedBy(longer));

    assertThat(stored()).isEqualTo(longer);
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void an_upload_that_somebody_gave_up_begins_anew() throws IOException {
    Source source = Source.of(3 * PART);
    breakOff(source, 2 * PART + 1, Kind.IO_ERROR);
    String upload = unfinished().get(0).uploadId();
    store
        .raw()
        .abortMultipartUpload(
            r -> r.bucket(store.bucket()).key(store.prefix() + PATH).uploadId(upload));

    connector.write(PATH, source);

    assertThat(stored()).isEqualTo(source.bytes());
  }

  @Test
  void an_upload_whose_acknowledgement_was_lost_is_not_sent_again() throws IOException {
    Source source = Source.of(3 * PART);
    FileEntry written = connector.write(PATH, source);
    store.requests().forget();

    assertThat(connector.write(PATH, source)).isEqualTo(written);

    assertThat(store.requests().count("UploadPart")).isZero();
    assertThat(store.requests().count("CreateMultipartUpload")).isZero();
  }

  @Test
  void an_upload_whose_acknowledgement_was_lost_is_not_taken_for_another_version()
      throws IOException {
    Source before = Source.of(3 * PART);
    connector.write(PATH, before);
    byte[] edited = before.bytes();
    edited[edited.length - 1] ^= 1;

    connector.write(PATH, before.replacedBy(edited));

    assertThat(stored()).isEqualTo(edited);
  }

  @Test
  void another_object_in_its_place_is_not_taken_for_it() throws IOException {
    Source source = Source.of(3 * PART);
    connector.write(PATH, source);
    store.tamper(PATH, SampleContent.noise(PART));

    connector.write(PATH, source);

    assertThat(stored()).isEqualTo(source.bytes());
  }

  @Test
  void a_token_that_makes_no_sense_is_as_good_as_none() throws IOException {
    for (String token : new String[] {"", "{", "[]", "{\"upload\":{}}", "null", "{\"size\":-1}"}) {
      Source source = Source.of(2 * PART);
      source.keepResumeToken(token);

      connector.write(PATH, source);

      assertThat(stored()).isEqualTo(source.bytes());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"CHANGED", "NOT_FOUND", "REJECTED"})
  void of_a_source_that_will_never_come_again_nothing_is_left(Kind kind) throws IOException {
    breakOff(Source.of(3 * PART), 2 * PART + 1, kind);

    assertThat(unfinished()).isEmpty();
    assertThat(connector.stat(PATH)).isEmpty();
  }

  @Test
  void a_source_that_breaks_off_publishes_nothing() throws IOException {
    store.tamper(PATH, SampleContent.noise(10));

    breakOff(Source.of(3 * PART), 3 * PART, Kind.UNREACHABLE);

    assertThat(stored()).isEqualTo(SampleContent.noise(10));
    assertThat(unfinished()).hasSize(1);
  }

  @Test
  void a_source_longer_or_shorter_than_listed_publishes_nothing() throws IOException {
    SampleContent sample = SampleContent.of(SampleContent.noise(3 * PART));

    for (int declared : new int[] {3 * PART - 1, 3 * PART + 1}) {
      assertThatThrownBy(() -> connector.write(PATH, sample.declaring(declared)))
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CHANGED));
      assertThat(connector.stat(PATH)).isEmpty();
      assertThat(unfinished()).isEmpty();
    }
    assertThat(sample.stillOpen()).isZero();
  }
}
