package org.oeleo.s3;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.oeleo.s3.access.Access;
import org.oeleo.s3.access.Checksums;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.Particular;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** A prefix of a bucket. Safe for many threads. */
final class S3Connector implements Connector {
  private final Bucket bucket;
  private final Capabilities capabilities;
  private final Tuning tuning;
  private final Buffers buffers;
  private final ExecutorService threads = Executors.newCachedThreadPool(S3Connector::thread);
  private final Reading reading;
  private final WholeFile wholeFile;
  private final InParts inParts;

  /** Closing this closes {@code access}. */
  S3Connector(Access access, Tuning tuning) {
    this.bucket = new Bucket(access);
    this.capabilities = promised(access.checksums(), tuning.conditions());
    this.tuning = tuning;
    this.buffers = new Buffers(tuning.memory());
    this.reading = new Reading(bucket);
    this.wholeFile = new WholeFile(bucket, buffers);
    this.inParts = new InParts(bucket, buffers, tuning, threads);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "oeleo-s3");
    thread.setDaemon(true);
    return thread;
  }

  private static Capabilities promised(Checksums checksums, Tuning.Conditions conditions) {
    Set<Capability> flags = EnumSet.of(
        Capability.ATOMIC_WRITE,
        Capability.VERIFIED_WRITE,
        Capability.RESUME,
        Capability.CONTENT_TAGS,
        Capability.REMOTE);
    boolean newer = checksums == Checksums.WHEN_SUPPORTED;
    if (conditions == Tuning.Conditions.YES || (conditions == Tuning.Conditions.AUTO && newer)) {
      flags.add(Capability.CONDITIONAL_WRITE);
    }
    List<HashAlgorithm> hashes = newer ? List.of(Crc32cDigest.ALGORITHM) : List.of();
    return new Capabilities(flags, hashes, Duration.ZERO);
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public void ping() throws IOException {
    bucket.require();
  }

  @Override
  public void list(ListRequest request, EntrySink sink) throws IOException {
    new Listing(bucket, request, sink).run();
  }

  @Override
  public Optional<FileEntry> stat(RelativePath path) throws IOException {
    Optional<HeadObjectResponse> head = bucket.head(path);
    return head.isEmpty() ? Optional.empty() : Optional.of(Entries.of(path, head.get()));
  }

  @Override
  public InputStream read(RelativePath path, long offset) throws IOException {
    return reading.read(path, offset);
  }

  @Override
  public FileEntry write(RelativePath path, Content content) throws IOException {
    Conditions conditions =
        capabilities.has(Capability.CONDITIONAL_WRITE) ? Conditions.of(content) : Conditions.none();
    try {
      return isSmall(content)
          ? wholeFile.write(path, content, conditions)
          : inParts.write(path, content, conditions);
    } catch (ConnectorException e) {
      throw conditions.explain(e);
    }
  }

  private boolean isSmall(Content content) {
    return content.size() <= tuning.threshold() && buffers.canHold(content.size());
  }

  @Override
  public void delete(RelativePath path) throws IOException {
    String key = bucket.key(path);
    bucket.at(path, client -> {
      try {
        return Optional.of(client.deleteObject(r -> r.bucket(bucket.name()).key(key)));
      } catch (NoSuchKeyException e) {
        // Not every store takes that for success.
        return Optional.empty();
      }
    });
  }

  @Override
  public void giveUp(RelativePath path, String token) {
    inParts.giveUp(path, token);
  }

  @Override
  public void close() {
    bucket.close();
    threads.shutdown();
  }

  @Override
  public String locate(RelativePath path) {
    return bucket + path.toString();
  }

  @Override
  public List<Particular> particulars() throws IOException {
    return new Checkup(bucket, Clock.systemUTC()).lines();
  }

  @Override
  public OptionalLong largeFrom() {
    return OptionalLong.of(tuning.threshold() + 1);
  }

  @Override
  public Optional<Checksum> checksum(RelativePath path, HashAlgorithm algorithm)
      throws IOException {
    HeadObjectResponse head = bucket
        .headWithSums(path)
        .orElseThrow(
            () -> new ConnectorException(Kind.NOT_FOUND, Printable.name(path) + " is not there"));
    if (algorithm.equals(Crc32cDigest.ALGORITHM)) {
      return Optional.ofNullable(head.checksumCRC32C())
          .filter(sum -> head.checksumType() != ChecksumType.COMPOSITE)
          .map(sum -> new Checksum(
              algorithm, HexFormat.of().formatHex(Base64.getDecoder().decode(sum))));
    }
    return algorithm.equals(HashAlgorithm.SHA256)
        ? Optional.ofNullable(head.metadata().get(Metadata.SHA256))
            .filter(sum -> sum.matches("[0-9a-fA-F]{64}"))
            .map(sum -> new Checksum(algorithm, sum))
        : Optional.empty();
  }
}
