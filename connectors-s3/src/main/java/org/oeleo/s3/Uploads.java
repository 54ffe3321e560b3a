package org.oeleo.s3;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.oeleo.s3.access.Checksums;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** What the store can be asked about uploads in parts. Safe for many threads. */
final class Uploads {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

  private final Bucket bucket;

  Uploads(Bucket bucket) {
    this.bucket = bucket;
  }

  UploadToken begin(RelativePath path, Content content, Layout layout) throws IOException {
    String key = bucket.key(path);
    String id = UUID.randomUUID().toString();
    CreateMultipartUploadRequest.Builder request = CreateMultipartUploadRequest.builder()
        .bucket(bucket.name())
        .key(key)
        .metadata(Metadata.inParts(content.modified(), id));
    if (bucket.checksums() == Checksums.WHEN_SUPPORTED) {
      request.checksumAlgorithm(ChecksumAlgorithm.CRC32_C).checksumType(ChecksumType.FULL_OBJECT);
    }
    String upload =
        bucket.at(path, client -> client.createMultipartUpload(request.build())).uploadId();
    return new UploadToken(upload, id, key, layout, Optional.empty());
  }

  /** The parts that are there, by number; empty if the store does not know the upload any more. */
  Optional<Map<Integer, Part>> parts(RelativePath path, UploadToken token) throws IOException {
    ListPartsRequest.Builder pages =
        ListPartsRequest.builder().bucket(bucket.name()).key(token.key()).uploadId(token.upload());
    return bucket.at(path, client -> {
      Map<Integer, Part> parts = new HashMap<>();
      int marker = 0;
      try {
        ListPartsResponse page;
        do {
          page = client.listParts(pages.partNumberMarker(marker).build());
          page.parts().forEach(part -> parts.put(part.partNumber(), part));
          marker = next(page, marker);
        } while (Boolean.TRUE.equals(page.isTruncated()));
        return Optional.of(parts);
      } catch (S3Exception e) {
        if (isUnknownUpload(e)) {
          return Optional.empty();
        }
        throw e;
      }
    });
  }

  /** Ceph says that the key is not there. */
  private static boolean isUnknownUpload(S3Exception refusal) {
    String code = Failures.codeOf(refusal);
    return code.equals("NoSuchUpload") || code.equals("NoSuchKey");
  }

  private static int next(ListPartsResponse page, int marker) throws ConnectorException {
    if (!Boolean.TRUE.equals(page.isTruncated())) {
      return marker;
    }
    Integer next = page.nextPartNumberMarker();
    if (next == null || next <= marker) {
      throw new ConnectorException(
          Kind.IO_ERROR, "the store has more parts than it lists: it does not say how to go on");
    }
    return next;
  }

  /** Sends one part; the store has compared it. */
  CompletedPart send(RelativePath path, UploadToken token, int number, Sealed ready)
      throws IOException {
    UploadPartRequest.Builder request = UploadPartRequest.builder()
        .bucket(bucket.name())
        .key(token.key())
        .uploadId(token.upload())
        .partNumber(number);
    ready.seal().putOn(request);
    UploadPartResponse answer = bucket.at(
        path, client -> client.uploadPart(request.build(), ready.buffer().body()));
    ready.seal().requireEcho(answer.checksumCRC32C());
    return part(number, answer.eTag(), ready.seal());
  }

  /** A part as the store wants to hear of it in the end. */
  static CompletedPart part(int number, String etag, Seal seal) {
    CompletedPart.Builder part = CompletedPart.builder().partNumber(number).eTag(etag);
    if (seal.known() == Checksums.WHEN_SUPPORTED) {
      part.checksumCRC32C(seal.sum());
    }
    return part.build();
  }

  /**
   * Makes one object of all parts.
   *
   * @throws ConnectorException CORRUPTED if it is not what {@code whole} says, CHANGED if the
   *     conditions are not met
   */
  void complete(RelativePath path, UploadToken token, Completion completion) throws IOException {
    Seal whole = completion.whole();
    CompleteMultipartUploadRequest.Builder request = CompleteMultipartUploadRequest.builder()
        .bucket(bucket.name())
        .key(token.key())
        .uploadId(token.upload())
        .multipartUpload(m -> m.parts(completion.parts()));
    if (whole.known() == Checksums.WHEN_SUPPORTED) {
      request.checksumType(ChecksumType.FULL_OBJECT).checksumCRC32C(whole.sum());
    }
    completion.conditions().ifMatch().ifPresent(request::ifMatch);
    completion.conditions().ifNoneMatch().ifPresent(request::ifNoneMatch);
    CompleteMultipartUploadResponse answer =
        bucket.at(path, client -> client.completeMultipartUpload(request.build()));
    whole.requireEcho(answer.checksumCRC32C());
  }

  /** All that is said in the end, the parts in order. */
  record Completion(List<CompletedPart> parts, Seal whole, Conditions conditions) {}

  /** The object of this upload, if it has become one; its acknowledgement may have been lost. */
  Optional<Finished> finished(RelativePath path, UploadToken token) throws IOException {
    Optional<HeadObjectResponse> head = bucket
        .headWithSums(path)
        .filter(there -> token.id().equals(there.metadata().get(Metadata.UPLOAD)));
    if (head.isEmpty()) {
      return Optional.empty();
    }
    FileEntry entry = Entries.of(path, head.get());
    return entry.size() == token.layout().size()
        ? Optional.of(new Finished(entry, crc(head.get())))
        : Optional.empty();
  }

  /** What has become of an upload, and the hash of the whole if the store tells one. */
  record Finished(FileEntry entry, Optional<String> whole) {}

  private static Optional<String> crc(HeadObjectResponse head) {
    return Optional.ofNullable(head.checksumCRC32C())
        .filter(sum -> head.checksumType() == ChecksumType.FULL_OBJECT);
  }

  /** Gives up what will never be continued; if that fails, the bucket's own rules see to it. */
  void abort(RelativePath path, UploadToken token) {
    try {
      bucket.at(
          path,
          client -> client.abortMultipartUpload(
              r -> r.bucket(bucket.name()).key(token.key()).uploadId(token.upload())));
    } catch (IOException e) {
      LOG.debug("the parts of an upload that is given up stay in the store", e);
    }
  }
}
