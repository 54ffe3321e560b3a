package org.oeleo.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Bytes on their way into a store, read by {@link Connector#write} at its own pace and, for a
 * retry, from anywhere again. One thread at a time.
 */
public interface Content {
  /** How many bytes are passed over at once. */
  int PASSING = 128 * 1024;

  /**
   * How many bytes there are; a stream opened at {@code offset} gives exactly {@code size() -
   * offset}, or throws.
   */
  long size();

  /** The modified time to keep, where the store keeps one. */
  Instant modified();

  /**
   * The bytes from {@code offset} to the end. The caller closes the stream; only the newest one
   * counts. Opening past the beginning may cost reading what comes before, because the engine
   * hashes the whole.
   *
   * @throws ConnectorException CHANGED from a read, if the source turns out shorter or longer than
   *     listed
   */
  InputStream open(long offset) throws IOException;

  /** Takes bytes that a stream passes over on its way to where it begins. */
  @FunctionalInterface
  interface Passed {
    /** Takes some; the array belongs to the caller. */
    void take(byte[] bytes, int offset, int length);
  }

  /**
   * The same, and all bytes before {@code offset} for whoever wants to compare them with what the
   * store has already. They neither count as sent nor use up the bandwidth.
   *
   * @throws ConnectorException as {@link #open(long)}
   */
  default InputStream open(long offset, Passed passed) throws IOException {
    InputStream in = open(0);
    try {
      byte[] buffer = new byte[PASSING];
      for (long left = offset; left > 0; ) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          throw new ConnectorException(Kind.CHANGED, "the source is shorter than it said");
        }
        passed.take(buffer, 0, count);
        left -= count;
      }
      return in;
    } catch (IOException | RuntimeException | Error e) {
      try (in) {
        throw e;
      }
    }
  }

  /**
   * Whether bytes already at the path were left by an earlier write of this same content, so that a
   * connector with {@link Capability#RESUME} may continue them. If not, they are replaced.
   */
  default boolean continues() {
    return false;
  }

  /**
   * What {@link #keepResumeToken} was last given for this content, in this or an earlier process.
   */
  default Optional<String> resumeToken() {
    return Optional.empty();
  }

  /**
   * Keeps a JSON text that lets a later write continue; it goes to the ledger. May hold a secret;
   * never logged.
   */
  default void keepResumeToken(String token) {}

  /**
   * Says that the store has taken all bytes and then changed them, as some do with some files: what
   * it lists is of another size and hash than what was sent, for good. Said before
   * {@link Connector#write} returns; what is there then counts as sent, though not as proven.
   */
  default void alteredByStore() {}

  /**
   * What must be at the path in the moment in which the content takes its place, for a store that
   * promises {@link Capability#CONDITIONAL_WRITE}.
   */
  default Expectation expects() {
    return new Expectation.Anything();
  }

  /**
   * Where the same bytes are as a file of this machine, if they are; read it only where
   * {@link #open} will not do.
   */
  default Optional<Path> localFile() {
    return Optional.empty();
  }
}
