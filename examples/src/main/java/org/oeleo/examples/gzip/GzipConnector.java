package org.oeleo.examples.gzip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
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
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/**
 * A folder in which {@code run.csv} is kept as {@code run.csv.gz}. To the engine a file has the
 * size and the hash of its content before compression. For file systems of Linux. Safe for many
 * threads.
 */
final class GzipConnector implements Connector {
  /** Behind the name of every file. */
  static final String SUFFIX = ".gz";

  private static final int LONGEST_NAME = 255;
  private static final int BUFFER = 64 * 1024;
  private static final Set<OpenOption> WRITING = Set.of(
      StandardOpenOption.WRITE,
      StandardOpenOption.CREATE,
      StandardOpenOption.TRUNCATE_EXISTING,
      LinkOption.NOFOLLOW_LINKS);

  /** Two seconds is the coarsest a file system keeps (FAT), and so true of every one. */
  private static final Capabilities CAPABILITIES = new Capabilities(
      Set.of(Capability.MOVE, Capability.SET_MODIFIED, Capability.CREATE_ROOT),
      List.of(HashAlgorithm.SHA256, HashAlgorithm.MD5),
      Duration.ofSeconds(2));

  private final Path root;
  private final int level;
  private volatile boolean closed;

  GzipConnector(Path root, int level) {
    this.root = root;
    this.level = level;
  }

  /** One call's work in the terms of {@code java.nio.file}. */
  private interface Step<T> {
    T run() throws IOException;
  }

  /** Does it and gives its failure a kind, on which alone the engine acts. */
  private static <T> T classified(Object subject, Step<T> step) throws IOException {
    try {
      return step.run();
    } catch (NoSuchFileException e) {
      throw failure(Kind.NOT_FOUND, subject, "is not there", e);
    } catch (AccessDeniedException e) {
      throw failure(Kind.ACCESS_DENIED, subject, "may not be used", e);
    } catch (FileAlreadyExistsException e) {
      throw failure(Kind.REJECTED, subject, "meets a file where a folder should be", e);
    }
  }

  private static ConnectorException failure(Kind kind, Object subject, String what, Exception e) {
    return new ConnectorException(kind, Printable.name(subject) + " " + what, e);
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public void ping() throws IOException {
    requireOpen();
    if (!Files.isDirectory(root)) {
      throw new ConnectorException(
          Kind.UNREACHABLE, "the folder " + Printable.name(root) + " is not there");
    }
  }

  private void requireOpen() throws ConnectorException {
    if (closed) {
      throw new ConnectorException(Kind.UNREACHABLE, "the connector is closed");
    }
  }

  @Override
  public void list(ListRequest request, EntrySink sink) throws IOException {
    ping();
    new GzipListing(this, root.toRealPath(), request, sink).run();
  }

  @Override
  public Optional<FileEntry> stat(RelativePath path) throws IOException {
    ping();
    return classified(path, () -> entry(path, place(path)));
  }

  /** The file kept at {@code place}, which is read for its size; empty if that is no file. */
  Optional<FileEntry> entry(RelativePath path, Path place) throws IOException {
    requireOpen();
    try {
      BasicFileAttributes found =
          Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return found.isRegularFile()
          ? Optional.of(
              FileEntry.of(path, Gzip.size(place), found.lastModifiedTime().toInstant()))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Where {@code path} is kept. A link on the way would lead out of the root and is refused. */
  Path place(RelativePath path) throws ConnectorException {
    Path place = root;
    for (String name : (path + SUFFIX).split("/")) {
      if (!place.equals(root) && Files.isSymbolicLink(place)) {
        throw new ConnectorException(
            Kind.ACCESS_DENIED, Printable.name(place) + " is a symbolic link and not followed");
      }
      if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
        throw new ConnectorException(
            Kind.INVALID_NAME, Printable.name(path) + " is too long a name");
      }
      try {
        place = place.resolve(name);
      } catch (InvalidPathException e) {
        throw failure(Kind.INVALID_NAME, path, "cannot be said in this locale", e);
      }
    }
    return place;
  }

  @Override
  public InputStream read(RelativePath path, long offset) throws IOException {
    FileEntry entry = stat(path)
        .orElseThrow(
            () -> new ConnectorException(Kind.NOT_FOUND, Printable.name(path) + " is not there"));
    if (offset >= entry.size()) {
      return InputStream.nullInputStream();
    }
    InputStream file =
        classified(path, () -> Files.newInputStream(place(path), LinkOption.NOFOLLOW_LINKS));
    try {
      InputStream in = new GZIPInputStream(file, BUFFER);
      in.skipNBytes(offset);
      return in;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public FileEntry write(RelativePath path, Content content) throws IOException {
    ping();
    if (content.size() > Gzip.MOST_BYTES) {
      throw new ConnectorException(
          Kind.REJECTED, Printable.name(path) + " has 4 GiB or more, which gzip cannot say");
    }
    return classified(path, () -> {
      Path place = place(path);
      Files.createDirectories(place.getParent());
      try (FileChannel file = FileChannel.open(place, WRITING)) {
        compress(path, content, file);
        file.force(true);
      }
      Files.setLastModifiedTime(place, FileTime.from(content.modified()));
      return entry(path, place).orElseThrow(() -> new NoSuchFileException(place.toString()));
    });
  }

  private void compress(RelativePath path, Content content, FileChannel file) throws IOException {
    try (InputStream in = content.open(0)) {
      GZIPOutputStream out = new Gzip.LeveledStream(Channels.newOutputStream(file), level);
      byte[] buffer = new byte[BUFFER];
      long count = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        requireOpen();
        out.write(buffer, 0, n);
        count += n;
      }
      out.finish();
      if (count != content.size()) {
        throw new ConnectorException(
            Kind.CHANGED,
            "the source of " + Printable.name(path) + " has " + count + " bytes instead of "
                + content.size());
      }
    }
  }

  @Override
  public void delete(RelativePath path) throws IOException {
    if (stat(path).isPresent()) {
      classified(path, () -> Files.deleteIfExists(place(path)));
    }
  }

  @Override
  public FileEntry move(RelativePath from, RelativePath to) throws IOException {
    ping();
    return classified(from, () -> {
      Path file = place(from);
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new NoSuchFileException(file.toString());
      }
      Path target = place(to);
      Files.createDirectories(target.getParent());
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
      return entry(to, target).orElseThrow(() -> new NoSuchFileException(target.toString()));
    });
  }

  @Override
  public void setModified(RelativePath path, Instant modified) throws IOException {
    ping();
    classified(path, () -> Files.setLastModifiedTime(place(path), FileTime.from(modified)));
  }

  @Override
  public Optional<Checksum> checksum(RelativePath path, HashAlgorithm algorithm)
      throws IOException {
    if (!CAPABILITIES.names(algorithm)) {
      return Optional.empty();
    }
    try (InputStream in = read(path, 0)) {
      return Optional.of(Checksum.of(algorithm, in));
    }
  }

  @Override
  public void createRoot() throws IOException {
    requireOpen();
    classified(root, () -> Files.createDirectories(root));
  }

  @Override
  public String locate(RelativePath path) {
    return root + "/" + path;
  }

  @Override
  public void sync(Collection<RelativePath> paths) throws IOException {
    ping();
    Set<Path> folders = new HashSet<>(Set.of(root));
    for (RelativePath path : paths) {
      // All of them, because a new folder is itself a name in the one above it.
      for (var above = path.parent(); above.isPresent(); above = above.get().parent()) {
        folders.add(root.resolve(above.get().toString()));
      }
    }
    for (Path folder : folders) {
      classified(folder, () -> forced(folder));
    }
  }

  private static Path forced(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder)) {
      names.force(true);
    }
    return folder;
  }

  @Override
  public void close() {
    closed = true;
  }
}
