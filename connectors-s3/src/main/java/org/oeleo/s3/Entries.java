package org.oeleo.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects as the engine knows files. */
final class Entries {
  private Entries() {}

  static FileEntry of(RelativePath path, HeadObjectResponse head) throws ConnectorException {
    return entry(path, head.contentLength(), head.lastModified(), head.eTag());
  }

  static FileEntry of(RelativePath path, S3Object listed) throws ConnectorException {
    return entry(path, listed.size(), listed.lastModified(), listed.eTag());
  }

  /** In seconds, because a listing tells fractions of them and a lookup does not. */
  private static FileEntry entry(
      RelativePath path, @Nullable Long size, @Nullable Instant modified, @Nullable String etag)
      throws ConnectorException {
    if (size == null || size < 0 || modified == null) {
      throw new ConnectorException(
          Kind.IO_ERROR,
          "the store does not say how large or how old " + Printable.name(path) + " is");
    }
    Instant seconds = modified.truncatedTo(ChronoUnit.SECONDS);
    return new FileEntry(path, size, seconds, seconds, tag(etag));
  }

  /** Which version it is, without quotes; says nothing of the content. */
  static Optional<String> tag(@Nullable String etag) {
    return Optional.ofNullable(etag)
        .map(text -> text.replace("\"", ""))
        .filter(text -> !text.isEmpty());
  }
}
