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
