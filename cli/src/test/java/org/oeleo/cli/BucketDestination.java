package org.oeleo.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.oeleo.testkit.crash.Destination;
import org.oeleo.testkit.server.CephObjectStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket, as another program sees it; uploads that are not finished are what is temporary. */
record BucketDestination(S3Client client, String bucket) implements Destination {
  /** A new bucket of this store. */
  static BucketDestination in(CephObjectStore store, String bucket) {
    S3Client client = S3Client.builder()
        .endpointOverride(URI.create(store.endpoint()))
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .credentialsProvider(StaticCredentialsProvider.create(
            AwsBasicCredentials.create(store.accessKey(), store.secretKey())))
        .build();
    client.createBucket(request -> request.bucket(bucket));
    return new BucketDestination(client, bucket);
  }

  @Override
  public Set<String> names() {
    return client.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public Set<String> temporaryNames() {
    return client.listMultipartUploads(request -> request.bucket(bucket)).uploads().stream()
        .map(MultipartUpload::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public InputStream open(String name) throws IOException {
    try {
      return client.getObject(request -> request.bucket(bucket).key(name));
    } catch (NoSuchKeyException e) {
      NoSuchFileException gone = new NoSuchFileException(name);
      gone.initCause(e);
      throw gone;
    }
  }

  @Override
  public Optional<String> stamp(String name) {
    try {
      return Optional.of(
          client.headObject(request -> request.bucket(bucket).key(name)).eTag());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }
}
