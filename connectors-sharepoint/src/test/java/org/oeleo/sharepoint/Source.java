package org.oeleo.sharepoint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.Expectation;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.SampleContent;

/**
 * Bytes that break off where they are told, and keep a token as the ledger does. The copies that
 * the methods give share the tokens and what was said of the store. Safe for many threads.
 */
final class Source implements Content {
  private final byte[] bytes;
  private final Optional<Break> end;
  private final Expectation expects;
  private final List<String> tokens;
  private final AtomicInteger altered;

  private record Break(int at, Kind kind) {}

  private Source(byte[] bytes, Optional<Break> end, Expectation expects, Source shared) {
    this.bytes = bytes;
    this.end = end;
    this.expects = expects;
    this.tokens = shared.tokens;
    this.altered = shared.altered;
  }

  private Source(byte[] bytes) {
    this.bytes = bytes;
    this.end = Optional.empty();
    this.expects = new Expectation.Anything();
    this.tokens = new CopyOnWriteArrayList<>();
    this.altered = new AtomicInteger();
  }

  static Source of(int size) {
    return new Source(SampleContent.noise(size));
  }

  Source breakingAt(int offset, Kind kind) {
    return new Source(bytes, Optional.of(new Break(offset, kind)), expects, this);
  }

  Source expecting(Expectation expectation) {
    return new Source(bytes, end, expectation, this);
  }

  /** Other bytes under the same name, with the same token. */
  Source replacedBy(byte[] others) {
    return new Source(others, end, expects, this);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** How often it was said that the store has altered it. */
  int altered() {
    return altered.get();
  }

  /** All that were ever kept, the oldest first. */
  List<String> tokens() {
    return List.copyOf(tokens);
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public Instant modified() {
    return SampleContent.MODIFIED;
  }

  @Override
  public Expectation expects() {
    return expects;
  }

  @Override
  public InputStream open(long offset) throws IOException {
    int start = (int) offset;
    int stop = Math.max(start, end.map(Break::at).orElse(bytes.length));
    InputStream first = new ByteArrayInputStream(Arrays.copyOfRange(bytes, start, stop));
    return end.isEmpty()
        ? first
        : new SequenceInputStream(first, new Failing(end.get().kind()));
  }

  private static final class Failing extends InputStream {
    private final Kind kind;

    private Failing(Kind kind) {
      this.kind = kind;
    }

    @Override
    public int read() throws IOException {
      throw new ConnectorException(kind, "the source ends here");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return read();
    }
  }

  @Override
  public Optional<String> resumeToken() {
    return tokens.stream().reduce((older, newer) -> newer);
  }

  @Override
  public void keepResumeToken(String token) {
    tokens.add(token);
  }

  @Override
  public void alteredByStore() {
    altered.incrementAndGet();
  }
}
