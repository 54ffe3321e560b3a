package org.oeleo.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.Expectation;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/**
 * A connector to a {@link MemoryStore}, doing exactly what the store's capabilities promise. Safe
 * for many threads.
 */
final class MemoryConnector implements Connector {
  private final MemoryStore store;
  private volatile boolean closed;

  MemoryConnector(MemoryStore store) {
    this.store = store;
  }

  private void requireUsable() throws IOException {
    if (closed) {
      throw new ConnectorException(Kind.UNREACHABLE, "the connector is closed");
    }
    if (!store.isRooted()) {
      throw new ConnectorException(Kind.UNREACHABLE, "the root is not there");
    }
  }

  private void requirePromise(Capability capability) throws ConnectorException {
    if (!capabilities().has(capability)) {
      throw new ConnectorException(Kind.UNSUPPORTED, "this store does not offer " + capability);
    }
  }

  private MemoryStore.Stored require(RelativePath path) throws ConnectorException {
    return store
        .find(path)
        .orElseThrow(
            () -> new ConnectorException(Kind.NOT_FOUND, Printable.name(path) + " is not there"));
  }

  private static FileEntry entry(MemoryStore.Stored stored) {
    return new FileEntry(
        stored.path(),
        stored.bytes().length,
        stored.modified(),
        stored.touched().isAfter(stored.modified()) ? stored.touched() : stored.modified(),
        Optional.of("v" + stored.version()));
  }

  @Override
  public Capabilities capabilities() {
    return store.capabilities();
  }

  @Override
  public void ping() throws IOException {
    requireUsable();
  }

  @Override
  public void list(ListRequest request, EntrySink sink) throws IOException {
    requireUsable();
    Set<RelativePath> skipped = new HashSet<>();
    for (MemoryStore.Stored stored : store.all()) {
      requireUsable();
      Optional<RelativePath> barrier = barrier(stored.path(), request);
      if (barrier.isEmpty()) {
        sink.file(entry(stored));
      } else if (skipped.add(barrier.get())) {
        sink.notEntered(barrier.get().toString());
      }
    }
  }

  /** The outermost folder above {@code path} that the request does not enter. */
  private static Optional<RelativePath> barrier(RelativePath path, ListRequest request) {
    Optional<RelativePath> barrier = Optional.empty();
    Optional<RelativePath> folder = path.parent();
    while (folder.isPresent()) {
      RelativePath here = folder.get();
      if (here.depth() >= request.maxDepth() || !request.enters().test(here)) {
        barrier = folder;
      }
      folder = here.parent();
    }
    return barrier;
  }

  @Override
  public Optional<FileEntry> stat(RelativePath path) throws IOException {
    requireUsable();
    return store.find(path).map(MemoryConnector::entry);
  }

  @Override
  public InputStream read(RelativePath path, long offset) throws IOException {
    requireUsable();
    byte[] bytes = require(path).bytes();
    int start = (int) Math.min(offset, bytes.length);
    return new ByteArrayInputStream(bytes, start, bytes.length - start);
  }

  @Override
  public FileEntry write(RelativePath path, Content content) throws IOException {
    requireUsable();
    requireRoomForName(path);
    byte[] part = part(path, content);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(part);
    try {
      fill(out, part.length, content);
    } catch (IOException e) {
      if (!capabilities().has(Capability.ATOMIC_WRITE)) {
        store.store(path, out.toByteArray(), store.kept(content.modified()));
      }
      throw e;
    }
    requireUsable();
    return entry(publish(path, out.toByteArray(), content));
  }

  private MemoryStore.Stored publish(RelativePath path, byte[] bytes, Content content)
      throws ConnectorException {
    if (!capabilities().has(Capability.CONDITIONAL_WRITE)) {
      return store.store(path, bytes, store.kept(content.modified()));
    }
    return store
        .storeIf(found -> isExpected(found, content.expects()), path, bytes)
        .orElseThrow(() -> new ConnectorException(
            Kind.CHANGED, Printable.name(path) + " is not what was to be replaced"));
  }

  private static boolean isExpected(Optional<MemoryStore.Stored> found, Expectation expectation) {
    if (expectation instanceof Expectation.Version version) {
      return found
          .filter(there -> entry(there).tag().equals(version.entry().tag()))
          .isPresent();
    }
    return expectation instanceof Expectation.Anything || found.isEmpty();
  }

  private void requireRoomForName(RelativePath path) throws ConnectorException {
    if (store.isFolder(path)) {
      throw new ConnectorException(Kind.REJECTED, Printable.name(path) + " is a folder");
    }
    Optional<RelativePath> folder = path.parent();
    while (folder.isPresent()) {
      if (store.find(folder.get()).isPresent()) {
        throw new ConnectorException(
            Kind.REJECTED, Printable.name(folder.get()) + " is a file, not a folder");
      }
      folder = folder.get().parent();
    }
  }

  private byte[] part(RelativePath path, Content content) {
    return capabilities().has(Capability.RESUME) && content.continues()
        ? store
            .find(path)
            .map(MemoryStore.Stored::bytes)
            .filter(bytes -> bytes.length <= content.size())
            .orElse(new byte[0])
        : new byte[0];
  }

  private void fill(ByteArrayOutputStream out, long from, Content content) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long left = content.size() - from;
    try (InputStream in = content.open(from)) {
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          throw new ConnectorException(Kind.CHANGED, "the source ended " + left + " bytes early");
        }
        out.write(buffer, 0, n);
        left -= n;
        requireGoingOn(out.size());
      }
      if (in.read() >= 0) {
        throw new ConnectorException(Kind.CHANGED, "the source is longer than it said");
      }
    }
  }

  private void requireGoingOn(long written) throws IOException {
    requireUsable();
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while writing");
    }
    if (written > store.freeSpace()) {
      throw new ConnectorException(Kind.NO_SPACE, "the store is full");
    }
  }

  @Override
  public void delete(RelativePath path) throws IOException {
    requireUsable();
    if (store.isFolder(path)) {
      throw new ConnectorException(Kind.REJECTED, Printable.name(path) + " is a folder");
    }
    store.remove(path);
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public String locate(RelativePath path) {
    return "memory:" + path;
  }

  @Override
  public void createRoot() throws IOException {
    requirePromise(Capability.CREATE_ROOT);
    if (closed) {
      requireUsable();
    }
    store.restoreRoot();
  }

  @Override
  public FileEntry move(RelativePath from, RelativePath to) throws IOException {
    requireUsable();
    requirePromise(Capability.MOVE);
    require(from);
    requireRoomForName(to);
    if (!store.rename(from, to)) {
      throw new ConnectorException(Kind.NOT_FOUND, Printable.name(from) + " is gone");
    }
    return entry(require(to));
  }

  @Override
  public void setModified(RelativePath path, Instant modified) throws IOException {
    requireUsable();
    requirePromise(Capability.SET_MODIFIED);
    store.store(path, require(path).bytes(), modified);
  }

  @Override
  public Optional<Checksum> checksum(RelativePath path, HashAlgorithm algorithm)
      throws IOException {
    requireUsable();
    if (!capabilities().names(algorithm)) {
      return Optional.empty();
    }
    return Optional.of(
        Checksum.of(algorithm, new ByteArrayInputStream(require(path).bytes())));
  }

  @Override
  public long freeSpace() throws IOException {
    requireUsable();
    requirePromise(Capability.FREE_SPACE);
    return store.freeSpace();
  }

  @Override
  public void sync(Collection<RelativePath> paths) throws IOException {
    requireUsable();
  }
}
