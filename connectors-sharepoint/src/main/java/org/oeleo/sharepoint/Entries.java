package org.oeleo.sharepoint;

import com.microsoft.graph.models.DriveItem;
import com.microsoft.graph.models.File;
import com.microsoft.graph.models.FileSystemInfo;
import com.microsoft.graph.models.Hashes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/** What Graph says of items, in the engine's words. */
final class Entries {
  private Entries() {}

  /**
   * The item as a file. Its tag is the cTag, which changes with the content alone.
   *
   * @throws ConnectorException IO_ERROR if the answer lacks what every file has
   */
  static FileEntry of(RelativePath path, DriveItem item) throws ConnectorException {
    Long size = item.getSize();
    if (size == null || size < 0 || !isFile(item)) {
      throw new ConnectorException(
          Kind.IO_ERROR, Printable.name(path) + ": Graph does not say what it is");
    }
    Instant touched = Optional.ofNullable(item.getLastModifiedDateTime())
        .map(OffsetDateTime::toInstant)
        .orElse(Instant.EPOCH);
    Instant modified = Optional.ofNullable(item.getFileSystemInfo())
        .map(FileSystemInfo::getLastModifiedDateTime)
        .map(OffsetDateTime::toInstant)
        .orElse(touched);
    return new FileEntry(
        path,
        size,
        modified.truncatedTo(ChronoUnit.SECONDS),
        touched,
        Optional.ofNullable(item.getCTag()));
  }

  static boolean isFile(DriveItem item) {
    return item.getFile() != null;
  }

  static boolean isFolder(DriveItem item) {
    return item.getFolder() != null && item.getPackage() == null;
  }

  /** The hash that SharePoint has made of the content, if it has by now. */
  static Optional<Checksum> hash(DriveItem item) {
    return Optional.ofNullable(item.getFile())
        .map(File::getHashes)
        .map(Hashes::getQuickXorHash)
        .flatMap(QuickXorHash::checksum);
  }

  /** A time as SharePoint keeps it, in whole seconds. */
  static FileSystemInfo times(Instant modified) {
    FileSystemInfo times = new FileSystemInfo();
    times.setLastModifiedDateTime(
        modified.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    return times;
  }
}
