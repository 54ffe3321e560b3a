package org.oeleo.sharepoint;

import com.microsoft.graph.models.DriveItem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/** Compares what SharePoint says it has received with what was sent. Immutable. */
record Receipt(Library library, Reading reading) {
  /**
   * Accepts what was received, or what SharePoint has made of it.
   *
   * @throws ConnectorException CORRUPTED if it is something else
   */
  void accept(RelativePath path, Content content, Received received) throws IOException {
    DriveItem item = received.item();
    long size = Entries.of(path, item).size();
    boolean same = size == content.size() && hash(path, item).matches(received.sent());
    if (same) {
      return;
    }
    // What SharePoint writes into a file changes its size; equal size and another hash is damage.
    if (size == content.size() || !Rewriting.mayHappenTo(path.name())) {
      throw new ConnectorException(
          Kind.CORRUPTED,
          Printable.name(path) + ": what SharePoint has received is not what was sent: " + size
              + " bytes, hash " + Entries.hash(item).map(Checksum::value).orElse("not told")
              + " instead of " + content.size() + " bytes, hash "
              + received.sent().value());
    }
    content.alteredByStore();
  }

  /**
   * What SharePoint has received.
   *
   * @param item as it says
   * @param sent the hash of all that was sent
   */
  record Received(DriveItem item, Checksum sent) {}

  /** SharePoint may need a moment to make it; where it makes none, the content is read back. */
  private Checksum hash(RelativePath path, DriveItem item) throws IOException {
    Optional<Checksum> told = Entries.hash(item);
    if (told.isEmpty()) {
      told = library.find(path).flatMap(Entries::hash);
    }
    if (told.isPresent()) {
      return told.get();
    }
    try (InputStream in = reading.read(path, 0)) {
      return Checksum.of(QuickXorHash.ALGORITHM, in);
    }
  }
}
