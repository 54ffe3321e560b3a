package org.oeleo.testkit;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.Kind;

/**
 * Content for tests: bytes in memory, on request with a fault. Every "with" method gives a copy
 * that shares the resume token and the record of what was opened. Safe for many threads.
 */
public final class SampleContent implements Content {
  /**
   * What {@link #modified()} is unless said otherwise: long ago, and with a fraction of a second.
   */
  public static final Instant MODIFIED = Instant.parse("2021-03-04T05:06:07.123456789Z");

  private static final long NEVER = Long.MAX_VALUE;

  private final byte[] bytes;
  private final Instant modified;
  private final long declaredSize;
  private final long failsAt;
  private final boolean continues;
  private final Trace trace;

  private record Trace(List<Long> offsets, AtomicInteger stillOpen, List<String> tokens) {}

  private record Shape(Instant modified, long declaredSize, long failsAt, boolean continues) {}

  private SampleContent(byte[] bytes, Shape shape, Trace trace) {
    this.bytes = bytes;
    this.modified = shape.modified;
    this.declaredSize = shape.declaredSize;
    this.failsAt = shape.failsAt;
    this.continues = shape.continues;
    this.trace = trace;
  }

  /** These bytes. */
  public static SampleContent of(byte[] bytes) {
    Trace trace =
        new Trace(new CopyOnWriteArrayList<>(), new AtomicInteger(), new CopyOnWriteArrayList<>());
    return new SampleContent(bytes.clone(), new Shape(MODIFIED, bytes.length, NEVER, false), trace);
  }

  /** This text in UTF-8. */
  public static SampleContent of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** As many bytes of noise, the same for the same size. */
  public static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** With another modified time. */
  public SampleContent modifiedAt(Instant time) {
    return new SampleContent(bytes, new Shape(time, declaredSize, failsAt, continues), trace);
  }

  /** That claims to have {@code size} bytes, whatever it has. */
  public SampleContent declaring(long size) {
    return new SampleContent(bytes, new Shape(modified, size, failsAt, continues), trace);
  }

  /** Whose streams fail with REJECTED instead of giving the byte at {@code offset}. */
  public SampleContent failingAt(long offset) {
    return new SampleContent(bytes, new Shape(modified, declaredSize, offset, continues), trace);
  }

  /** That says that what is at the path already was left by an earlier write of it. */
  public SampleContent continuing() {
    return new SampleContent(bytes, new Shape(modified, declaredSize, NEVER, true), trace);
  }

  @Override
  public long size() {
    return declaredSize;
  }

  @Override
  public Instant modified() {
    return modified;
  }

  @Override
  public InputStream open(long offset) throws IOException {
    trace.offsets.add(offset);
    trace.stillOpen.incrementAndGet();
    int start = (int) Math.min(offset, bytes.length);
    return new Stream(new ByteArrayInputStream(bytes, start, bytes.length - start), offset);
  }

  @Override
  public boolean continues() {
    return continues;
  }

  @Override
  public Optional<String> resumeToken() {
    return trace.tokens.stream().reduce((older, newer) -> newer);
  }

  @Override
  public void keepResumeToken(String token) {
    trace.tokens.add(token);
  }

  /** Where streams were opened, oldest first. */
  public List<Long> opened() {
    return List.copyOf(trace.offsets);
  }

  /** How many streams nobody has closed yet. */
  public int stillOpen() {
    return trace.stillOpen.get();
  }

  private final class Stream extends FilterInputStream {
    private long position;
    private boolean closed;

    private Stream(InputStream bytes, long offset) {
      super(bytes);
      this.position = offset;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length > 0 && position >= failsAt) {
        throw new ConnectorException(Kind.REJECTED, "the sample fails at byte " + failsAt);
      }
      int n = in.read(buffer, offset, (int) Math.min(length, failsAt - position));
      position += Math.max(n, 0);
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      return in.read(new byte[(int) Math.min(n, 8192)]);
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        trace.stillOpen.decrementAndGet();
      }
      super.close();
    }
  }
}
