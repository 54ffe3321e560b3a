package org.oeleo.s3;

import com.adobe.testing.s3mock.S3MockApplication;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.apache.catalina.connector.Connector;
import org.oeleo.s3.access.Access;
import org.oeleo.s3.access.Address;
import org.oeleo.s3.access.Checksums;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** S3Mock in this process, on the loopback only. */
final class MockServer implements AutoCloseable {
  private final ConfigurableApplicationContext application;
  private final URI endpoint;

  private MockServer(ConfigurableApplicationContext application) {
    this.application = application;
    Environment environment = application.getEnvironment();
    this.endpoint = URI.create("http://127.0.0.1:" + environment.getProperty("local.server.port"));
  }

  /** S3Mock opens a second port, which would listen to everybody. */
  private static final class Loopback implements BeanPostProcessor {
    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
      if (bean instanceof Connector port) {
        port.setProperty("address", "127.0.0.1");
      }
      return bean;
    }
  }

  static MockServer start() {
    return new MockServer(new SpringApplicationBuilder(S3MockApplication.class, Loopback.class)
        .properties(Map.of(
            "server.address", "127.0.0.1",
            "server.port", "0",
            "server.ssl.enabled", "false",
            "http.port", "0",
            "logging.level.root", "OFF",
            "spring.main.banner-mode", "off",
            "spring.main.register-shutdown-hook", "false"))
        .run());
  }

  URI endpoint() {
    return endpoint;
  }

  /** The client as the connector gets it. */
  S3Client client(Checksums checksums) {
    return client(checksums, new Requests());
  }

  private S3Client client(Checksums checksums, Requests requests) {
    return client(endpoint, checksums, requests);
  }

  /** A client of any server. */
  static S3Client client(URI endpoint, Checksums checksums, Requests requests) {
    boolean known = checksums == Checksums.WHEN_SUPPORTED;
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .httpClientBuilder(Apache5HttpClient.builder().maxConnections(100))
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
    try (S3Client client = client(Checksums.WHEN_SUPPORTED)) {
      client.createBucket(r -> r.bucket(bucket));
    }
    return bucket;
  }

  @Override
  public void close() {
    application.close();
  }
}
