package org.oeleo.sharepoint;

import com.microsoft.graph.models.DriveItem;
import com.microsoft.graph.models.ItemReference;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.oeleo.sharepoint.access.Access;
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

/** A folder of a document library. Safe for many threads. */
final class SharePointConnector implements Connector {
  private static final Capabilities PROMISED = new Capabilities(
      EnumSet.of(
          Capability.ATOMIC_WRITE,
          Capability.VERIFIED_WRITE,
          Capability.MOVE,
          Capability.RESUME,
          Capability.SET_MODIFIED,
          Capability.FREE_SPACE,
          Capability.CREATE_ROOT,
          Capability.CONTENT_TAGS,
          Capability.REMOTE,
          Capability.CASE_INSENSITIVE),
      List.of(QuickXorHash.ALGORITHM),
      Duration.ofSeconds(1));

  private final Access access;
  private final Tuning tuning;
  private final Library library;
  private final Folders folders;
  private final Room room;
  private final Reading reading;
  private final Writing writing;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(SharePointConnector::thread);

  /** Closing this closes {@code access}. */
  SharePointConnector(Access access, Tuning tuning) {
    this.access = access;
    this.tuning = tuning;
    this.library = new Library(access, tuning.names());
    this.folders = new Folders(library);
    this.room = new Room(library);
    this.reading = new Reading(library);
    this.writing = new Writing(library, folders, new Receipt(library, reading), tuning.slices());
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "oeleo-sharepoint");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Capabilities capabilities() {
    return PROMISED;
  }

  @Override
  public void ping() throws IOException {
    library.requireRoot();
  }

  @Override
  public void list(ListRequest request, EntrySink sink) throws IOException {
    new Listing(library, request, sink, new Listing.Asking(threads, tuning.patience())).run();
  }

  @Override
  public Optional<FileEntry> stat(RelativePath path) throws IOException {
    Optional<DriveItem> item = library.find(path).filter(Entries::isFile);
    return item.isEmpty() ? Optional.empty() : Optional.of(Entries.of(path, item.get()));
  }

  @Override
  public InputStream read(RelativePath path, long offset) throws IOException {
    return reading.read(path, offset);
  }

  @Override
  public FileEntry write(RelativePath path, Content content) throws IOException {
    return writing.write(path, content);
  }

  @Override
  public void delete(RelativePath path) throws IOException {
    Optional<DriveItem> item = library.find(path);
    if (item.isEmpty()) {
      return;
    }
    if (!Entries.isFile(item.get())) {
      throw new ConnectorException(
          Kind.REJECTED, Printable.name(path) + " is no file and is not deleted");
    }
    try {
      library.delete(path, item.get().getId());
    } catch (ConnectorException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
    }
  }

  @Override
  public FileEntry move(RelativePath from, RelativePath to) throws IOException {
    DriveItem item = file(from);
    List<String> kept = library.kept(to);
    ItemReference folder = new ItemReference();
    folder.setId(folders.ofFile(to, kept));
    DriveItem change = new DriveItem();
    change.setName(kept.get(kept.size() - 1));
    change.setParentReference(folder);
    // Else it would become the time of the move.
    change.setFileSystemInfo(Entries.times(Entries.of(from, item).modified()));
    change
        .getAdditionalData()
        .put("@microsoft.graph.conflictBehavior", Target.Conflict.REPLACE.word());
    return Entries.of(to, library.change(to, item.getId(), change));
  }

  @Override
  public void setModified(RelativePath path, Instant modified) throws IOException {
    writing.setModified(path, file(path).getId(), modified);
  }

  @Override
  public Optional<Checksum> checksum(RelativePath path, HashAlgorithm algorithm)
      throws IOException {
    DriveItem item = file(path);
    return algorithm.equals(QuickXorHash.ALGORITHM) ? Entries.hash(item) : Optional.empty();
  }

  private DriveItem file(RelativePath path) throws IOException {
    return library
        .find(path)
        .filter(Entries::isFile)
        .orElseThrow(
            () -> new ConnectorException(Kind.NOT_FOUND, Printable.name(path) + " is not there"));
  }

  @Override
  public long freeSpace() throws IOException {
    return room.free();
  }

  @Override
  public void createRoot() throws IOException {
    new Search(library).makeFolder();
  }

  @Override
  public void giveUp(RelativePath path, String token) {
    writing.giveUp(path, token);
  }

  @Override
  public OptionalLong largeFrom() {
    return OptionalLong.of(Slices.WHOLE + 1);
  }

  @Override
  public List<Particular> particulars() throws IOException {
    return new Checkup(library, Clock.systemUTC()).particulars();
  }

  @Override
  public String locate(RelativePath path) {
    return access + "/" + path;
  }

  @Override
  public void close() {
    access.close();
    threads.shutdownNow();
  }
}
