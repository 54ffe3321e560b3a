package org.oeleo.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Connector;
import org.oeleo.spi.Content;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.Particular;
import org.oeleo.spi.RelativePath;

/**
 * A connector that passes every call on; override what should be otherwise. As safe for threads as
 * what it wraps.
 */
public class ForwardingConnector implements Connector {
  private final Connector wrapped;

  /** Wraps a connector, which is closed with this one. */
  public ForwardingConnector(Connector wrapped) {
    this.wrapped = wrapped;
  }

  /** What calls are passed on to. */
  protected final Connector wrapped() {
    return wrapped;
  }

  @Override
  public Capabilities capabilities() {
    return wrapped.capabilities();
  }

  @Override
  public void ping() throws IOException {
    wrapped.ping();
  }

  @Override
  public void list(ListRequest request, EntrySink sink) throws IOException {
    wrapped.list(request, sink);
  }

  @Override
  public Optional<FileEntry> stat(RelativePath path) throws IOException {
    return wrapped.stat(path);
  }

  @Override
  public InputStream read(RelativePath path, long offset) throws IOException {
    return wrapped.read(path, offset);
  }

  @Override
  public FileEntry write(RelativePath path, Content content) throws IOException {
    return wrapped.write(path, content);
  }

  @Override
  public void delete(RelativePath path) throws IOException {
    wrapped.delete(path);
  }

  @Override
  public void close() throws IOException {
    wrapped.close();
  }

  @Override
  public String locate(RelativePath path) {
    return wrapped.locate(path);
  }

  @Override
  public void createRoot() throws IOException {
    wrapped.createRoot();
  }

  @Override
  public FileEntry move(RelativePath from, RelativePath to) throws IOException {
    return wrapped.move(from, to);
  }

  @Override
  public boolean deleteFolder(RelativePath folder) throws IOException {
    return wrapped.deleteFolder(folder);
  }

  @Override
  public void setModified(RelativePath path, Instant modified) throws IOException {
    wrapped.setModified(path, modified);
  }

  @Override
  public Optional<Checksum> checksum(RelativePath path, HashAlgorithm algorithm)
      throws IOException {
    return wrapped.checksum(path, algorithm);
  }

  @Override
  public Optional<Path> localFile(RelativePath path) {
    return wrapped.localFile(path);
  }

  @Override
  public long freeSpace() throws IOException {
    return wrapped.freeSpace();
  }

  @Override
  public void giveUp(RelativePath path, String token) {
    wrapped.giveUp(path, token);
  }

  @Override
  public void sync(Collection<RelativePath> paths) throws IOException {
    wrapped.sync(paths);
  }

  @Override
  public List<Particular> particulars() throws IOException {
    return wrapped.particulars();
  }

  @Override
  public OptionalLong largeFrom() {
    return wrapped.largeFrom();
  }
}
