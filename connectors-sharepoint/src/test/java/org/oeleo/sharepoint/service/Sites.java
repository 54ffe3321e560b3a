package org.oeleo.sharepoint.service;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** All sites of the tenant, by id and by path, and their libraries. Safe for many threads. */
final class Sites {
  private final String hostname;
  private final Contents contents;
  private final Clock clock;
  private final Map<String, Site> byPath = new ConcurrentHashMap<>();
  private final Map<String, Site> byId = new ConcurrentHashMap<>();
  private final Map<String, Library> drives = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  Sites(String hostname, Contents contents, Clock clock) {
    this.hostname = hostname;
    this.contents = contents;
    this.clock = clock;
    add("/");
  }

  String hostname() {
    return hostname;
  }

  Site add(String path) {
    String id = hostname + "," + UUID.randomUUID() + "," + UUID.randomUUID();
    Site site = new Site(this, id, path);
    if (byPath.putIfAbsent(Names.folded(path), site) != null) {
      throw new IllegalArgumentException("there is a site " + path);
    }
    byId.put(id, site);
    return site;
  }

  Library newLibrary(Site site, String name, String urlName) {
    byte[] bytes = new byte[48];
    random.nextBytes(bytes);
    String id = "b!" + Base64.getUrlEncoder().encodeToString(bytes);
    Library.Identity identity = new Library.Identity(id, name, urlName);
    Library library = new Library(site, identity, contents, clock);
    drives.put(id, library);
    return library;
  }

  Optional<Site> byPath(String host, String path) {
    return host.equalsIgnoreCase(hostname)
        ? Optional.ofNullable(byPath.get(Names.folded(path)))
        : Optional.empty();
  }

  Optional<Site> byId(String id) {
    return id.equals("root") ? byPath(hostname, "/") : Optional.ofNullable(byId.get(id));
  }

  Optional<Library> drive(String id) {
    return Optional.ofNullable(drives.get(id));
  }
}
