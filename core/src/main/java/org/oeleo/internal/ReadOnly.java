package org.oeleo.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import org.oeleo.spi.RelativePath;

/**
 * A connector through which nothing can be written, whatever a planner thinks. Safe for many
 * threads.
 */
final class ReadOnly implements Connector {
  private static final Set<Capability> HARMLESS = EnumSet.of(
      Capability.LOCAL_FILES,
      Capability.FREE_SPACE,
      Capability.REMOTE,
      Capability.CONTENT_TAGS,
      Capability.CASE_INSENSITIVE);

  private final Connector store;
  private final Capabilities capabilities;

  ReadOnly(Connector store) {
    this.store = store;
    Set<Capability> left = EnumSet.noneOf(Capability.class);
    HARMLESS.stream().filter(store.capabilities()::has).forEach(left::add);
    this.capabilities = new Capabilities(
        left, store.capabilities().hashes(), store.capabilities().timePrecision());
  }

  private static ConnectorException refused() {
    return new ConnectorException(Kind.UNSUPPORTED, "this side is only read (OELEO_READ_ONLY)");
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public void ping() throws IOException {
    store.ping();
  }

  @Override
  public void list(ListRequest request, EntrySink sink) throws IOException {
    store.list(request, sink);
  }

  @Override
  public Optional<FileEntry> stat(RelativePath path) throws IOException {
    return store.stat(path);
  }

  @Override
  public InputStream read(RelativePath path, long offset) throws IOException {
    return store.read(path, offset);
  }

  @Override
  public FileEntry write(RelativePath path, Content content) throws IOException {
    throw refused();
  }

  @Override
  public void delete(RelativePath path) throws IOException {
    throw refused();
  }

  @Override
  public void createRoot() throws IOException {
    throw refused();
  }

  @Override
  public FileEntry move(RelativePath from, RelativePath to) throws IOException {
    throw refused();
  }

  @Override
  public void setModified(RelativePath path, Instant modified) throws IOException {
    throw refused();
  }

  @Override
  public String locate(RelativePath path) {
    return store.locate(path);
  }

  @Override
  public List<Particular> particulars() throws IOException {
    return store.particulars();
  }

  @Override
  public Optional<Checksum> checksum(RelativePath path, HashAlgorithm algorithm)
      throws IOException {
    return store.checksum(path, algorithm);
  }

  @Override
  public Optional<Path> localFile(RelativePath path) {
    return store.localFile(path);
  }

  @Override
  public long freeSpace() throws IOException {
    return store.freeSpace();
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
