package org.oeleo.sharepoint;

import com.microsoft.graph.models.BaseItem;
import com.microsoft.graph.models.Drive;
import com.microsoft.graph.models.DriveCollectionResponse;
import com.microsoft.graph.models.DriveItem;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.oeleo.sharepoint.access.Address;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/** Looks for the site, in it the library, in it the folder. One thread, one use. */
final class Search {
  private final Library library;
  private final Address address;
  private final String service;

  Search(Library library) {
    this.library = library;
    this.address = library.access().address();
    this.service = library.access().service();
  }

  Library.Root root() throws IOException {
    Drive drive = drive();
    String url = service + "/drives/" + Urls.segment(id(drive));
    DriveItem folder = folder(url)
        .orElseThrow(() -> missing(
            "there is no folder " + address.folder().map(Object::toString).orElse("") + " in the"
                + " library " + Printable.name(String.valueOf(drive.getName())) + " of "
                + address.siteUrl()));
    String id = folder.getId();
    return new Library.Root(
        id(drive),
        url,
        url + "/items/" + Urls.segment(id),
        id,
        new StoreNames.Place(
            pathOf(drive).length()
                + address.folder().map(f -> f.toString().length() + 1).orElse(0),
            address.folder().isEmpty()));
  }

  /**
   * Makes the folder if it alone is missing, so that a misspelt path is not made to exist; see
   * docs/adr/0007.
   */
  void makeFolder() throws IOException {
    Drive drive = drive();
    String url = service + "/drives/" + Urls.segment(drive.getId());
    List<String> path = address.folders();
    if (path.isEmpty() || item(url + "/root:/" + Urls.path(path)).isPresent()) {
      return;
    }
    List<String> above = path.subList(0, path.size() - 1);
    String parent = above.isEmpty() ? url + "/root" : url + "/root:/" + Urls.path(above);
    DriveItem folder = item(parent)
        .filter(Entries::isFolder)
        .orElseThrow(
            () -> missing("there is no folder " + String.join("/", above) + " in the library of "
                + address.siteUrl() + ", and only the last folder of a root is made"));
    library.makeFolder(url + "/items/" + Urls.segment(folder.getId()), path.get(path.size() - 1));
  }

  private Optional<DriveItem> folder(String url) throws IOException {
    String at =
        address.folder().isEmpty() ? url + "/root" : url + "/root:/" + Urls.path(address.folders());
    Optional<DriveItem> found = item(at);
    if (found.isPresent() && found.get().getFolder() == null) {
      throw missing("what should be the root folder is a file: " + address);
    }
    return found;
  }

  private Optional<DriveItem> item(String url) throws IOException {
    try {
      return Optional.of(library.item(address, url));
    } catch (ConnectorException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Drive drive() throws IOException {
    String site = service + "/sites/" + Urls.segment(siteId());
    if (address.library().isEmpty()) {
      return library.at(
          address,
          graph -> graph.drives().byDriveId("drive").withUrl(site + "/drive").get());
    }
    List<Drive> drives = drives(site + "/drives");
    String wanted = address.library().get();
    return drives.stream()
        .filter(drive -> wanted.equalsIgnoreCase(drive.getName()))
        .findFirst()
        .or(() -> drives.stream()
            .filter(drive -> wanted.equalsIgnoreCase(lastName(drive)))
            .findFirst())
        .orElseThrow(() -> missing("there is no library " + wanted + " in " + address.siteUrl()
            + "; it has: "
            + drives.stream().map(Drive::getName).sorted().collect(Collectors.joining(", "))));
  }

  private List<Drive> drives(String first) throws IOException {
    List<Drive> all = new ArrayList<>();
    Set<String> asked = new HashSet<>();
    Optional<String> url = Optional.of(first);
    while (url.isPresent()) {
      requireNew(asked, url.get());
      DriveCollectionResponse page = library.libraries(url.get());
      all.addAll(Optional.ofNullable(page.getValue())
          .orElseThrow(() -> missing("what answers is not Microsoft Graph: no list of libraries")));
      url = Optional.ofNullable(page.getOdataNextLink());
    }
    return all;
  }

  private void requireNew(Set<String> asked, String url) throws ConnectorException {
    if (!library.access().isGraphs(url) || !asked.add(url)) {
      throw new ConnectorException(
          Kind.IO_ERROR, "the list of libraries does not say how it goes on");
    }
  }

  /** A request for a site that is not there, or that we may not see, says the same. */
  private String siteId() throws IOException {
    String url = service + "/sites/" + address.host()
        + (address.site().isEmpty()
            ? ""
            : ":/" + Urls.path(List.of(address.site().split("/"))));
    try {
      return id(library.at(
          address, graph -> graph.sites().bySiteId("site").withUrl(url).get()));
    } catch (ConnectorException e) {
      throw switch (e.kind()) {
        case NOT_FOUND ->
          new ConnectorException(
              Kind.UNREACHABLE,
              "there is no site " + address.siteUrl() + ", or the app registration may not see it",
              e);
        case ACCESS_DENIED ->
          new ConnectorException(
              Kind.AUTHENTICATION,
              "the app registration has no permission for " + address.siteUrl()
                  + ": grant it (Sites.Selected, then a grant for this site)",
              e);
        default -> e;
      };
    }
  }

  private String id(BaseItem found) throws ConnectorException {
    return Optional.ofNullable(found.getId()).orElseThrow(() -> Answers.foreign(address, null));
  }

  private static String lastName(Drive drive) {
    String path = pathOf(drive);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** As the server has it, without the host: {@code sites/Lab/Shared Documents}. */
  private static String pathOf(Drive drive) {
    String path = Optional.ofNullable(drive.getWebUrl())
        .map(url -> URI.create(url.replace(" ", "%20")).getRawPath())
        .orElse("");
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8)
        .replaceAll("^/+|/+$", "");
  }

  private static ConnectorException missing(String what) {
    return new ConnectorException(Kind.UNREACHABLE, Printable.name(what));
  }
}
