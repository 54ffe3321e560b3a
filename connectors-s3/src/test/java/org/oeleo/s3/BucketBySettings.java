package org.oeleo.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.oeleo.s3.access.Access;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.TestedStore;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A prefix of a new bucket of any server, opened as users do, with something beside it. */
final class BucketBySettings implements TestedStore {
  private static final String PREFIX = "root/of it/";

  private final Settings settings;
  private final Access access;
  private final String bucket;

  BucketBySettings(Map<String, String> variables) throws IOException {
    this.settings = Settings.of(variables);
    this.bucket = "b-" + UUID.randomUUID();
    this.access = Access.open(root(bucket), settings);
    raw().createBucket(request -> request.bucket(bucket));
    raw()
        .putObject(
            request -> request.bucket(bucket).key("root/beside.txt"),
            RequestBody.fromString("beside"));
  }

  private static String root(String bucket) {
    return "s3://" + bucket + "/" + PREFIX;
  }

  private S3Client raw() {
    return access.client();
  }

  @Override
  public Connector open() throws IOException {
    return new S3ConnectorProvider().open(root(bucket), settings);
  }

  @Override
  public Connector openMissing() throws IOException {
    return new S3ConnectorProvider().open(root("missing-" + bucket), settings);
  }

  @Override
  public boolean tamper(RelativePath path, byte[] content) {
    raw()
        .putObject(
            request -> request.bucket(bucket).key(PREFIX + path), RequestBody.fromBytes(content));
    return true;
  }

  @Override
  public Set<String> outside() {
    Set<String> keys = new TreeSet<>();
    for (S3Object object : raw()
        .listObjectsV2Paginator(request -> request.bucket(bucket).encodingType(EncodingType.URL))
        .contents()) {
      if (!object.key().startsWith(PREFIX)) {
        keys.add(object.key());
      }
    }
    assertThat(keys).isNotEmpty();
    return keys;
  }

  @Override
  public void close() {
    access.close();
  }
}
