package org.oeleo.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.Endpoint;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.server.WithCeph;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * {@code read_yaml}, {@code read_json}, {@code write_yaml}, {@code write_json} of filecloudsync.
 */
class BucketDocumentsTest {
  @RegisterExtension
  static final WithCeph STORE = new WithCeph();

  private final String bucket = "b-" + UUID.randomUUID();
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
  void makeBucket() {
    client.createBucket(r -> r.bucket(bucket));
  }

  @AfterEach
  void close() {
    client.close();
  }

  private Connector open() throws Exception {
    return Endpoint.of("s3", "s3://" + bucket, Settings.of(STORE.settings())).open();
  }

  private static String text(String key) {
    return key.contains("yml") ? "msg: Hello World!\n" : "{\"msg\": \"Hello World!\"}";
  }

  private static byte[] packed(String key, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!key.endsWith(".gz")) {
      return bytes;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream output = new GZIPOutputStream(packed)) {
      output.write(bytes);
    }
    return packed.toByteArray();
  }

  private static String unpacked(String key, byte[] bytes) throws IOException {
    if (!key.endsWith(".gz")) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    try (GZIPInputStream input = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"data/data.yml", "data/data.yml.gz", "data/data.json", "data/data.json.gz"})
  void what_another_program_has_written_is_read(String key) throws Exception {
    client.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(packed(key, text(key))));

    try (Connector connector = open()) {
      assertThat(Documents.of(connector).readMap(RelativePath.of(key)))
          .isEqualTo(Map.of("msg", "Hello World!"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"data/data.yml", "data/data.yml.gz", "data/data.json", "data/data.json.gz"})
  void what_is_written_another_program_can_read(String key) throws Exception {
    try (Connector connector = open()) {
      Documents.of(connector).write(RelativePath.of(key), Map.of("msg", "Hello World!"));
    }

    byte[] bytes = client.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray();
    assertThat(unpacked(key, bytes).replace("\"", "").replaceAll("\\s+", " "))
        .contains("msg", ": Hello World!");
  }
}
