package org.oeleo.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.oeleo.s3.access.Address;
import org.oeleo.s3.access.Checksums;
import org.oeleo.spi.Connector;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.TestedStore;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A prefix of a new bucket, with something beside it. */
final class BucketUnderTest implements TestedStore {
  private static final String PREFIX = "root/of it/";

  private final TestServer server;
  private final Checksums checksums;
  private final Tuning tuning;
  private final Requests requests = new Requests();
  private final S3Client raw;
  private final String bucket;

  BucketUnderTest(TestServer server, Checksums checksums, Tuning tuning) {
    this.server = server;
    this.checksums = checksums;
    this.tuning = tuning;
    this.raw = server.client(checksums, new Requests());
    this.bucket = server.newBucket();
    raw.putObject(r -> r.bucket(bucket).key("root/beside.txt"), RequestBody.fromString("beside"));
  }

  String bucket() {
    return bucket;
  }

  String prefix() {
    return PREFIX;
  }

  /** For what the connector would not do. */
  S3Client raw() {
    return raw;
  }

  @Override
  public Connector open() {
    return open(bucket);
  }

  @Override
  public Connector openMissing() {
    return open("missing-" + bucket);
  }

  private Connector open(String name) {
    Address address = new Address(name, PREFIX);
    return new S3Connector(server.access(address, checksums, requests), tuning);
  }

  /** What all connectors to this have asked. */
  Requests requests() {
    return requests;
  }

  @Override
  public boolean tamper(RelativePath path, byte[] content) {
    raw.putObject(
        r -> {
          r.bucket(bucket).key(PREFIX + path);
          if (checksums == Checksums.WHEN_SUPPORTED) {
            r.checksumAlgorithm(ChecksumAlgorithm.CRC32_C);
          }
        },
        RequestBody.fromBytes(content));
    return true;
  }

  @Override
  public Set<String> outside() {
    Set<String> keys = new TreeSet<>();
    for (S3Object object : raw.listObjectsV2Paginator(
            r -> r.bucket(bucket).encodingType(EncodingType.URL))
        .contents()) {
      if (!object.key().startsWith(PREFIX)) {
        keys.add(object.key());
      }
    }
    assertThat(keys).isNotEmpty();
    return keys;
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
