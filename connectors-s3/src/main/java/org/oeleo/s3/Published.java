package org.oeleo.s3;

import java.io.IOException;
import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Looks at what has just been written. Safe for many threads. */
final class Published {
  private final Bucket bucket;

  Published(Bucket bucket) {
    this.bucket = bucket;
  }

  /**
   * What is there now, which must be what was written.
   *
   * @param tag as the store gave it for what was written; empty if it gave none
   * @throws ConnectorException CHANGED if somebody has replaced or deleted it already
   */
  FileEntry entry(RelativePath path, long size, Optional<String> tag) throws IOException {
    HeadObjectResponse head = bucket.head(path).orElseThrow(() -> overtaken(path));
    FileEntry entry = Entries.of(path, head);
    if (entry.size() != size || (tag.isPresent() && !tag.equals(entry.tag()))) {
      throw overtaken(path);
    }
    return entry;
  }

  private static ConnectorException overtaken(RelativePath path) {
    return new ConnectorException(
        Kind.CHANGED,
        Printable.name(path) + " was replaced by somebody right after it was written");
  }
}
