package org.oeleo.internal;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.oeleo.crash.CrashPoint;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.Expectation;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;

/**
 * A source file on its way: hashed as it is read, bounded by its listed size, stopped by a
 * cancellation. One thread at a time.
 */
final class SourceContent implements Content {
  /**
   * What the content meets at the destination.
   *
   * @param part whether bytes may be left there of an earlier transfer of the same content
   * @param token what that transfer kept
   * @param keepToken keeps another one
   * @param expects what must be there when the content takes its place
   * @param lastLook before the last byte is given away: where writing it publishes the file, that
   *     is the last moment to find that the source has changed
   */
  record Ground(
      boolean part,
      Supplier<Optional<String>> token,
      Consumer<String> keepToken,
      Expectation expects,
      LastLook lastLook) {}

  /** Throws if the source is not what was listed. */
  @FunctionalInterface
  interface LastLook {
    void look() throws IOException;
  }

  private final Connector source;
  private final FileEntry entry;
  private final List<HashAlgorithm> algorithms;
  private final Flow flow;
  private final Ground ground;
  private Optional<HashingStream> newest = Optional.empty();
  private Optional<IOException> failure = Optional.empty();
  private boolean altered;

  SourceContent(
      Connector source, FileEntry entry, List<HashAlgorithm> algorithms, Flow flow, Ground ground) {
    this.source = source;
    this.entry = entry;
    this.algorithms = algorithms;
    this.flow = flow;
    this.ground = ground;
  }

  @Override
  public long size() {
    return entry.size();
  }

  @Override
  public Instant modified() {
    return entry.modified();
  }

  @Override
  public boolean continues() {
    return ground.part();
  }

  @Override
  public Optional<String> resumeToken() {
    return ground.token().get();
  }

  @Override
  public void keepResumeToken(String token) {
    ground.keepToken().accept(token);
  }

  @Override
  public void alteredByStore() {
    altered = true;
  }

  /** Whether the store has changed what it received. */
  boolean isAltered() {
    return altered;
  }

  @Override
  public Expectation expects() {
    return ground.expects();
  }

  @Override
  public Optional<java.nio.file.Path> localFile() {
    return source.localFile(entry.path());
  }

  @Override
  public InputStream open(long offset) throws IOException {
    return open(offset, (bytes, from, length) -> {});
  }

  @Override
  public InputStream open(long offset, Passed passed) throws IOException {
    if (offset < 0 || offset > entry.size()) {
      throw new IllegalArgumentException("offset " + offset + " of " + entry.size() + " bytes");
    }
    failure = Optional.empty();
    Digests digests = new Digests(algorithms, entry.size());
    try {
      if (entry.size() == 0) {
        ground.lastLook().look();
      }
      HashingStream stream = new HashingStream(source.read(entry.path(), 0), digests);
      newest = Optional.of(stream);
      return at(offset, stream, passed);
    } catch (IOException e) {
      failure = Optional.of(e);
      digests.close();
      throw e;
    } catch (RuntimeException | Error e) {
      digests.close();
      throw e;
    }
  }

  private static HashingStream at(long offset, HashingStream stream, Passed passed)
      throws IOException {
    try {
      stream.passOver(offset, passed);
      return stream;
    } catch (IOException | RuntimeException | Error e) {
      try (stream) {
        throw e;
      }
    }
  }

  /** What reading the source failed with, if it did; whoever was writing may have wrapped it. */
  Optional<IOException> failure() {
    return failure;
  }

  /**
   * The hashes of the whole content; reads what the store did not ask for (a part it had already).
   */
  List<Checksum> checksums() throws IOException {
    if (newest.isEmpty() || newest.get().position < entry.size()) {
      // Opening at the end reads, and hashes, everything before it.
      open(entry.size()).close();
    }
    return newest.get().digests.sums();
  }

  private final class HashingStream extends InputStream {
    private static final long PROGRESS_STEP = 1024 * 1024;

    private final InputStream in;
    private final Digests digests;
    private long position;
    private long reported;

    private HashingStream(InputStream in, Digests digests) {
      this.in = in;
      this.digests = digests;
    }

    private void passOver(long count, Passed passed) throws IOException {
      byte[] buffer = new byte[(int) Math.min(count, PASSING)];
      while (position < count) {
        int taken = take(buffer, 0, (int) Math.min(buffer.length, count - position));
        passed.take(buffer, 0, taken);
      }
      reported = position;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (position == entry.size()) {
        report();
        return -1;
      }
      try {
        int wanted = (int) Math.min(Math.min(length, flow.portion()), entry.size() - position);
        int count = take(buffer, offset, wanted);
        flow.moved(count);
        if (position - reported >= PROGRESS_STEP) {
          report();
        }
        return count;
      } catch (IOException e) {
        failure = Optional.of(e);
        throw e;
      }
    }

    private int take(byte[] buffer, int offset, int length) throws IOException {
      flow.checkCancelled();
      int count = in.read(buffer, offset, length);
      if (count < 0) {
        throw new ConnectorException(
            Kind.CHANGED,
            "the source has " + position + " bytes instead of " + entry.size() + " now");
      }
      digests.update(buffer, offset, count);
      position += count;
      if (position == entry.size()) {
        requireEnd();
        ground.lastLook().look();
      }
      CrashPoint.BYTES_READ.passed();
      return count;
    }

    /** Also the moment in which a store compares what it gave with what it has. */
    private void requireEnd() throws IOException {
      if (in.read() >= 0) {
        throw new ConnectorException(
            Kind.CHANGED, "the source has more than " + entry.size() + " bytes now");
      }
    }

    private void report() {
      if (position > reported) {
        flow.progressed(entry.path(), position - reported);
        reported = position;
      }
    }

    @Override
    public void close() throws IOException {
      report();
      try (in;
          digests) {
        if (position == entry.size()) {
          digests.sums();
        }
      }
    }
  }
}
