package org.oeleo.s3;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One listing, to the last page or a failure. One thread, once. */
final class Listing {
  private final Bucket bucket;
  private final ListRequest request;
  private final EntrySink sink;
  private final Deque<String> folders = new ArrayDeque<>();

  /** Keys come in order, and with them those below one folder. */
  private Optional<RelativePath> notEntered = Optional.empty();

  Listing(Bucket bucket, ListRequest request, EntrySink sink) {
    this.bucket = bucket;
    this.request = request;
    this.sink = sink;
  }

  /** All keys in a row; folder by folder only if most may be below what was asked for. */
  void run() throws IOException {
    if (request.maxDepth() == Integer.MAX_VALUE) {
      pages(ListObjectsV2Request.builder().prefix(bucket.prefix()));
      return;
    }
    folders.add(bucket.prefix());
    while (!folders.isEmpty()) {
      pages(ListObjectsV2Request.builder().prefix(folders.remove()).delimiter("/"));
    }
  }

  private void pages(ListObjectsV2Request.Builder pages) throws IOException {
    pages.bucket(bucket.name()).encodingType(EncodingType.URL);
    Optional<String> token = Optional.empty();
    Optional<String> begin = Optional.empty();
    do {
      token.ifPresent(pages::continuationToken);
      ListObjectsV2Response page = bucket.patientlyAt(
          bucket,
          (client, patience) ->
              client.listObjectsV2(pages.overrideConfiguration(patience).build()));
      begin = requireProgress(page, begin);
      for (S3Object object : page.contents()) {
        object(object);
      }
      for (CommonPrefix folder : page.commonPrefixes()) {
        folder(folder.prefix());
      }
      token = next(page, token);
    } while (token.isPresent());
  }

  /** Keys come in order: a page that begins like the one before is that one again. */
  private Optional<String> requireProgress(ListObjectsV2Response page, Optional<String> before)
      throws ConnectorException {
    Optional<String> begin = page.contents().stream().findFirst().map(S3Object::key);
    if (begin.isPresent() && begin.equals(before)) {
      throw new ConnectorException(Kind.IO_ERROR, bucket + " gives one page again and again");
    }
    return begin.or(() -> before);
  }

  private Optional<String> next(ListObjectsV2Response page, Optional<String> token)
      throws ConnectorException {
    if (page.isTruncated() == null) {
      // Every store says it: this is the answer of something else, a proxy say.
      throw new ConnectorException(
          Kind.IO_ERROR, bucket + " was answered for by something that is no listing");
    }
    if (!page.isTruncated()) {
      return Optional.empty();
    }
    Optional<String> next = Optional.ofNullable(page.nextContinuationToken());
    if (next.isEmpty() || next.equals(token)) {
      throw new ConnectorException(
          Kind.IO_ERROR, bucket + " has more files than it lists: it does not say how to go on");
    }
    return next;
  }

  private void object(S3Object object) throws ConnectorException {
    String name = below(object.key());
    if (name.isEmpty() || name.endsWith("/")) {
      placeholder(object);
      return;
    }
    Optional<RelativePath> path = path(object.key(), name);
    if (path.isEmpty()) {
      return;
    }
    Optional<RelativePath> barrier = barrier(path.get());
    if (barrier.isPresent()) {
      notEntered(barrier.get());
    } else {
      sink.file(Entries.of(path.get(), object));
    }
  }

  /** Empty, and told, if it is no path. */
  private Optional<RelativePath> path(String key, String name) {
    try {
      return Optional.of(RelativePath.parse(name));
    } catch (ConnectorException e) {
      sink.leftOut(key, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private String below(String key) {
    return key.startsWith(bucket.prefix()) ? key.substring(bucket.prefix().length()) : "/" + key;
  }

  /** Folders do not exist; some programs mark them by an empty object. */
  private void placeholder(S3Object object) {
    if (object.size() != null && object.size() > 0) {
      sink.leftOut(object.key(), "a folder by its name, with content");
    }
  }

  /** The outermost folder above a path that is not entered; a listing in a row meets them so. */
  private Optional<RelativePath> barrier(RelativePath path) {
    Optional<RelativePath> barrier = Optional.empty();
    Optional<RelativePath> folder = path.parent();
    while (folder.isPresent()) {
      if (!isEntered(folder.get())) {
        barrier = folder;
      }
      folder = folder.get().parent();
    }
    return barrier;
  }

  private boolean isEntered(RelativePath folder) {
    return folder.depth() < request.maxDepth() && request.enters().test(folder);
  }

  private void notEntered(RelativePath folder) {
    if (!notEntered.equals(Optional.of(folder))) {
      notEntered = Optional.of(folder);
      sink.notEntered(folder.toString());
    }
  }

  private void folder(String prefix) {
    String name = below(prefix);
    if (name.isEmpty()) {
      return;
    }
    Optional<RelativePath> folder = path(prefix, name.substring(0, name.length() - 1));
    if (folder.isEmpty()) {
      return;
    }
    if (isEntered(folder.get())) {
      folders.add(prefix);
    } else {
      notEntered(folder.get());
    }
  }
}
