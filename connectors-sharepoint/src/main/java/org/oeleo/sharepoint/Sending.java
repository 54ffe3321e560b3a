package org.oeleo.sharepoint;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;

/**
 * Bytes of a source on their way into one request, hashed as they pass. The last of them are held
 * back until the source is known to end there, so that the service never has all of a file that is
 * not what it was said to be. One thread at a time.
 */
final class Sending extends RequestBody {
  private static final MediaType BYTES = MediaType.get("application/octet-stream");
  private static final int BUFFER = 64 * 1024;

  private final Source source;
  private final long length;
  private final Ending ending;
  private Optional<IOException> failure = Optional.empty();

  /** Where the bytes come from: a stream, or one that can be had anew. */
  interface Source {
    /** Gives the bytes; they are hashed into {@code digest}. */
    InputStream open() throws IOException;

    /** The digest for what is read; fresh if the bytes are had anew. */
    MessageDigest digest();

    /** Whether the bytes can be had only once. */
    boolean isOneShot();

    /** Closes the stream, if each request has its own. */
    void done(InputStream in) throws IOException;
  }

  /** What follows the bytes of this request. */
  enum Ending {
    /** The end of the source. */
    LAST,
    /** More of it. */
    MORE
  }

  Sending(Source source, long length, Ending ending) {
    this.source = source;
    this.length = length;
    this.ending = ending;
  }

  /** What reading the source failed with, if it did. */
  Optional<IOException> failure() {
    return failure;
  }

  @Override
  public MediaType contentType() {
    return BYTES;
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public boolean isOneShot() {
    return source.isOneShot();
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    MessageDigest digest = source.digest();
    InputStream in = reading(source::open);
    try {
      byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(length, 1))];
      long left = length;
      while (left > 0) {
        int wanted = (int) Math.min(buffer.length, left);
        int count = reading(() -> in.read(buffer, 0, wanted));
        requireMore(count);
        left -= count;
        digest.update(buffer, 0, count);
        if (left == 0) {
          requireEnding(in);
        }
        sink.write(buffer, 0, count);
      }
      if (length == 0) {
        requireEnding(in);
      }
    } finally {
      source.done(in);
    }
  }

  private void requireMore(int count) throws IOException {
    if (count < 0) {
      failure =
          Optional.of(new ConnectorException(Kind.CHANGED, "the source is shorter than it said"));
      throw failure.get();
    }
  }

  private void requireEnding(InputStream in) throws IOException {
    if (ending == Ending.LAST && reading(in::read) >= 0) {
      failure =
          Optional.of(new ConnectorException(Kind.CHANGED, "the source is longer than it said"));
      throw failure.get();
    }
  }

  private interface Read<T> {
    T make() throws IOException;
  }

  /** Whatever becomes of the request, it is the source that failed. */
  private <T> T reading(Read<T> read) throws IOException {
    try {
      return read.make();
    } catch (IOException e) {
      failure = Optional.of(e);
      throw e;
    }
  }

  /** The failure to tell of: that of the source if there is one. */
  IOException explain(IOException request) {
    @Nullable IOException own = failure.orElse(null);
    if (own == null || own == request) {
      return request;
    }
    own.addSuppressed(request);
    return own;
  }
}
