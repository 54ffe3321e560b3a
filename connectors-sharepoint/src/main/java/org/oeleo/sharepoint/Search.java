package org.oeleo.sharepoint;

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
    String url = service + "/drives/" + Urls.segment(drive.getId());
    DriveItem folder = folder(url)
        .orElseThrow(() -> missing(
            "there is no folder " + address.folder().map(Object::toString).orElse("") + " in the"
                + " library " + Printable.name(String.valueOf(drive.getName())) + " of "
                + address.siteUrl()));
    String id = folder.getId();
    return new Library.Root(
        drive.getId(),
        url,
        url + "/items/" + Urls.segment(id),
        id,
        new StoreNames.Place(
            pathOf(drive).length()
                + address.folder().map(f -> f.toString().length() + 1).orElse(0),
            address.folder().isEmpty()));
  }

  /** Makes what is missing of the folder; the library has to be there. */
  void makeFolder() throws IOException {
    Drive drive = drive();
    String url = service + "/drives/" + Urls.segment(drive.getId());
    String parent = url + "/root";
    List<String> path = new ArrayList<>();
    for (String name : address.folders()) {
      path.add(name);
      Optional<DriveItem> there = item(url + "/root:/" + Urls.path(path));
      DriveItem folder = there.isPresent() ? there.get() : library.makeFolder(parent, name);
      parent = url + "/items/" + Urls.segment(folder.getId());
    }
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
      return Optional.of(library.at(
          address,
          graph -> graph
              .drives()
              .byDriveId("drive")
              .items()
              .byDriveItemId("item")
              .withUrl(url)
              .get()));
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
      return library
          .at(address, graph -> graph.sites().bySiteId("site").withUrl(url).get())
          .getId();
    } catch (ConnectorException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        throw new ConnectorException(
            Kind.UNREACHABLE,
            "there is no site " + address.siteUrl() + ", or the app registration may not see it",
            e);
      }
      throw e;
    }
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
