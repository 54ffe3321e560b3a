package org.oeleo.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.s3.access.Checksums;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Expectation;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.SampleContent;
import software.amazon.awssdk.core.sync.RequestBody;

/** What is at a path decides whether it is replaced, where that is asked for. */
class ConditionsTest {
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

  /** Not of large files: S3Mock takes the object away with the upload that is given up. */
  private void assertIsStillTheirs(int size) throws IOException {
    if (size <= PART) {
      assertThat(stored()).asString().isEqualTo("theirs");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, PART + 10})
  void a_file_is_not_written_over_another_one_if_none_was_expected(int size) throws IOException {
    assertThat(connector.capabilities().has(Capability.CONDITIONAL_WRITE)).isTrue();
    putRaw(PATH.toString(), "theirs");

    Source source = Source.of(size).expecting(new Expectation.Nothing());

    assertThat(kind(() -> connector.write(PATH, source))).isEqualTo(Kind.CHANGED);
    assertIsStillTheirs(size);
    connector.delete(PATH);
    connector.write(PATH, source);
    assertThat(stored()).isEqualTo(source.bytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, PART + 10})
  void a_file_is_written_over_the_expected_version_only(int size) throws IOException {
    FileEntry old = connector.write(PATH, SampleContent.of("old"));
    Source source = Source.of(size).expecting(new Expectation.Version(old));
    putRaw(PATH.toString(), "theirs");

    assertThat(kind(() -> connector.write(PATH, source))).isEqualTo(Kind.CHANGED);

    assertIsStillTheirs(size);
    putRaw(PATH.toString(), "theirs again");
    FileEntry now = connector.stat(PATH).orElseThrow();
    connector.write(PATH, source.expecting(new Expectation.Version(now)));
    assertThat(stored()).isEqualTo(source.bytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, PART + 10})
  void where_a_version_was_expected_nothing_is_a_change(int size) throws IOException {
    FileEntry old = connector.write(PATH, SampleContent.of("old"));
    connector.delete(PATH);
    Source source = Source.of(size).expecting(new Expectation.Version(old));

    assertThat(kind(() -> connector.write(PATH, source))).isEqualTo(Kind.CHANGED);
    assertThat(connector.stat(PATH)).isEmpty();
  }

  @Test
  void what_was_not_promised_is_not_asked_of_the_store() throws IOException {
    Tuning never = new Tuning(PART, PART, 2, 3 * PART, Tuning.Conditions.NO);
    try (BucketUnderTest old =
            new BucketUnderTest(server.reached(), Checksums.WHEN_SUPPORTED, never);
        Connector plain = old.open()) {
      plain.write(PATH, SampleContent.of("old"));

      plain.write(PATH, Source.of(10).expecting(new Expectation.Nothing()));

      assertThat(plain.capabilities().has(Capability.CONDITIONAL_WRITE)).isFalse();
      assertThat(plain.stat(PATH).orElseThrow().size()).isEqualTo(10);
    }
  }
}
