package org.oeleo.s3.access;

import java.time.Duration;
import java.util.Optional;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.TlsTrustManagersProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes an {@link Access} of what is configured. One thread, one use. */
final class Opening {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  /** More than the engine has threads, times the parts that one file is sent in at once. */
  private static final int MOST_CONNECTIONS = 256;

  /** Shorter than stores and what is on the way keep a silent connection. */
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);

  private final Settings settings;
  private final Surroundings surroundings;

  Opening(Settings settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
  }

  Access open(Address address) throws SettingsException, ConnectorException {
    SeedFiles files = SeedFiles.of(surroundings);
    Profile profile = Profile.of(settings, surroundings);
    Reach reach = Reach.of(settings, files, profile);
    AwsCredentialsProvider login = new Login(settings, files, profile).provider();
    Apache5HttpClient.Builder http = http(reach);
    check(login);
    reach
        .server()
        .filter(Server::isReadOnTheWay)
        .ifPresent(server -> LOG.warn(
            "{} is reached without TLS: keys are not sent, but files can be read and changed on the"
                + " way; write https if the store has it",
            server));
    S3Client client = client(reach, profile)
        .httpClientBuilder(http)
        .credentialsProvider(login)
        .build();
    return new Access(client, address, reach.manner().request(), reach.toString());
  }

  /** Now, because nobody could say later why every request fails. */
  private static void check(AwsCredentialsProvider login) throws ConnectorException {
    try {
      login.resolveCredentials();
    } catch (SdkException e) {
      throw new ConnectorException(
          Kind.AUTHENTICATION,
          "no keys for the store were found: set OELEO_ACCESS_KEY and OELEO_SECRET_KEY, or what the"
              + " AWS tools use (on EC2 also OELEO_INSTANCE_METADATA=yes)",
          e);
    }
  }

  private Apache5HttpClient.Builder http(Reach reach) throws SettingsException {
    Duration silence = settings.get(AccessSettings.TIMEOUT);
    Apache5HttpClient.Builder http = Apache5HttpClient.builder()
        .connectionTimeout(settings.get(AccessSettings.CONNECT_TIMEOUT))
        .socketTimeout(silence)
        .connectionAcquisitionTimeout(silence)
        .maxConnections(MOST_CONNECTIONS)
        .connectionMaxIdleTime(LONGEST_IDLE)
        .tcpKeepAlive(true)
        .proxyConfiguration(Proxies.of(settings, scheme(reach)));
    Optional<TlsTrustManagersProvider> authorities = Authorities.of(settings);
    authorities.ifPresent(http::tlsTrustManagersProvider);
    return http;
  }

  private static String scheme(Reach reach) {
    return reach.server().map(server -> server.uri().getScheme()).orElse("https");
  }

  private static S3ClientBuilder client(Reach reach, Profile profile) {
    Reach.Manner manner = reach.manner();
    S3ClientBuilder client = S3Client.builder()
        // Ceph, for one, refuses an empty body that is sent in signed pieces.
        .serviceConfiguration(
            service -> service.chunkedEncodingEnabled(manner.request() == Checksums.WHEN_SUPPORTED))
        .region(Region.of(reach.region()))
        .forcePathStyle(manner.pathStyle() == Choice.PathStyle.YES)
        .requestChecksumCalculation(
            RequestChecksumCalculation.fromValue(manner.request().name()))
        .responseChecksumValidation(
            ResponseChecksumValidation.fromValue(manner.response().name()))
        .overrideConfiguration(configuration -> configuration
            // The engine retries, and tells by the kind of failure whether that makes sense.
            .retryStrategy(DefaultRetryStrategy.doNotRetry())
            .defaultProfileFile(profile.file())
            .defaultProfileName(profile.name()));
    reach.server().ifPresent(server -> client.endpointOverride(server.uri()));
    return client;
  }
}
