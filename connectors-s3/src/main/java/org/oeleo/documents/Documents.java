package org.oeleo.documents;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/**
 * JSON and YAML files of one store, as values: records, maps, lists, texts and numbers. Safe for
 * many threads; whoever opened the connector closes it.
 *
 * <p>The end of a name says how a document is written: {@code .json}, {@code .yaml} or
 * {@code .yml}, gzipped with {@code .gz} behind that. Any other name is an
 * {@link IllegalArgumentException}. What a name of a property means to a type is Jackson's; an
 * unknown or a repeated name is an error, and so are tags and aliases of YAML.
 */
public final class Documents {
  private static final int USUALLY_LARGEST = 16 * 1024 * 1024;

  private final Connector connector;
  private final int largest;
  private final Clock clock;

  private Documents(Connector connector, int largest, Clock clock) {
    this.connector = connector;
    this.largest = largest;
    this.clock = clock;
  }

  /** Those of this store, up to 16 MiB each. */
  public static Documents of(Connector connector) {
    return new Documents(connector, USUALLY_LARGEST, Clock.systemUTC());
  }

  /**
   * With another limit to what is read, so that a small file cannot fill the memory when unpacked.
   *
   * @param bytes of one document, unpacked
   */
  public Documents atMost(int bytes) {
    if (bytes < 1 || bytes == Integer.MAX_VALUE) {
      throw new IllegalArgumentException("no size of a document: " + bytes);
    }
    return new Documents(connector, bytes, clock);
  }

  /**
   * Reads a document.
   *
   * @param type a record, say, or {@code List.class}, {@code String.class}
   * @throws DocumentException if the file holds something else, or is too large
   * @throws ConnectorException NOT_FOUND, and what else reading may throw
   */
  public <T> T read(RelativePath path, Class<T> type) throws IOException {
    Notation notation = Notation.of(path);
    byte[] bytes = load(path);
    try {
      return notation.value(bytes, type, largest);
    } catch (DocumentException e) {
      throw new DocumentException(where(path) + " " + e.getMessage(), e);
    }
  }

  /** Reads a document that is a map of anything; see {@link #read}. */
  @SuppressWarnings("unchecked") // Both notations have texts as keys.
  public Map<String, Object> readMap(RelativePath path) throws IOException {
    return read(path, Map.class);
  }

  /** As {@link #read}, or {@code fallback} if there is no such file. */
  public <T> T readOr(RelativePath path, Class<T> type, T fallback) throws IOException {
    try {
      return read(path, type);
    } catch (ConnectorException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return fallback;
      }
      throw e;
    }
  }

  private byte[] load(RelativePath path) throws IOException {
    try (InputStream input = connector.read(path, 0)) {
      byte[] bytes = input.readNBytes(largest + 1);
      if (bytes.length > largest) {
        throw new DocumentException(where(path) + " is larger than " + largest + " bytes");
      }
      return bytes;
    }
  }

  /**
   * Writes a document, replacing what is there; readers see the old one whole or the new one whole,
   * where the store can do that. Returns what the store now holds. What is null in it is written as
   * such.
   *
   * @throws DocumentException if no document can be made of the value
   * @throws ConnectorException what writing may throw; CORRUPTED if less has arrived
   */
  public FileEntry write(RelativePath path, Object value) throws IOException {
    Notation notation = Notation.of(path);
    try {
      return write(path, notation.bytes(value));
    } catch (DocumentException e) {
      throw new DocumentException(where(path) + " is not written: " + e.getMessage(), e);
    }
  }

  private FileEntry write(RelativePath path, byte[] bytes) throws IOException {
    Content content = new Bytes(bytes, clock.instant());
    if (connector.capabilities().has(Capability.ATOMIC_WRITE)
        || !connector.capabilities().has(Capability.MOVE)) {
      FileEntry written = complete(connector.write(path, content), content);
      connector.sync(List.of(path));
      return written;
    }
    RelativePath aside = aside(path);
    try {
      complete(connector.write(aside, content), content);
      connector.sync(List.of(aside));
      FileEntry moved = connector.move(aside, path);
      connector.sync(List.of(path));
      return moved;
    } catch (IOException | RuntimeException e) {
      remove(aside, e);
      throw e;
    }
  }

  /** Of the form of the engine's own, so that no worker takes it for a file to move. */
  private static RelativePath aside(RelativePath path) {
    String random = UUID.randomUUID().toString().replace("-", "").substring(0, 24);
    return path.sibling(".oeleo-" + random + ".part");
  }

  private FileEntry complete(FileEntry written, Content content) throws ConnectorException {
    if (written.size() != content.size()) {
      throw new ConnectorException(
          Kind.CORRUPTED,
          where(written.path()) + " has " + written.size() + " bytes, but " + content.size()
              + " were sent");
    }
    return written;
  }

  private void remove(RelativePath aside, Exception reason) {
    try {
      connector.delete(aside);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** Whether every one of these files is there, of whatever kind. */
  public boolean exists(RelativePath first, RelativePath... more) throws IOException {
    if (connector.stat(first).isEmpty()) {
      return false;
    }
    for (RelativePath path : more) {
      if (connector.stat(path).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private String where(RelativePath path) {
    return Printable.name(connector.locate(path));
  }
}
