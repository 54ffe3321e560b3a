package org.oeleo.sharepoint;

import com.microsoft.graph.models.Drive;
import com.microsoft.graph.models.DriveCollectionResponse;
import com.microsoft.graph.models.DriveItem;
import com.microsoft.graph.models.DriveItemCollectionResponse;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.oeleo.sharepoint.access.Access;
import org.oeleo.sharepoint.access.Failures;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;

/**
 * The folder of a library that is a connector's root, and the calls of Graph that concern what is
 * in it. Found at the first call; every address begins at its id, so that it is never made again by
 * accident and never left. Safe for many threads.
 */
final class Library {
  /** What is asked of every item. */
  private static final String FIELDS =
      "?$select=id,name,size,cTag,file,folder,package,fileSystemInfo,lastModifiedDateTime";

  /** The same, and where its bytes can be had for a while by whoever knows the address. */
  private static final String FIELDS_AND_DOWNLOAD = FIELDS + ",@microsoft.graph.downloadUrl";

  private static final int PAGE = 1000;

  /** For how long a root that was seen is believed to be there. */
  private static final long FRESH_NANOS = 5_000_000_000L;

  /** How Graph says that it has deleted something. */
  private static final int NO_CONTENT = 204;

  private final Access access;
  private final StoreNames names;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Root root;
  private volatile long rootSeen = System.nanoTime() - FRESH_NANOS;

  Library(Access access, StoreNames names) {
    this.access = access;
    this.names = names;
  }

  /** A call of the SDK. */
  @FunctionalInterface
  interface Call<T> {
    T make(GraphServiceClient graph) throws IOException;
  }

  /** Makes a call; what it throws is classified and names {@code subject}. */
  <T> T at(Object subject, Call<T> call) throws IOException {
    try {
      // Where there is no answer at all, the SDK gives null.
      return Optional.ofNullable(call.make(access.graph()))
          .orElseThrow(() -> Answers.foreign(subject, null));
    } catch (RuntimeException e) {
      throw Failures.of(e, subject);
    } catch (IOException e) {
      throw Failures.of(e, subject);
    }
  }

  Access access() {
    return access;
  }

  StoreNames names() {
    return names;
  }

  /**
   * Where the root is; looked for once.
   *
   * @throws ConnectorException UNREACHABLE if it is not there
   */
  Root root() throws IOException {
    Root known = root;
    if (known != null) {
      return known;
    }
    lock.lock();
    try {
      Root found = root;
      if (found == null) {
        found = new Search(this).root();
        root = found;
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  /** Looks whether it is still there. */
  void requireRoot() throws IOException {
    Root known = root();
    try {
      item(access, known.folder() + FIELDS);
      rootSeen = System.nanoTime();
    } catch (ConnectorException e) {
      throw e.kind() == Kind.NOT_FOUND ? gone(e) : e;
    }
  }

  /** The root folder was there and is not any more. */
  ConnectorException gone(ConnectorException cause) {
    return new ConnectorException(
        Kind.UNREACHABLE, "the folder " + access.address() + " is not there", cause);
  }

  /** The names under which a path is kept. */
  List<String> kept(RelativePath path) throws IOException {
    return names.toStore(path, root().place());
  }

  /** The address of what is at a path. */
  String address(List<String> kept) throws IOException {
    return root().folder() + ":/" + Urls.path(kept);
  }

  /** The address of the item of this id. */
  String addressOf(String id) throws IOException {
    return root().drive() + "/items/" + Urls.segment(id);
  }

  /** What is at a path, file or folder; empty if nothing is. */
  Optional<DriveItem> find(RelativePath path) throws IOException {
    return find(path, address(kept(path)) + FIELDS);
  }

  /** The same, and where its bytes can be had. */
  Optional<DriveItem> findToRead(RelativePath path) throws IOException {
    return find(path, address(kept(path)) + FIELDS_AND_DOWNLOAD);
  }

  /** What is at an address of this library, file or folder; empty if nothing is. */
  Optional<DriveItem> findAt(Object subject, String address) throws IOException {
    return find(subject, address + FIELDS);
  }

  private Optional<DriveItem> find(Object subject, String url) throws IOException {
    try {
      return Optional.of(item(subject, url));
    } catch (ConnectorException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        requireRootOfLate();
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Of what is not there, the root may be what is missing. */
  private void requireRootOfLate() throws IOException {
    if (System.nanoTime() - rootSeen > FRESH_NANOS) {
      requireRoot();
    }
  }

  /** The item at a whole address. */
  DriveItem item(Object subject, String url) throws IOException {
    return Answers.whole(
        subject,
        at(
            subject,
            graph -> graph
                .drives()
                .byDriveId("drive")
                .items()
                .byDriveItemId("item")
                .withUrl(url)
                .get()));
  }

  /** The address of the first page of what is in a folder. */
  String children(String folderId) throws IOException {
    return addressOf(folderId) + "/children" + FIELDS + "&$top=" + PAGE;
  }

  /** One page of what is in a folder. */
  DriveItemCollectionResponse page(Object folder, String url) throws IOException {
    String drive = root().driveId();
    return at(
        folder,
        graph -> graph
            .drives()
            .byDriveId(drive)
            .items()
            .byDriveItemId("item")
            .children()
            .withUrl(url)
            .get());
  }

  /** Makes a folder in another. */
  DriveItem makeFolder(String parentAddress, String name) throws IOException {
    DriveItem folder = new DriveItem();
    folder.setName(name);
    folder.setFolder(new com.microsoft.graph.models.Folder());
    folder.getAdditionalData().put("@microsoft.graph.conflictBehavior", "fail");
    String url = parentAddress + "/children" + FIELDS;
    return Answers.whole(
        name,
        at(
            name,
            graph -> graph
                .drives()
                .byDriveId("drive")
                .items()
                .byDriveItemId("item")
                .children()
                .withUrl(url)
                .post(folder)));
  }

  /** Changes name, place or times of an item. */
  DriveItem change(RelativePath path, String id, DriveItem change) throws IOException {
    String url = addressOf(id) + FIELDS;
    return Answers.whole(
        path,
        at(
            path,
            graph -> graph
                .drives()
                .byDriveId("drive")
                .items()
                .byDriveItemId("item")
                .withUrl(url)
                .patch(change)));
  }

  /** Deletes an item, into the site's recycle bin. Not by the SDK, to which any success will do. */
  void delete(RelativePath path, String id) throws IOException {
    Request.Builder request = new Request.Builder().url(addressOf(id)).delete();
    try {
      Request authorized = access.withToken(request.build());
      try (Response answer = access.authorized().newCall(authorized).execute()) {
        if (answer.code() != NO_CONTENT) {
          throw answer.isSuccessful() ? Answers.foreign(path, null) : Failures.of(answer, path);
        }
      }
    } catch (IOException e) {
      throw Failures.of(e, path);
    } catch (RuntimeException e) {
      throw Failures.of(e, path);
    }
  }

  /** The library with its quota. */
  Drive quota() throws IOException {
    String url = root().drive() + "?$select=id,quota";
    return at(access, graph -> graph.drives().byDriveId("drive").withUrl(url).get());
  }

  /** One page of a site's libraries. */
  DriveCollectionResponse libraries(String url) throws IOException {
    return at(
        access, graph -> graph.sites().bySiteId("site").drives().withUrl(url).get());
  }

  /**
   * A root that was found.
   *
   * @param driveId of the library
   * @param drive the address of the library
   * @param folder the address of the folder
   * @param folderId of the folder
   * @param place what names go below
   */
  record Root(
      String driveId, String drive, String folder, String folderId, StoreNames.Place place) {}
}
