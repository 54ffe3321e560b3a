package org.oeleo.sharepoint;

import com.microsoft.graph.models.DriveItem;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings files into the library, whole or in slices, with their times. Safe for many threads. */
final class Writing {
  private static final Logger LOG = LoggerFactory.getLogger(Writing.class);

  private final Library library;
  private final Folders folders;
  private final Receipt receipt;
  private final WholeFile wholeFile;
  private final InSlices inSlices;

  Writing(Library library, Folders folders, Receipt receipt, Slices slices) {
    this.library = library;
    this.folders = folders;
    this.receipt = receipt;
    this.wholeFile = new WholeFile(library);
    this.inSlices = new InSlices(library, slices);
  }

  FileEntry write(RelativePath path, Content content) throws IOException {
    List<String> kept = library.kept(path);
    try {
      return write(path, content, target(path, content, kept));
    } catch (ConnectorException e) {
      // A folder that was there at the last file may have been deleted since.
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      if (kept.size() == 1) {
        // Else it is the source that is gone.
        library.requireRoot();
        throw e;
      }
      folders.forget(kept);
    }
    return write(path, content, target(path, content, kept));
  }

  private Target target(RelativePath path, Content content, List<String> kept) throws IOException {
    return new Target(
        folders.ofFile(path, kept), kept.get(kept.size() - 1), Target.Conflict.of(content));
  }

  private FileEntry write(RelativePath path, Content content, Target target) throws IOException {
    Receipt.Received received = content.size() > Slices.WHOLE
        ? inSlices.write(path, content, target)
        : dated(path, wholeFile.write(path, content, target), content.modified());
    receipt.accept(path, content, received);
    return Entries.of(path, received.item());
  }

  /**
   * A file sent by one request gets its time by another. What that one answers is compared in the
   * end, because SharePoint may have changed the file in between.
   */
  private Receipt.Received dated(RelativePath path, Receipt.Received received, Instant modified)
      throws IOException {
    try {
      DriveItem dated = setModifiedAfterAll(path, received.item().getId(), modified);
      return new Receipt.Received(dated, received.sent());
    } catch (ConnectorException e) {
      if (e.kind().scope() == Kind.Scope.CONNECTION) {
        throw e;
      }
      LOG.warn("{} is there, but does not keep its time: {}", Printable.name(path), e.getMessage());
      return received;
    }
  }

  /** SharePoint itself may still be at work on what it has just received. */
  private DriveItem setModifiedAfterAll(RelativePath path, String id, Instant modified)
      throws IOException {
    try {
      return setModified(path, id, modified);
    } catch (ConnectorException e) {
      if (e.kind() != Kind.CHANGED) {
        throw e;
      }
      return setModified(path, id, modified);
    }
  }

  DriveItem setModified(RelativePath path, String id, Instant modified) throws IOException {
    DriveItem change = new DriveItem();
    change.setFileSystemInfo(Entries.times(modified));
    return library.change(path, id, change);
  }

  /** The earlier upload of this token will not be continued. */
  void giveUp(RelativePath path, String token) {
    inSlices.giveUp(path, token);
  }
}
