package org.oeleo.sharepoint.service;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A site, its libraries, and who may do what with it. Safe for many threads. See <a
 * href="https://learn.microsoft.com/graph/api/resources/site">site</a> and <a
 * href="https://learn.microsoft.com/graph/permissions-selected-overview">selected permissions</a>.
 */
public final class Site {
  /** The library that every site has. */
  public static final String DOCUMENTS = "Documents";

  private final Sites sites;
  private final String id;
  private final String path;
  private final Map<String, Library> libraries = new LinkedHashMap<>();
  private final Map<String, Right> rights = new ConcurrentHashMap<>();
  private volatile boolean sessionsDenied;
  private volatile Paging paging = Paging.USUAL;

  Site(Sites sites, String id, String path) {
    this.sites = sites;
    this.id = id;
    this.path = path;
    add(DOCUMENTS, "Shared Documents");
  }

  private Library add(String name, String urlName) {
    Library library = sites.newLibrary(this, name, urlName);
    synchronized (libraries) {
      libraries.put(name, library);
    }
    return library;
  }

  public String id() {
    return id;
  }

  /** The path on the server, with a slash before it; of the root site it is only that. */
  public String path() {
    return path;
  }

  /** The address that a browser shows. */
  public String url() {
    return "https://" + sites.hostname() + (path.equals("/") ? "" : Texts.encodedPath(path));
  }

  public Library addLibrary(String name) {
    return add(name, name);
  }

  /** A library with a name in its address that differs from the one it shows. */
  public Library addLibrary(String name, String urlName) {
    return add(name, urlName);
  }

  public Library library(String name) {
    return libraries().stream()
        .filter(library -> library.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no library " + name));
  }

  Collection<Library> libraries() {
    synchronized (libraries) {
      return List.copyOf(libraries.values());
    }
  }

  /** What an application that sees selected sites only may do here. */
  public void allow(App app, Right right) {
    rights.put(app.clientId(), right);
  }

  Right right(App app) {
    Right given = Optional.ofNullable(rights.get(app.clientId())).orElse(Right.NONE);
    return app.seesSelectedSitesOnly() ? given : Right.WRITE;
  }

  /** How the libraries are listed from now on. */
  public void paging(Paging kind) {
    paging = kind;
  }

  Paging paging() {
    return paging;
  }

  /** Small files may be written, but no session for a large one is given out, as it happens. */
  public void denySessions() {
    sessionsDenied = true;
  }

  boolean sessionsDenied() {
    return sessionsDenied;
  }
}
