package org.oeleo.s3;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Sends a file by one request, once all of it has been read: a source that fails or has changed
 * leaves no trace. Safe for many threads.
 */
final class WholeFile {
  private final Bucket bucket;
  private final Buffers buffers;
  private final Published published;

  WholeFile(Bucket bucket, Buffers buffers) {
    this.bucket = bucket;
    this.buffers = buffers;
    this.published = new Published(bucket);
  }

  FileEntry write(RelativePath path, Content content, Conditions conditions) throws IOException {
    String key = bucket.key(path);
    try (Buffer buffer = buffers.take(Math.toIntExact(content.size()))) {
      read(content, buffer);
      Seal seal = Seal.of(bucket.checksums(), buffer);
      PutObjectRequest.Builder request = PutObjectRequest.builder()
          .bucket(bucket.name())
          .key(key)
          .metadata(Metadata.whole(content.modified(), sha256(buffer)));
      seal.putOn(request);
      conditions.ifMatch().ifPresent(request::ifMatch);
      conditions.ifNoneMatch().ifPresent(request::ifNoneMatch);
      PutObjectResponse answer =
          bucket.at(path, client -> client.putObject(request.build(), buffer.body()));
      seal.requireEcho(answer.checksumCRC32C());
      return published.entry(path, content.size(), Entries.tag(answer.eTag()));
    }
  }

  private static void read(Content content, Buffer buffer) throws IOException {
    try (InputStream in = content.open(0)) {
      buffer.fill(in);
      requireEnd(in);
    }
  }

  /**
   * Makes sure that nothing follows.
   *
   * @throws ConnectorException CHANGED if something does
   */
  static void requireEnd(InputStream in) throws IOException {
    if (in.read() >= 0) {
      throw new ConnectorException(Kind.CHANGED, "the source is longer than it was listed");
    }
  }

  private static Checksum sha256(Buffer buffer) {
    MessageDigest digest = HashAlgorithm.SHA256.newDigest();
    buffer.addTo(digest);
    return Checksum.of(HashAlgorithm.SHA256, digest);
  }
}
