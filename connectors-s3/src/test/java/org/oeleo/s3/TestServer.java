package org.oeleo.s3;

import java.net.URI;
import java.util.UUID;
import org.oeleo.s3.access.Access;
import org.oeleo.s3.access.Address;
import org.oeleo.s3.access.Checksums;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A server to test against, as far as a client has to know it. Immutable.
 *
 * @param endpoint where it is
 * @param credentials who may do everything there
 */
record TestServer(URI endpoint, AwsBasicCredentials credentials) {
  /** That lets everybody in. */
  static TestServer open(URI endpoint) {
    return new TestServer(endpoint, AwsBasicCredentials.create("key", "secret"));
  }

  /** The client as the connector gets it. */
  S3Client client(Checksums checksums, Requests requests) {
    boolean known = checksums == Checksums.WHEN_SUPPORTED;
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(Apache5HttpClient.builder().maxConnections(100))
        .serviceConfiguration(service -> service.chunkedEncodingEnabled(known))
        .requestChecksumCalculation(
            known
                ? RequestChecksumCalculation.WHEN_SUPPORTED
                : RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(
            known
                ? ResponseChecksumValidation.WHEN_SUPPORTED
                : ResponseChecksumValidation.WHEN_REQUIRED)
        .overrideConfiguration(c ->
            c.retryStrategy(DefaultRetryStrategy.doNotRetry()).addExecutionInterceptor(requests))
        .build();
  }

  Access access(Address address, Checksums checksums, Requests requests) {
    return new Access(client(checksums, requests), address, checksums, endpoint.toString());
  }

  /** A bucket of a name that no other has. */
  String newBucket() {
    String bucket = "b-" + UUID.randomUUID();
    try (S3Client client = client(Checksums.WHEN_REQUIRED, new Requests())) {
      client.createBucket(r -> r.bucket(bucket));
    }
    return bucket;
  }
}
