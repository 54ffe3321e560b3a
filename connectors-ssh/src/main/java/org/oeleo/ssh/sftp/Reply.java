package org.oeleo.ssh.sftp;

import java.io.IOException;

/**
 * The answer to a request that is under way. Safe for many threads.
 *
 * @param <T> what the server was asked for
 */
public interface Reply<T> {
  /**
   * Waits for the answer; asked again, says the same.
   *
   * @throws SftpException if the server refused
   * @throws ConnectionLostException if the connection ended before the answer came
   * @throws java.io.InterruptedIOException if the thread was interrupted before the answer came; it
   *     still is. The answer is given up: a handle that comes later is closed again
   */
  T await() throws IOException;

  /** Whether {@link #await} returns or throws at once. */
  boolean isDone();
}
