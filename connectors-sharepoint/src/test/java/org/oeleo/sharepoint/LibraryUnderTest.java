package org.oeleo.sharepoint;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.oeleo.sharepoint.service.Library;
import org.oeleo.spi.Connector;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.TestedStore;

/** A folder of a new site's library, with something beside it. */
final class LibraryUnderTest implements TestedStore {
  private static final String FOLDER = "root/of it";

  private final Tenant tenant;
  private final Library library;
  private final Map<String, String> settings;

  LibraryUnderTest(Tenant tenant, Map<String, String> settings) {
    this.tenant = tenant;
    this.settings = settings;
    this.library = tenant.newSite().library("Documents");
    library.folder(FOLDER);
    library.put("root/beside.txt", new byte[] {1});
  }

  @Override
  public Connector open() {
    return tenant.open(Tenant.root(library, FOLDER), settings);
  }

  @Override
  public Connector openMissing() {
    return tenant.open(Tenant.root(library, "root/missing"), settings);
  }

  @Override
  public boolean tamper(RelativePath path, byte[] content) {
    library.put(FOLDER + "/" + path, content);
    return true;
  }

  @Override
  public Set<String> outside() {
    Set<String> names = new TreeSet<>(library.names());
    names.removeIf(name -> name.startsWith(FOLDER + "/"));
    return names;
  }

  @Override
  public void close() {
    // The service is stopped in the end.
  }
}
