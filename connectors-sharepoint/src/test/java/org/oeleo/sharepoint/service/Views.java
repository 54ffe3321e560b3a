package org.oeleo.sharepoint.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLConnection;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How sites, libraries and items look in JSON. Immutable. See <a
 * href="https://learn.microsoft.com/graph/api/resources/driveitem">driveItem</a>, <a
 * href="https://learn.microsoft.com/graph/api/resources/drive">drive</a>.
 */
final class Views {
  private static final String DOWNLOAD = "@microsoft.graph.downloadUrl";

  private final Downloads downloads;

  Views(Downloads downloads) {
    this.downloads = downloads;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Keeps what {@code $select} names. */
  static ObjectNode selected(ObjectNode all, Request request) {
    request.query("$select").ifPresent(select -> {
      Set<String> wanted = new HashSet<>();
      for (String field : List.of(select.split(","))) {
        String first = field.strip().split("/")[0];
        wanted.add(first.equals("content.downloadUrl") ? DOWNLOAD : first);
      }
      wanted.add("@odata.context");
      all.retain(wanted);
    });
    return all;
  }

  ObjectNode site(Site site) {
    ObjectNode view = object();
    String[] parts = site.path().split("/");
    view.put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#sites/$entity");
    view.put("id", site.id()).put("webUrl", site.url());
    view.put("name", parts.length == 0 ? "" : parts[parts.length - 1]);
    view.put("displayName", view.path("name").asText());
    view.put("createdDateTime", "2024-03-01T08:00:00Z");
    view.putObject("siteCollection").put("hostname", site.id().split(",")[0]);
    return view;
  }

  ObjectNode drive(Library library) {
    ObjectNode view = object();
    view.put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#drives/$entity");
    view.put("id", library.id()).put("name", library.name()).put("webUrl", library.url());
    view.put("driveType", "documentLibrary");
    view.put("createdDateTime", "2024-03-01T08:00:00Z").put("description", "");
    long used = library.used();
    long remaining = library.remaining();
    ObjectNode quota = view.putObject("quota");
    quota.put("deleted", 0).put("remaining", remaining).put("used", used);
    quota.put("total", used + remaining).put("state", remaining > 0 ? "normal" : "exceeded");
    return view;
  }

  static ObjectNode application(App app) {
    ObjectNode view = object().put("appId", app.clientId());
    ArrayNode secrets = view.putArray("passwordCredentials");
    for (App.Secret secret : app.secrets()) {
      String end = secret.end().truncatedTo(ChronoUnit.SECONDS).toString();
      secrets.addObject().put("keyId", secret.id()).put("endDateTime", end);
    }
    ArrayNode keys = view.putArray("keyCredentials");
    for (App.Key key : app.keys()) {
      keys.addObject().put("keyId", key.id()).put("endDateTime", key.end().toString());
    }
    return view;
  }

  /** An item; its library is locked meanwhile. */
  ObjectNode item(Library library, Item item) {
    ObjectNode view = object();
    if (item.isFile() && library.showsDownloads()) {
      view.put(DOWNLOAD, downloads.url(library, item));
    }
    view.put("@odata.etag", item.etag());
    view.put("createdDateTime", item.created.toString());
    view.put("eTag", item.etag()).put("id", item.id);
    view.put("lastModifiedDateTime", item.modified.toString()).put("name", item.name);
    String path = item.path();
    view.put("webUrl", library.url() + (path.isEmpty() ? "" : "/" + Texts.encodedPath(path)));
    view.put("cTag", item.ctag()).put("size", item.size());
    putParent(view, library, item);
    ObjectNode times = view.putObject("fileSystemInfo");
    times.put("createdDateTime", item.times.created().toString());
    times.put("lastModifiedDateTime", item.times.modified().toString());
    item.content.ifPresentOrElse(
        content -> putFile(view, library, content, item.name), () -> putFolder(view, item));
    if (item.parent.isEmpty()) {
      view.putObject("root");
    }
    return view;
  }

  private static void putParent(ObjectNode view, Library library, Item item) {
    ObjectNode parent = view.putObject("parentReference");
    parent.put("driveType", "documentLibrary").put("driveId", library.id());
    item.parent.ifPresent(above -> {
      String path = above.path();
      parent.put("id", above.id).put("name", above.name);
      parent.put("path", "/drives/" + library.id() + "/root:" + (path.isEmpty() ? "" : "/" + path));
      parent.put("siteId", library.site().id());
    });
  }

  private static void putFolder(ObjectNode view, Item item) {
    if (item.isPackage) {
      view.putObject("package").put("type", "oneNote");
    } else {
      view.putObject("folder").put("childCount", item.children.size());
    }
  }

  private static void putFile(ObjectNode view, Library library, Content content, String name) {
    ObjectNode file = view.putObject("file");
    file.put(
        "mimeType",
        Optional.ofNullable(URLConnection.guessContentTypeFromName(name))
            .orElse("application/octet-stream"));
    ObjectNode hashes = file.putObject("hashes");
    if (library.showsHash()) {
      hashes.put("quickXorHash", content.hash());
    }
  }
}
