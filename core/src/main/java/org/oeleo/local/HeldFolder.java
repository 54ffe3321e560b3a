package org.oeleo.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;

/**
 * A folder held by its descriptor (POSIX {@code openat}), so that nobody can swap it for a link.
 */
record HeldFolder(SecureDirectoryStream<Path> stream, Path place, Closeable closer)
    implements Folder {
  private static final long EARLIEST_SECOND = Long.MIN_VALUE / 1_000_000_000;

  /** A folder just opened, which closing closes. */
  HeldFolder(SecureDirectoryStream<Path> stream, Path place) {
    this(stream, place, stream);
  }

  /** The same for somebody who gives it back instead of closing it. */
  HeldFolder lent(Closeable giveBack) {
    return new HeldFolder(stream, place, giveBack);
  }

  /** What tells this very folder from any other, ever; empty where the file system does not say. */
  Optional<Object> identity() throws IOException {
    return Optional.ofNullable(stream
        .getFileAttributeView(BasicFileAttributeView.class)
        .readAttributes()
        .fileKey());
  }

  @Override
  public Folder enter(Path name) throws IOException {
    return new HeldFolder(
        stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS), place.resolve(name));
  }

  @Override
  public BasicFileAttributes look(Path name) throws IOException {
    return view(name, LinkOption.NOFOLLOW_LINKS).readAttributes();
  }

  @Override
  public BasicFileAttributes lookThrough(Path name) throws IOException {
    return view(name).readAttributes();
  }

  private BasicFileAttributeView view(Path name, LinkOption... options) {
    return stream.getFileAttributeView(name, BasicFileAttributeView.class, options);
  }

  @Override
  public FileChannel open(Path name, Set<? extends OpenOption> options) throws IOException {
    SeekableByteChannel channel = stream.newByteChannel(name, options);
    if (channel instanceof FileChannel file) {
      return file;
    }
    channel.close();
    throw new ConnectorException(
        Kind.UNSUPPORTED, place.resolve(name) + " is on a file system without file channels");
  }

  /**
   * Java hands the fraction of a second before 1970 on as a negative one, and so what is too early
   * for a 64-bit number of nanoseconds, which Java 25 counts in. Linux refuses either.
   */
  @Override
  public void setModified(Path name, FileTime modified) throws IOException {
    Instant time = modified.toInstant();
    long second = Math.max(time.getEpochSecond(), EARLIEST_SECOND);
    Instant safe = second < 0 ? Instant.ofEpochSecond(second) : time;
    view(name, LinkOption.NOFOLLOW_LINKS).setTimes(FileTime.from(safe), null, null);
  }

  @Override
  public void delete(Path name) throws IOException {
    stream.deleteFile(name);
  }

  @Override
  public void deleteFolder(Path name) throws IOException {
    stream.deleteDirectory(name);
  }

  @Override
  public void move(Path name, Folder to, Path newName) throws IOException {
    if (!(to instanceof HeldFolder target)) {
      throw new IllegalArgumentException("folders of two kinds");
    }
    stream.move(name, target.stream, newName);
  }

  @Override
  public void close() throws IOException {
    closer.close();
  }
}
