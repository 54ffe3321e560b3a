package org.oeleo.sharepoint;

import com.microsoft.graph.models.DriveItem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/** The folders that files go into: each is looked for, or made, once. Safe for many threads. */
final class Folders {
  private final Library library;

  /** By the names under which they are kept, separated by slashes. */
  private final Map<String, String> ids = new ConcurrentHashMap<>();

  private final ReentrantLock making = new ReentrantLock();

  Folders(Library library) {
    this.library = library;
  }

  /**
   * The id of the folder in which this file is, or is to be.
   *
   * @param kept the names of the file, outermost first
   * @throws ConnectorException REJECTED if a file is in the way
   */
  String ofFile(RelativePath path, List<String> kept) throws IOException {
    List<String> folder = kept.subList(0, kept.size() - 1);
    if (folder.isEmpty()) {
      return library.root().folderId();
    }
    String known = ids.get(String.join("/", folder));
    if (known != null) {
      return known;
    }
    making.lock();
    try {
      return require(path, folder);
    } finally {
      making.unlock();
    }
  }

  private String require(RelativePath path, List<String> folder) throws IOException {
    String key = String.join("/", folder);
    String known = ids.get(key);
    if (known != null) {
      return known;
    }
    Optional<DriveItem> there = library.findAt(path, library.address(folder));
    String id = there.isPresent() ? folderId(there.get(), path, key) : make(path, folder);
    ids.put(key, id);
    return id;
  }

  private String make(RelativePath path, List<String> folder) throws IOException {
    List<String> above = folder.subList(0, folder.size() - 1);
    String parent = above.isEmpty() ? library.root().folderId() : require(path, above);
    String name = folder.get(folder.size() - 1);
    try {
      return library.makeFolder(library.addressOf(parent), name).getId();
    } catch (ConnectorException e) {
      // Somebody else made it at the same moment, or it is the root that is gone.
      Optional<DriveItem> there = e.kind() == Kind.CHANGED
          ? library.findAt(path, library.address(folder))
          : Optional.empty();
      if (there.isPresent()) {
        return folderId(there.get(), path, String.join("/", folder));
      }
      throw e.kind() == Kind.NOT_FOUND && above.isEmpty() ? library.gone(e) : e;
    }
  }

  private static String folderId(DriveItem there, RelativePath path, String key)
      throws ConnectorException {
    if (!Entries.isFolder(there)) {
      throw new ConnectorException(
          Kind.REJECTED,
          Printable.name(path) + ": " + Printable.name(key) + " is a file and should be a folder");
    }
    return there.getId();
  }

  /** Somebody may have deleted what is known of the folders of a file. */
  void forget(List<String> kept) {
    for (int length = 1; length < kept.size(); length++) {
      ids.remove(String.join("/", kept.subList(0, length)));
    }
  }
}
