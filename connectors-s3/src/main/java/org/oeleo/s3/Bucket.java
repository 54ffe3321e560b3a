package org.oeleo.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.oeleo.s3.access.Access;
import org.oeleo.s3.access.Checksums;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The one door to a prefix of a bucket: its keys, its failures, its end. Safe for many threads. */
final class Bucket implements AutoCloseable {
  /** What S3 allows. */
  private static final int LONGEST_KEY = 1024;

  private static final Duration LATELY = Duration.ofSeconds(10);
  private static final int NOT_FOUND = 404;
  private static final int BAD = 400;
  private static final int FORBIDDEN = 403;

  private final Access access;
  private final Failures failures;
  private final AwsRequestOverrideConfiguration patience;
  private final Clock clock = Clock.systemUTC();
  private volatile Instant seen = Instant.EPOCH;
  private volatile boolean closed;

  /** Closing this closes {@code access}. */
  Bucket(Access access) {
    this.access = access;
    this.failures = new Failures(access.endpoint(), clock);
    this.patience = patience(AwsRetryStrategy.standardRetryStrategy());
  }

  private static AwsRequestOverrideConfiguration patience(RetryStrategy strategy) {
    return AwsRequestOverrideConfiguration.builder()
        .addPlugin(client -> client.overrideConfiguration(o -> o.retryStrategy(strategy)))
        .build();
  }

  /** One request, in the terms of the SDK. */
  interface Request<T> {
    T send(S3Client client) throws IOException;
  }

  /** Sends a request about {@code subject}, which a failure names. */
  <T> T at(Object subject, Request<T> request) throws IOException {
    requireOpen();
    try {
      return request.send(access.client());
    } catch (SdkException e) {
      throw classified(e, subject);
    } catch (IllegalStateException e) {
      // How a pool of connections answers that has been shut down.
      requireOpen();
      throw e;
    }
  }

  /** One request that changes nothing, and how it is made patient. */
  interface Question<T> {
    T ask(S3Client client, AwsRequestOverrideConfiguration patience) throws IOException;
  }

  /** Asks what can be asked again and nobody else would repeat. */
  <T> T patientlyAt(Object subject, Question<T> question) throws IOException {
    return at(subject, client -> question.ask(client, patience));
  }

  /** What a failure of the SDK is; after the close it is that. */
  IOException classified(SdkException failure, Object subject) {
    return closed ? gone(failure) : failures.of(failure, subject);
  }

  private void requireOpen() throws ConnectorException {
    if (closed) {
      throw new ConnectorException(Kind.UNREACHABLE, "the way to " + this + " is closed");
    }
  }

  private ConnectorException gone(SdkException failure) {
    return new ConnectorException(
        Kind.UNREACHABLE, "the way to " + this + " was closed meanwhile", failure);
  }

  String name() {
    return access.address().bucket();
  }

  String prefix() {
    return access.address().prefix();
  }

  Checksums checksums() {
    return access.checksums();
  }

  String endpoint() {
    return access.endpoint();
  }

  /**
   * The key of a path.
   *
   * @throws ConnectorException INVALID_NAME if no key is as long as that
   */
  String key(RelativePath path) throws ConnectorException {
    String key = prefix() + path;
    if (key.length() > LONGEST_KEY / 3 && key.getBytes(UTF_8).length > LONGEST_KEY) {
      throw new ConnectorException(
          Kind.INVALID_NAME,
          Printable.name(path) + " is longer than the " + LONGEST_KEY
              + " bytes a name may have in S3, the prefix included");
    }
    return key;
  }

  /**
   * What the store knows of an object; empty if there is none, which it says of the bucket, too.
   */
  Optional<HeadObjectResponse> head(RelativePath path) throws IOException {
    return head(path, r -> {});
  }

  /** As {@link #head}, with the checksums it keeps. */
  Optional<HeadObjectResponse> headWithSums(RelativePath path) throws IOException {
    return head(path, r -> r.checksumMode(ChecksumMode.ENABLED));
  }

  private Optional<HeadObjectResponse> head(
      RelativePath path, Consumer<HeadObjectRequest.Builder> more) throws IOException {
    String key = key(path);
    return at(path, client -> {
      try {
        return Optional.of(client.headObject(r -> more.accept(r.bucket(name()).key(key))));
      } catch (S3Exception e) {
        if (e.statusCode() != NOT_FOUND) {
          throw spokenFor(e, client);
        }
        requireLately();
        return Optional.empty();
      }
    });
  }

  /**
   * An answer to HEAD has no words: whether it is this object or the keys that are wrong, another
   * question tells.
   */
  private S3Exception spokenFor(S3Exception wordless, S3Client client) {
    if (wordless.statusCode() != BAD && wordless.statusCode() != FORBIDDEN) {
      return wordless;
    }
    try {
      var unused = client.listObjectsV2(r -> r.bucket(name()).prefix(prefix()).maxKeys(1));
      return wordless;
    } catch (S3Exception e) {
      return Failures.codeOf(e).isEmpty() || e.statusCode() != wordless.statusCode() ? wordless : e;
    }
  }

  /** Lately is enough: a bucket has to be empty before it can be deleted. */
  private void requireLately() throws IOException {
    Instant now = clock.instant();
    if (Duration.between(seen, now).abs().compareTo(LATELY) > 0) {
      require();
      seen = now;
    }
  }

  /**
   * Makes sure that the bucket is there.
   *
   * @throws ConnectorException UNREACHABLE if it is not
   */
  void require() throws IOException {
    patientlyAt(this, (client, patience) -> {
      try {
        return client
            .headBucket(r -> r.bucket(name()).overrideConfiguration(patience))
            .sdkHttpResponse()
            .statusCode();
      } catch (S3Exception e) {
        if (e.statusCode() == NOT_FOUND) {
          throw new ConnectorException(
              Kind.UNREACHABLE, "the bucket " + Printable.name(name()) + " is not there", e);
        }
        if (e.statusCode() != FORBIDDEN && e.statusCode() != BAD) {
          throw e;
        }
        // Whoever may see a prefix only may not ask for the bucket.
        return client
            .listObjectsV2(
                r -> r.bucket(name()).prefix(prefix()).maxKeys(1).overrideConfiguration(patience))
            .keyCount();
      }
    });
  }

  @Override
  public void close() {
    closed = true;
    access.close();
  }

  @Override
  public String toString() {
    return "s3://" + name() + "/" + prefix();
  }
}
