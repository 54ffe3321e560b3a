package org.oeleo.s3;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oeleo.s3.access.Checksums;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Particular;
import org.oeleo.spi.Printable;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;

/** What a person who looks for a problem wants to know of a bucket. Immutable. */
record Checkup(Bucket bucket, Clock clock) {
  /** Stores refuse requests that are a quarter of an hour off. */
  private static final Duration TOLERABLE = Duration.ofMinutes(1);

  List<Particular> lines() throws IOException {
    List<Particular> lines = new ArrayList<>();
    lines.add(Particular.fact(Printable.name(bucket + " on " + bucket.endpoint())));
    lines.add(Particular.fact(
        bucket.checksums() == Checksums.WHEN_SUPPORTED
            ? "checksums: CRC32C, compared and kept by the store"
            : "checksums: MD5, compared by the store and not kept"));
    answer().ifPresent(answer -> addAnswer(lines, answer));
    unfinished().ifPresent(lines::add);
    return lines;
  }

  /** Empty if only a prefix may be seen. */
  private Optional<HeadBucketResponse> answer() throws IOException {
    return ifAllowed(() ->
        bucket.at(bucket, client -> client.headBucket(r -> r.bucket(bucket.name()))));
  }

  private void addAnswer(List<Particular> lines, HeadBucketResponse answer) {
    Optional.ofNullable(answer.bucketRegion())
        .ifPresent(region -> lines.add(Particular.fact("region: " + Printable.name(region))));
    answer
        .sdkHttpResponse()
        .firstMatchingHeader("Date")
        .flatMap(ServerTime::date)
        .ifPresent(theirs -> lines.add(clocks(theirs)));
  }

  /** The store tells whole seconds. */
  private Particular clocks(Instant theirs) {
    Duration ahead = Duration.between(theirs, clock.instant());
    if (ahead.abs().compareTo(Duration.ofSeconds(1)) <= 0) {
      return Particular.fact("clock: as the store's");
    }
    String difference = ahead.abs().toSeconds() + " s "
        + (ahead.isNegative() ? "behind" : "ahead of") + " the store's";
    return ahead.abs().compareTo(TOLERABLE) > 0
        ? Particular.concern(
            "clock: " + difference + "; a store refuses what is 15 minutes off: set the clock")
        : Particular.fact("clock: " + difference);
  }

  private Optional<Particular> unfinished() throws IOException {
    Optional<ListMultipartUploadsResponse> page = ifAllowed(() -> bucket.at(
        bucket,
        client ->
            client.listMultipartUploads(r -> r.bucket(bucket.name()).prefix(bucket.prefix()))));
    return page.filter(uploads -> !uploads.uploads().isEmpty()).map(uploads -> {
      String more = Boolean.TRUE.equals(uploads.isTruncated()) ? " or more" : "";
      return Particular.concern(uploads.uploads().size() + more
          + " large files begun and not finished; they take room until a rule of the bucket"
          + " (AbortIncompleteMultipartUpload) deletes what is old");
    });
  }

  private interface Look<T> {
    T look() throws IOException;
  }

  private static <T> Optional<T> ifAllowed(Look<T> look) throws IOException {
    try {
      return Optional.of(look.look());
    } catch (ConnectorException e) {
      if (e.kind() == Kind.ACCESS_DENIED) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
