package org.oeleo.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;

/**
 * The files a connector has open, closed with it, which frees whoever is stuck in one. Safe for
 * many threads.
 */
final class OpenFiles implements Closeable {
  private final Set<FileChannel> files = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Fails once everything is closed. */
  void requireOpen() throws ConnectorException {
    if (closed) {
      throw new ConnectorException(Kind.UNREACHABLE, "the connector is closed");
    }
  }

  /** Takes a file in, for as long as it is not let go. */
  FileChannel keep(FileChannel file) throws IOException {
    files.add(file);
    if (closed) {
      file.close();
      requireOpen();
    }
    return file;
  }

  /** Closes one file. */
  void close(FileChannel file) throws IOException {
    files.remove(file);
    file.close();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    for (FileChannel file : files) {
      close(file);
    }
  }
}
