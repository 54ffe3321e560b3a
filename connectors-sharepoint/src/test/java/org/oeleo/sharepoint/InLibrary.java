package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.oeleo.sharepoint.service.Faults;
import org.oeleo.sharepoint.service.Journal;
import org.oeleo.sharepoint.service.Library;
import org.oeleo.sharepoint.service.Ranges;
import org.oeleo.sharepoint.service.Site;
import org.oeleo.sharepoint.service.UploadSession;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;

/**
 * Tests in the folder "root" of the library of a site that is new for each; the tenant is that of
 * the class. Slices are as small as they may be.
 */
abstract class InLibrary {
  static final String ROOT = "root";
  static final int SLICE = 320 * 1024;

  /** What is not larger is sent by one request. */
  static final int WHOLE = 4 * 1024 * 1024;

  static Tenant tenant;

  Site site;
  Library library;
  Connector connector;
  private final List<Connector> others = new ArrayList<>();
  private int sessionsBefore;

  @BeforeAll
  static void start() {
    tenant = new Tenant();
  }

  @AfterAll
  static void stop() {
    tenant.close();
  }

  @BeforeEach
  void openLibrary() {
    site = tenant.newSite();
    library = site.library(Site.DOCUMENTS);
    library.folder(ROOT);
    sessionsBefore = tenant.service.sessions().all().size();
    connector = another(Map.of());
    journal().clear();
  }

  @AfterEach
  void closeLibrary() throws IOException {
    faults().clear();
    tenant.service.clockAhead(Duration.ZERO);
    tenant.service.sessions().ranges(Ranges.OPEN);
    for (Connector open : others) {
      open.close();
    }
    assertThat(journal().failures()).as("failures of the service itself").isEmpty();
  }

  /** Another connector on the same folder, as another process would have; closed after the test. */
  Connector another(Map<String, String> more) {
    Map<String, String> settings = new java.util.HashMap<>(Map.of("OELEO_SLICE_SIZE", "320K"));
    settings.putAll(more);
    Connector opened = tenant.open(Tenant.root(library, ROOT), settings);
    others.add(opened);
    return opened;
  }

  static Faults faults() {
    return tenant.service.faults();
  }

  static Journal journal() {
    return tenant.service.journal();
  }

  /** The upload sessions of this test, the oldest first. */
  List<UploadSession> sessions() {
    List<UploadSession> all = tenant.service.sessions().all();
    return all.subList(sessionsBefore, all.size());
  }

  UploadSession session() {
    return sessions().get(sessions().size() - 1);
  }

  static RelativePath path(String name) {
    return RelativePath.of(name);
  }

  FileEntry write(String name, Content content) throws IOException {
    return connector.write(path(name), content);
  }

  byte[] read(String name) throws IOException {
    return read(name, 0);
  }

  byte[] read(String name, long offset) throws IOException {
    try (InputStream in = connector.read(path(name), offset)) {
      return in.readAllBytes();
    }
  }

  /** What the library has, whoever put it there. */
  byte[] stored(String name) {
    return library.read(ROOT + "/" + name);
  }

  boolean exists(String name) {
    return library.exists(ROOT + "/" + name);
  }

  void put(String name, byte[] bytes) {
    library.put(ROOT + "/" + name, bytes);
  }

  List<String> listed() throws IOException {
    return listed(ListRequest.everything());
  }

  /** Files by name, and what is not one with a word before it; in order. */
  List<String> listed(ListRequest request) throws IOException {
    List<String> names = new ArrayList<>();
    connector.list(request, into(names));
    return names.stream().sorted().toList();
  }

  static EntrySink into(List<String> names) {
    return new EntrySink() {
      @Override
      public void file(FileEntry entry) {
        names.add(entry.path().toString());
      }

      @Override
      public void leftOut(String name, String reason) {
        names.add("left out: " + name);
      }

      @Override
      public void notEntered(String name) {
        names.add("not entered: " + name);
      }
    };
  }

  static ConnectorException failure(ThrowingCallable call) {
    ConnectorException failure = catchThrowableOfType(ConnectorException.class, call);
    assertThat(failure).as("it should have failed").isNotNull();
    return failure;
  }

  static Kind kind(ThrowingCallable call) {
    return failure(call).kind();
  }

  /** Requests that carry bytes of files, small ones and slices. */
  static List<Journal.Entry> uploads() {
    return Stream.concat(
            journal().entries("PUT", "/content$").stream(),
            journal().entries("PUT", "/uploadSession$").stream())
        .toList();
  }
}
