package org.oeleo.s3.access;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.oeleo.settings.Secret;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * An open way to one store. Safe for many threads; whoever opened it closes it.
 *
 * @param client never retries what writes
 * @param address where in the store
 * @param checksums what the store understands
 * @param endpoint the store, for a person
 */
public record Access(S3Client client, Address address, Checksums checksums, String endpoint)
    implements AutoCloseable {
  private static final Setting<String> ENDPOINT =
      Setting.text("S3_ENDPOINT", "Where the store is, if it is not AWS.");
  private static final Setting<String> REGION =
      Setting.text("S3_REGION", "The region of the bucket.").orElse("us-east-1");
  private static final Setting<Secret> ACCESS_KEY =
      Setting.secret("S3_ACCESS_KEY", "The access key.");
  private static final Setting<Secret> SECRET_KEY =
      Setting.secret("S3_SECRET_KEY", "The secret that goes with the access key.");
  private static final Setting<Checksums> CHECKSUMS = Setting.choice(
          "S3_CHECKSUMS", "Whether the store knows x-amz-checksum headers.", Checksums.class)
      .orElse(Checksums.WHEN_SUPPORTED);

  /** Every setting this reads. */
  public static List<Setting<?>> settings() {
    return List.of(ENDPOINT, REGION, ACCESS_KEY, SECRET_KEY, CHECKSUMS);
  }

  /**
   * Opens a way to the bucket that {@code root} names.
   *
   * @throws ConnectorException REJECTED if it names none
   */
  public static Access open(String root, Settings settings) throws IOException {
    Address address = Address.parse(root);
    try {
      Checksums checksums = settings.get(CHECKSUMS);
      S3ClientBuilder builder = builder(checksums).region(Region.of(settings.get(REGION)));
      settings.find(ENDPOINT).ifPresent(url -> builder.endpointOverride(URI.create(url)));
      builder.credentialsProvider(DefaultCredentialsProvider.builder().build());
      if (settings.isSet(ACCESS_KEY) && settings.isSet(SECRET_KEY)) {
        builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
            settings.get(ACCESS_KEY).reveal(), settings.get(SECRET_KEY).reveal())));
      }
      String endpoint = settings.find(ENDPOINT).orElse("AWS");
      return new Access(builder.build(), address, checksums, endpoint);
    } catch (SettingsException e) {
      throw new ConnectorException(Kind.REJECTED, e.problems().toString(), e);
    }
  }

  private static S3ClientBuilder builder(Checksums checksums) {
    boolean known = checksums == Checksums.WHEN_SUPPORTED;
    return S3Client.builder()
        .forcePathStyle(true)
        .httpClientBuilder(Apache5HttpClient.builder().maxConnections(100))
        .requestChecksumCalculation(
            known
                ? RequestChecksumCalculation.WHEN_SUPPORTED
                : RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(
            known
                ? ResponseChecksumValidation.WHEN_SUPPORTED
                : ResponseChecksumValidation.WHEN_REQUIRED)
        .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()));
  }

  @Override
  public void close() {
    client.close();
  }
}
